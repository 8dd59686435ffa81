"""Roles that a schema names: shared by the databases that need them, gone with the last."""

import psycopg
import pytest

from designer.postgres import scratch_database, server

POLICY = 'CREATE TABLE t (id int); CREATE POLICY p ON t TO "app user" USING (true)'


def roles() -> set[str]:
    with server().connect() as administrator:
        return {name for (name,) in administrator.execute("SELECT rolname FROM pg_roles").fetchall()}


def test_a_role_exists_while_any_database_needs_it() -> None:
    with scratch_database() as first:
        with scratch_database() as second:
            assert first.make_roles(frozenset({"app user"})) == frozenset()
            assert second.make_roles(frozenset({"app user"})) == frozenset()
            with second.connect() as connection:
                connection.execute(POLICY)
        assert "app user" in roles()
        with first.connect() as connection:
            connection.execute(POLICY)
    assert "app user" not in roles()


def test_a_stand_in_can_do_nothing_and_nobody_can_become_it() -> None:
    with scratch_database() as database:
        database.make_roles(frozenset({"service"}))
        with server().connect() as administrator:
            rights = administrator.execute(
                "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles "
                "WHERE rolname = 'service'"
            ).fetchone()
        assert rights == (False,) * 5
        with database.connect() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET ROLE service")


def test_names_that_belong_to_postgresql_are_given_back() -> None:
    with scratch_database() as database:
        assert database.make_roles(frozenset({"pg_mine", "public", "none"})) == {"pg_mine", "public", "none"}


def test_a_name_is_never_run() -> None:
    name = 'x"; DROP TABLE t; --'
    with scratch_database() as database:
        assert database.make_roles(frozenset({name})) == frozenset()
        assert name in roles()


def test_a_role_that_is_not_ours_is_never_dropped() -> None:
    with server().connect() as administrator:
        administrator.execute("DROP ROLE IF EXISTS somebody")
        administrator.execute("CREATE ROLE somebody NOLOGIN")
        try:
            with scratch_database() as database:
                database.make_roles(frozenset({"somebody"}))
            assert "somebody" in roles()
        finally:
            administrator.execute("DROP ROLE somebody")
