"""What only a superuser may make: read from live databases, in a transaction that is undone."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from designer.catalog import read
from designer.model import SqlKind, problems
from designer.postgres import ScratchDatabase
from tests.designer.catalog.finding import sql_object


@pytest.fixture
def superuser(database: ScratchDatabase) -> Iterator[psycopg.Connection]:
    with psycopg.connect(make_conninfo(database.server.conninfo, dbname=database.name)) as found:
        yield found
        found.rollback()


def test_foreign_data(superuser: psycopg.Connection) -> None:
    superuser.execute(
        """
        CREATE FOREIGN DATA WRAPPER elsewhere OPTIONS (debug 'it''s on');
        CREATE SERVER far TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER elsewhere OPTIONS (host 'a');
        CREATE FOREIGN TABLE distant (id int OPTIONS (col 'c') NOT NULL, b text COLLATE "C" DEFAULT 'x',
            CONSTRAINT b_there CHECK (b IN ('x', 'y'))) SERVER far OPTIONS (name 'd');
        COMMENT ON COLUMN distant.b IS 'Over there.';
        CREATE VIEW near AS SELECT id FROM distant;
        """
    )
    design = read(superuser)
    assert problems(design) == ()
    server = sql_object(design, SqlKind.SERVER, "far")
    assert server.create == (
        """CREATE SERVER far TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER elsewhere OPTIONS ("host" 'a')""",
    )
    distant = sql_object(design, SqlKind.FOREIGN_TABLE, "distant")
    assert distant.depends_on == (server.id,)
    assert distant.create[1] == "COMMENT ON COLUMN public.distant.b IS 'Over there.'"
    assert distant.id in sql_object(design, SqlKind.VIEW, "near").depends_on
    superuser.execute("DROP FOREIGN TABLE distant CASCADE")
    superuser.execute(distant.create[0].encode())
    superuser.execute(distant.create[1].encode())
    assert sql_object(read(superuser), SqlKind.FOREIGN_TABLE, "distant") == distant


def test_event_triggers_and_publications(superuser: psycopg.Connection) -> None:
    superuser.execute(
        """
        CREATE TABLE t (id int PRIMARY KEY, b int);
        CREATE FUNCTION noticed() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION noticed();
        ALTER EVENT TRIGGER watch DISABLE;
        CREATE PUBLICATION part FOR TABLE t (id) WHERE (id > 5) WITH (publish = 'insert');
        """
    )
    design = read(superuser)
    watch = sql_object(design, SqlKind.EVENT_TRIGGER, "watch")
    assert watch.create == (
        "CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.noticed()",
        "ALTER EVENT TRIGGER watch DISABLE",
    )
    assert watch.depends_on == (sql_object(design, SqlKind.FUNCTION, "noticed()").id,)
    part = sql_object(design, SqlKind.PUBLICATION, "part")
    assert part.create == (
        "CREATE PUBLICATION part WITH (publish = 'insert')",
        "ALTER PUBLICATION part ADD TABLE ONLY public.t (id) WHERE ((id > 5))",
    )


def test_an_aggregate_over_an_ordered_set(superuser: psycopg.Connection) -> None:
    superuser.execute(
        """
        CREATE AGGREGATE middle(float8 ORDER BY anyelement)
            (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
        CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any")
            (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, HYPOTHETICAL);
        """
    )
    design = read(superuser)
    for name in ("middle(double precision ORDER BY anyelement)", 'place(VARIADIC "any" ORDER BY VARIADIC "any")'):
        aggregate = sql_object(design, SqlKind.AGGREGATE, name)
        for statement in (*aggregate.drop, *aggregate.create):
            superuser.execute(statement.encode())
    assert read(superuser) == design
