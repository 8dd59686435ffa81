"""Another server instead of the embedded one. The embedded one plays it, with an administrator that is no superuser."""

import importlib
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from designer.postgres import ScratchUnavailable, scratch_database, server

PASSWORD = "p@ss"


@pytest.fixture
def administrator(monkeypatch: pytest.MonkeyPatch) -> Iterator[psycopg.Connection]:
    """Connected as the superuser; the environment names a server where `deputy` may make databases and roles."""
    found = server()
    module = importlib.import_module("designer.postgres.server")  # the package has a function of that name
    monkeypatch.setattr(module, "_servers", {})
    with found.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS deputy")
        connection.execute(f"CREATE ROLE deputy LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'")
        connection.execute("GRANT CONNECT ON DATABASE postgres TO deputy")
        conninfo = make_conninfo(found.conninfo, user="deputy", password=PASSWORD, dbname="postgres")
        monkeypatch.setenv("SCRATCH_DATABASE_URL", conninfo)
        yield connection
        connection.execute("DROP OWNED BY deputy")
        connection.execute("DROP ROLE deputy")


@pytest.mark.usefixtures("administrator")
def test_an_administrator_without_superuser_is_enough() -> None:
    found = server()
    assert not found.embedded
    assert not found.superuser
    assert found.stand_ins == frozenset()
    with scratch_database() as database:
        assert database.make_roles(frozenset({"reader"})) == frozenset()
        with database.connect() as connection:
            connection.execute("CREATE TABLE t (id int); CREATE POLICY p ON t TO reader USING (true)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SET ROLE deputy")
        database.restore_access()
        with database.connect():
            pass
    with found.connect() as connection:
        left = connection.execute("SELECT FROM pg_roles WHERE rolname IN (%s, 'reader')", (database.name,)).fetchall()
    assert left == []


def test_an_administrator_who_may_not_make_roles_is_told_so(administrator: psycopg.Connection) -> None:
    administrator.execute("ALTER ROLE deputy NOCREATEROLE")
    with pytest.raises(ScratchUnavailable, match="give it CREATEDB and CREATEROLE"):
        server()


@pytest.mark.usefixtures("administrator")
def test_a_server_that_does_not_answer_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRATCH_DATABASE_URL", make_conninfo(host="/nowhere", user="x", password=PASSWORD))
    with pytest.raises(ScratchUnavailable, match="SCRATCH_DATABASE_URL") as unavailable:
        server()
    assert PASSWORD not in str(unavailable.value)
