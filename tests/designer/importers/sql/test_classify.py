"""What is run, and what is not, from the text alone."""

import pytest

from designer.importers.sql.classify import decide
from designer.importers.sql.decision import Decision, Refuse, Run, Skip
from designer.importers.sql.split import Piece, PieceKind


def decision(sql: str) -> Decision:
    return decide(Piece(PieceKind.STATEMENT, 1, sql))


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("INSERT INTO t VALUES (1)", "Data"),
        ("insert\ninto t values " + "(1)," * 20_000 + "(1)", "Data"),
        ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "Data"),
        ("UPDATE t SET a = 1", "Data"),
        ("DELETE FROM t", "Data"),
        ("COPY t FROM '/etc/passwd'", "Data"),
        ("COPY (SELECT 1) TO PROGRAM 'id'", "Data"),
        ("TRUNCATE t", "Data"),
        ("MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "Data"),
        ("GRANT SELECT ON t TO PUBLIC", "privileges"),
        ("REVOKE ALL ON t FROM x", "privileges"),
        ("ALTER TABLE t OWNER TO x", "Owners"),
        ("ALTER FUNCTION f() OWNER TO x", "Owners"),
        ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x", "Owners"),
        ("CREATE ROLE x LOGIN SUPERUSER", "Owners"),
        ("ALTER ROLE CURRENT_USER PASSWORD 'x'", "Owners"),
        ("DROP DATABASE postgres", "server"),
        ("CREATE DATABASE x", "server"),
        ("ALTER SYSTEM SET fsync = off", "server"),
        ("CREATE TABLESPACE x LOCATION '/tmp'", "server"),
        ("CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p", "server"),
        ("LOAD 'file_fdw'", "server"),
        ("COMMENT ON DATABASE x IS 'y'", "server"),
        ("COMMENT ON ROLE x IS 'y'", "server"),
        ("COMMENT ON EXTENSION citext IS 'y'", "extension"),
        ("CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog", "always there"),
        ("CREATE LANGUAGE plpgsql", "always there"),
        ("BEGIN", "transaction"),
        ("ROLLBACK", "transaction"),
        ("SET statement_timeout = 0", "session"),
        ("SET SESSION AUTHORIZATION postgres", "session"),
        ("SET ROLE postgres", "session"),
        ("RESET ALL", "session"),
        ("SET client_encoding = 'UTF8'", "session"),
        ("VACUUM", "Maintenance"),
        ("EXPLAIN ANALYZE SELECT pg_sleep(1)", "query"),
        ("LOCK TABLE t", "Locks"),
        ("CREATE USER MAPPING FOR x SERVER s OPTIONS (password 'secret')", "Owners"),
    ],
)
def test_what_is_no_schema_is_skipped_with_the_reason(sql: str, reason: str) -> None:
    found = decision(sql)
    assert isinstance(found, Skip)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("\\restrict abc", "command of psql"),
        ("\\connect other", "changes the database"),
        ("\\c", "changes the database"),
        ("\\! rm -rf /", "never run"),
        ("\\!rm", "never run"),
        ("\\copy t from x.csv", "Data"),
        ("\\", "command of psql"),
    ],
)
def test_commands_of_psql_are_never_run(command: str, expected: str) -> None:
    found = decide(Piece(PieceKind.COMMAND, 1, command))
    assert isinstance(found, Skip)
    assert expected in found.reason


def test_a_file_that_is_not_here_is_a_loss() -> None:
    assert isinstance(decide(Piece(PieceKind.COMMAND, 1, "\\i tables.sql")), Refuse)


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("CREATE TABLE `t` (id INT)", "MySQL"),
        ("CREATE TABLE t (id INT AUTO_INCREMENT)", "MySQL"),
        ("CREATE TABLE [dbo].[t] (id INT)", "SQL Server"),
        ("CREATE TABEL t (id INT)", ""),
    ],
)
def test_what_postgresql_cannot_read_is_refused_with_its_words(sql: str, dialect: str) -> None:
    found = decision(sql)
    assert isinstance(found, Refuse)
    assert "syntax error" in found.reason
    assert dialect in found.reason


def test_a_query_runs_for_what_it_does_and_its_rows_stay_on_the_server() -> None:
    found = decision("SELECT pg_catalog.set_config('search_path', '', false)")
    assert isinstance(found, Run)
    assert found.sql.startswith("EXPLAIN (ANALYZE")
    assert not found.schema


@pytest.mark.parametrize(
    ("sql", "sent", "note"),
    [
        ("CREATE SCHEMA AUTHORIZATION joe", "CREATE SCHEMA joe", "AUTHORIZATION"),
        ("CREATE SCHEMA s AUTHORIZATION joe", "CREATE SCHEMA s", "AUTHORIZATION"),
        ("CREATE SCHEMA public", "CREATE SCHEMA IF NOT EXISTS public", ""),
        ("CREATE TABLE t (a int) TABLESPACE fast", "CREATE TABLE t (a int)", "tablespace"),
        ("CREATE INDEX CONCURRENTLY i ON t (a) TABLESPACE fast", "CREATE INDEX i ON t USING btree (a)", "CONCURRENTLY"),
        ("CREATE TABLE t (a int) WITH (oids=true)", "CREATE TABLE t (a int)", "OIDS"),
        ("CREATE TABLE t (a int) WITH OIDS", "CREATE TABLE t (a int)", "OIDS"),
        ("ALTER TABLE t OWNER TO x, ADD COLUMN b int", "ALTER TABLE t ADD COLUMN b int", "OWNER"),
        ("CREATE EXTENSION citext VERSION '1.0'", "CREATE EXTENSION citext", "version"),
        ("CREATE TABLE t AS SELECT 1 AS a", "CREATE TABLE t AS SELECT 1 AS a WITH NO DATA", ""),
        ("CREATE TABLE t (a int)", "CREATE TABLE t (a int)", ""),
    ],
)
def test_what_belongs_to_a_server_is_left_out_and_noted(sql: str, sent: str, note: str) -> None:
    found = decision(sql)
    assert isinstance(found, Run)
    assert " ".join(found.sql.split()) == sent
    assert note in found.note
    assert bool(found.note) == bool(note)


def test_roles_of_a_policy_are_named() -> None:
    found = decision('CREATE POLICY p ON t TO "app user", service, PUBLIC, CURRENT_USER USING (true)')
    assert isinstance(found, Run)
    assert found.roles == {"app user", "service"}


@pytest.mark.parametrize(
    "sql", ["DROP TABLE t", "ALTER TABLE t DROP CONSTRAINT c", "ALTER TABLE t RENAME TO u", "DO $$$$"]
)
def test_what_takes_away_or_renames_is_never_tried_again(sql: str) -> None:
    found = decision(sql)
    assert isinstance(found, Run)
    assert not found.again


def test_a_statement_too_deep_to_be_read_here_is_left_to_the_server() -> None:
    found = decision("SELECT " + "1+" * 5_000 + "1")
    assert isinstance(found, Run)
    assert found.tree is None
