import psycopg
import pytest

from designer.catalog.expressions import canonical


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(price >= (0)::numeric)", "(price >= (0)::numeric)"),
        ("ARRAY['a'::text, 'b'::text]", "ARRAY['a'::text, 'b'::text]"),
        ("ARRAY[]::text[]", "ARRAY[]::text[]"),
        ("(ARRAY[1, 2])[1]", "(ARRAY[1, 2])[1]"),
        (
            "((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
        ),
        ("(ARRAY[s, f(t, 'x,y')])::text[]", "ARRAY[(s)::text, (f(t, 'x,y'))::text]"),
        ("(ARRAY[ARRAY[a], ARRAY[b]])::text[]", "ARRAY[ARRAY[(a)::text], ARRAY[(b)::text]]"),
        ("(ARRAY['é'::bpchar, 'ü'::bpchar])::text[]", "ARRAY[('é'::bpchar)::text, ('ü'::bpchar)::text]"),
        ("(ARRAY[a])::timestamp(3) with time zone[]", "ARRAY[(a)::timestamp(3) with time zone]"),
        ('(ARRAY[a])::"Odd ""schema".kind[]', 'ARRAY[(a)::"Odd ""schema".kind]'),
        ("(ARRAY[a])::public.a_domain", "(ARRAY[a])::public.a_domain"),
        ("'(ARRAY[a])::text[]'::text", "'(ARRAY[a])::text[]'::text"),
    ],
)
def test_a_cast_of_an_array_moves_into_its_elements(printed: str, expected: str) -> None:
    assert canonical(printed) == expected
    assert canonical(expected) == expected


TABLE = """
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TABLE t (s varchar(20), u varchar, c char(2), i int, n numeric(8,2), m mood, a varchar(5)[], d timestamptz,
    CONSTRAINT t_check CHECK ({}))
"""


@pytest.mark.parametrize(
    "written",
    [
        "s IN ('a', 'b''c')",
        "s NOT IN ('a', 'ü') OR u = 'x'",
        "s = ANY (ARRAY[u, 'z'])",
        "c IN ('a', 'b')",
        "i IN (1, 2)",
        "i = ANY (ARRAY[1, 2]::bigint[])",
        "n IN (1, 2.5)",
        "m IN ('calm', 'wild')",
        "ARRAY[s]::text[] && a::text[]",
        "(ARRAY[s, u]::varchar(3)[])[1] = 'x'",
        "ARRAY[ARRAY[s], ARRAY[u]]::text[] <> '{}'",
        "CASE WHEN s IN ('a') THEN u IN ('b', 'c') ELSE true END",
        "coalesce(s, 'x') IN ('a', 'b') AND (u, s) = ('a', 'b')",
        "d AT TIME ZONE 'UTC' > '2024-01-01'",
        "a[1:2] = ARRAY['x']::varchar[]",
    ],
)
def test_what_is_read_gives_the_same_when_it_is_run_and_read_again(
    written: str, connection: psycopg.Connection
) -> None:
    connection.execute("SET search_path = public")
    connection.execute(TABLE.format(written).encode())
    once = printed(connection)
    connection.execute("ALTER TABLE t DROP CONSTRAINT t_check")
    connection.execute(f"ALTER TABLE t ADD CONSTRAINT t_check CHECK ({once})".encode())
    assert printed(connection) == once


def printed(connection: psycopg.Connection) -> str:
    row = connection.execute(
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE contype = 'c' AND conrelid = 't'::regclass"
    ).fetchone()
    assert row
    return canonical(row[0])
