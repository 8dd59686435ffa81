import psycopg
import pytest

from designer.catalog.queries import canonical_query


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (" SELECT a,\n    b\n   FROM t", " SELECT a,\n    b\n   FROM t"),
        ("SELECT 'a'::text, b::text AS b", "SELECT 'a'::text AS \"?column?\", b::text AS b"),
        (
            "SELECT DISTINCT ON (a, b) NULL::integer FROM t",
            'SELECT DISTINCT ON (a, b) NULL::integer AS "?column?" FROM t',
        ),
        ("SELECT 1, 'x', a.b, (c)", "SELECT 1, 'x', a.b, (c)"),
        (
            "SELECT '1'::numeric(10,2)[] UNION SELECT f(a::b)",
            "SELECT '1'::numeric(10,2)[] AS \"?column?\" UNION SELECT f(a::b)",
        ),
        ("SELECT x FROM (VALUES (1)) y", "SELECT x FROM ( VALUES (1)) y"),
        ("SELECT (ARRAY['a'::character varying])::text[] AS a", "SELECT ARRAY[('a'::character varying)::text] AS a"),
        ("SELECT 'SELECT a::text FROM (VALUES'", "SELECT 'SELECT a::text FROM (VALUES'"),
    ],
)
def test_what_postgresql_would_read_back_changed(printed: str, expected: str) -> None:
    assert canonical_query(printed) == expected
    assert canonical_query(expected) == expected


@pytest.mark.parametrize(
    "query",
    [
        "SELECT i, s FROM t WHERE s IN ('a', 'b') ORDER BY 1",
        "SELECT NULL::int, 'x' AS x, '3'::numeric(4,1) AS three FROM t",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(k, l)",
        "WITH w AS (VALUES (1)) SELECT * FROM w",
        "SELECT 1 AS a UNION ALL SELECT 2.5 UNION ALL SELECT NULL",
        "SELECT EXISTS (SELECT NULL::int FROM t), ARRAY(SELECT 'x'::text) AS list",
        "SELECT CASE WHEN s IN ('a') THEN 1 END AS c, extract(year FROM now()) AS year, current_date AS today FROM t",
        "SELECT DISTINCT ON (s) s::text, i FROM t ORDER BY s, i",
        "SELECT x.i, count(*) FILTER (WHERE x.s <> ALL (ARRAY['q', 'r'])) FROM t x GROUP BY x.i HAVING count(*) > 1",
    ],
)
def test_a_view_made_from_what_is_read_reads_the_same(query: str, connection: psycopg.Connection) -> None:
    connection.execute("CREATE TABLE public.t (i int, s varchar(9))")
    connection.execute(f"CREATE VIEW v AS {query}".encode())
    once = printed(connection)
    columns = column_names(connection)
    connection.execute("DROP VIEW public.v")
    connection.execute(f"CREATE VIEW public.v AS {once}".encode())
    assert printed(connection) == once
    assert column_names(connection) == columns


def printed(connection: psycopg.Connection) -> str:
    row = connection.execute("SELECT pg_get_viewdef('public.v'::regclass)").fetchone()
    assert row
    return canonical_query(row[0].rstrip().removesuffix(";"))


def column_names(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT attname FROM pg_attribute WHERE attrelid = 'public.v'::regclass").fetchall()
