"""Throwaway databases: what their owner can do there, and cannot do anywhere else."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy

from designer.postgres import Limits, ScratchDatabase, scratch_database, server


@pytest.fixture(scope="module")
def database():  # type: ignore[no-untyped-def]
    with scratch_database() as database:
        yield database


def exists(name: str) -> bool:
    with server().connect() as administrator:
        found = administrator.execute(
            "SELECT FROM pg_database WHERE datname = %(name)s UNION ALL SELECT FROM pg_roles WHERE rolname = %(name)s",
            {"name": name},
        ).fetchall()
    return bool(found)


def test_it_is_empty_and_its_owner_can_design_in_it(database: ScratchDatabase) -> None:
    with database.connect() as connection:
        connection.execute("CREATE SCHEMA shop CREATE TABLE item (id bigint PRIMARY KEY)")
        connection.execute("CREATE FUNCTION public.one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'")
        assert connection.execute("SELECT public.one(), count(*) FROM shop.item").fetchone() == (1, 0)
        connection.rollback()
        assert connection.execute("SELECT count(*) FROM pg_class WHERE oid >= 16384").fetchone() == (0,)


def test_database_and_role_are_gone_afterwards() -> None:
    with scratch_database() as database:
        assert exists(database.name)
    assert not exists(database.name)


def test_they_are_gone_though_someone_is_still_connected_and_something_failed() -> None:
    connections = []

    def fail() -> None:
        with scratch_database() as database:
            connections.append(database.connect())
            connections[0].execute("CREATE TABLE held (id int)")
            raise RuntimeError(database.name)

    with pytest.raises(RuntimeError) as failed:
        fail()
    assert not exists(str(failed.value))
    connections[0].close()


def test_the_schema_public_can_be_dropped_and_made_again(database: ScratchDatabase) -> None:
    with database.connect() as connection:
        connection.execute("ALTER SCHEMA public RENAME TO other")
        connection.execute("DROP SCHEMA other CASCADE")
        connection.execute("CREATE SCHEMA public")
        connection.rollback()


def test_sqlalchemy_connects_by_the_url(database: ScratchDatabase) -> None:
    engine = sqlalchemy.create_engine(database.url)
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("SELECT current_user")).scalar() == database.name
    engine.dispose()
    assert database.version >= 150000


def test_several_at_once_do_not_see_each_other() -> None:
    def use(number: int) -> int:
        with scratch_database() as database, database.connect() as connection:
            connection.execute(f"CREATE TABLE only_{number} (id int)")
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'only%'").fetchone()
        assert row
        return int(row[0])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(8))) == [1] * 8


REFUSED = [
    "COPY (SELECT 1) TO PROGRAM 'touch x'",
    "CREATE TABLE t (x text); COPY t FROM PROGRAM 'id'",
    "CREATE TABLE t (x text); COPY t FROM '/etc/passwd'",
    "COPY (SELECT 1) TO '/tmp/x'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT pg_stat_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/x')",
    "ALTER SYSTEM SET fsync = on",
    "SELECT pg_reload_conf()",
    "SELECT rolpassword FROM pg_authid",
    "CREATE ROLE mallory",
    "CREATE DATABASE mallory",
    "CREATE TABLESPACE mallory LOCATION '/tmp'",
    "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'",
    "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_read_file'",
    "LOAD 'file_fdw'",
    "SET SESSION AUTHORIZATION postgres",
    "SET ROLE postgres",
    "SET ROLE pg_execute_server_program",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
    "GRANT pg_read_server_files TO CURRENT_USER",
    "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()",
    "CREATE FOREIGN DATA WRAPPER w",
    "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
    "SELECT pg_create_physical_replication_slot('s')",
    "DROP DATABASE postgres",
    "UPDATE pg_proc SET prosrc = 'x'",
    "DELETE FROM pg_class",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_its_owner_is_refused(database: ScratchDatabase, statement: str) -> None:
    with database.connect() as connection:
        connection.autocommit = True
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(statement)
        assert isinstance(
            refused.value,
            psycopg.errors.InsufficientPrivilege
            | psycopg.errors.UndefinedObject  # the role postgres, on a server that has another superuser
            | psycopg.errors.UndefinedFunction,
        ), refused.value


def test_backends_of_others_cannot_be_ended(database: ScratchDatabase) -> None:
    with server().connect() as administrator, database.connect() as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT pg_terminate_backend(%s)", (administrator.info.backend_pid,))
        assert administrator.execute("SELECT 1").fetchone() == (1,)


def test_other_databases_are_closed_to_it(database: ScratchDatabase) -> None:
    if not database.server.embedded:
        pytest.skip("what other databases of that server allow is not ours to say")
    with scratch_database() as other:
        for name in (other.name, "postgres", "template1"):
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(database.conninfo, dbname=name)


def test_it_has_no_more_connections_than_it_may() -> None:
    many = pytest.raises(psycopg.OperationalError, match="too many connections for role")
    with scratch_database(Limits(connections=1)) as database, database.connect(), many:
        database.connect()


def test_a_statement_has_its_time() -> None:
    late = pytest.raises(psycopg.errors.QueryCanceled)
    with scratch_database(Limits(statement_seconds=0.1)) as database, database.connect() as connection, late:
        connection.execute("SELECT pg_sleep(60)")


def test_a_backend_has_not_all_the_memory_of_the_machine(database: ScratchDatabase) -> None:
    if not database.server.embedded:
        pytest.skip("the memory of that server is not ours to limit")
    hog = "SELECT count(*) FROM (SELECT DISTINCT repeat(i::text, 300) FROM generate_series(1, 100000000) AS i) AS t"
    with database.connect() as connection:
        connection.execute("SET work_mem = '64GB'")
        with pytest.raises(psycopg.errors.OutOfMemory):
            connection.execute(hog)
    with database.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_access_is_restored_after_its_owner_locked_the_door(database: ScratchDatabase) -> None:
    with database.connect() as connection:
        connection.execute("ALTER ROLE CURRENT_USER PASSWORD 'changed'")
        connection.execute("ALTER ROLE CURRENT_USER SET search_path = nowhere")
        connection.execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET TimeZone = ''Asia/Tokyo''', current_database()); END $$"
        )
    database.restore_access()
    with database.connect() as connection:
        row = connection.execute("SELECT current_setting('search_path'), current_setting('TimeZone')").fetchone()
    assert row is not None
    assert row[0] == '"$user", public'
    assert row[1] != "Asia/Tokyo"
