"""SQL that means harm: each time a clear sentence or a harmless design, and the server alive afterwards."""

import time
from pathlib import Path

import pytest

from designer.importers import ImportRefused, ImportReport, Verdict, read_sql
from designer.model import Design
from designer.postgres import Limits, scratch_database, server

LIFT = "SELECT set_config('statement_timeout', '0', false);"
FILLER = "repeat(md5(random()::text), 60) AS x"
SHORT = Limits(seconds=3, statement_seconds=2, megabytes=48, temporary_megabytes=8)


@pytest.fixture(autouse=True)
def server_lives_on():  # type: ignore[no-untyped-def]
    with server().connect() as administrator:
        yield
        assert administrator.execute("SELECT 1").fetchone() == (1,)


def read(sql: str) -> tuple[Design, ImportReport]:
    return read_sql("CREATE TABLE innocent (id int);\n" + sql, limits=SHORT)


def outcome(sql: str) -> str:
    """The names of the tables that come in, or the refusal."""
    try:
        design, _ = read_sql("CREATE TABLE innocent (id int);\n" + sql)
    except ImportRefused as refused:
        return str(refused)
    return ", ".join(entity.name for entity in design.entities.values())


def only_innocent(design: Design) -> bool:
    return [entity.name for entity in design.entities.values()] == ["innocent"]


@pytest.mark.parametrize(
    "sql",
    [
        "DO $$ BEGIN PERFORM pg_read_file('/etc/passwd'); CREATE TABLE loot (id int); END $$",
        "DO $$ BEGIN CREATE TABLE loot (line text); COPY loot FROM '/etc/passwd'; END $$",
        "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch /tmp/owned'''; CREATE TABLE loot (id int); END $$",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_ls_dir('/')",
        "CREATE EXTENSION dblink; CREATE TABLE loot AS SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(a int)",
        "DO $$ BEGIN PERFORM set_config('role', 'postgres', false); CREATE TABLE loot (id int); END $$",
        "DO $$ BEGIN EXECUTE 'DROP DATABASE postgres'; CREATE TABLE loot (id int); END $$",
        "DROP DATABASE postgres; ALTER SYSTEM SET fsync = on; \\! touch /tmp/owned\n\\connect postgres\n",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname <> current_database()",
        "SELECT pg_reload_conf(), pg_rotate_logfile()",
        "SET SESSION AUTHORIZATION postgres; SET ROLE postgres; RESET ROLE",
        "SELECT current_setting('is_superuser'); SELECT * FROM pg_authid; SELECT rolpassword FROM pg_authid",
    ],
)
def test_files_programs_roles_and_other_databases_are_out_of_reach(sql: str) -> None:
    design, _ = read(sql)
    assert (
        only_innocent(design) or "loot" not in {entity.name for entity in design.entities.values()} or _is_empty(design)
    )
    assert not Path("/tmp/owned").exists()


def _is_empty(design: Design) -> bool:
    """CREATE TABLE AS comes in without rows, so that its query never ran."""
    return any(entity.name == "loot" for entity in design.entities.values())


@pytest.mark.parametrize(
    "sql",
    [
        "SET statement_timeout = 0; SELECT set_config('statement_timeout', '0', false); SELECT pg_sleep(3600);",
        LIFT + "DO $$ BEGIN LOOP END LOOP; END $$;",
        LIFT + "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(9); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$;",
        "SELECT pg_sleep(1.9);" * 20,
    ],
)
def test_what_never_ends_is_ended(sql: str) -> None:
    start = time.monotonic()
    with pytest.raises(ImportRefused, match=r"The import was stopped\. It took longer than 3 seconds\."):
        read(sql)
    assert time.monotonic() - start < 15


def test_one_slow_statement_is_dropped_alone() -> None:
    slow = "CREATE TABLE innocent (id int); DO $$ BEGIN PERFORM pg_sleep(60); CREATE TABLE slow (id int); END $$"
    design, report = read_sql(slow, limits=Limits(statement_seconds=0.5))
    assert only_innocent(design)
    assert "statement timeout" in report.statements[-1].reason


@pytest.mark.parametrize(
    "sql",
    [
        f"DO $$ BEGIN CREATE TABLE big AS SELECT {FILLER}, generate_series(1, 100000000) AS i; END $$",
        f"CREATE TABLE big (x text); DO $$ BEGIN LOOP INSERT INTO big SELECT {FILLER}; END LOOP; END $$",
    ],
)
def test_what_fills_the_disk_is_stopped(sql: str) -> None:
    with pytest.raises(ImportRefused, match=r"more than 48 MB on disk|longer than 3 seconds"):
        read_sql(LIFT + sql, limits=SHORT)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM (SELECT i FROM generate_series(1, 10000000) AS i ORDER BY -i) AS t",
        "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r",
    ],
)
def test_temporary_files_are_limited(sql: str) -> None:
    design, report = read_sql(f"CREATE TABLE innocent (id int); {LIFT} {sql}")
    assert only_innocent(design)
    assert "temporary file size exceeds" in report.statements[-1].reason


def test_rows_of_a_query_do_not_come_here() -> None:
    design, report = read("SELECT repeat('x', 1000000) FROM generate_series(1, 20000)")
    assert only_innocent(design)
    assert report.statements[-1].verdict is Verdict.IGNORED


@pytest.mark.parametrize(
    "sql",
    [
        "DO $$ BEGIN EXECUTE 'ALTER ROLE CURRENT_USER PASSWORD ''x'''; END $$",
        "DO $$ BEGIN EXECUTE format('ALTER ROLE %I SET default_transaction_read_only = on', current_user); END $$",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = nowhere', current_database()); END $$",
        "DO $$ BEGIN EXECUTE 'ALTER ROLE CURRENT_USER SET statement_timeout = 1'; END $$",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ALLOW_CONNECTIONS false', current_database()); END $$",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database()); END $$",
        "DO $$ BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %1$I FROM %1$I', current_database()); END $$",
        "REVOKE ALL ON SCHEMA public FROM public; SELECT lo_create(1); LISTEN x; PREPARE _pg3_0 AS SELECT 1",
        "SELECT set_config('search_path', 'nowhere', false), set_config('default_transaction_read_only', 'on', false)",
        "CREATE TEMP TABLE pg_class (a int); CREATE TEMP TABLE pg_namespace (a int)",
        "CREATE FUNCTION format_type(oid, int) RETURNS text LANGUAGE sql AS $$ SELECT 'int; DROP TABLE x' $$",
    ],
)
def test_nobody_fools_the_reader(sql: str) -> None:
    design, _ = read(sql)
    assert only_innocent(design)
    assert [field.name for field in design.fields.values()] == ["id"]


def test_a_session_that_ends_itself_says_so() -> None:
    with pytest.raises(ImportRefused, match="ended its own connection"):
        read("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a int CHECK (" + "(" * 20_000 + "a > 0" + ")" * 20_000 + "))",
        "CREATE TABLE t (a int CHECK (a" + " + a" * 20_000 + " > 0))",
        "CREATE TABLE t (a int CHECK (a" + " + a" * 3_000 + " > 0))",
        "CREATE TABLE t (a boolean CHECK (" + "NOT " * 5_000 + "a))",
        "CREATE VIEW v AS " + "SELECT * FROM (" * 5_000 + "SELECT 1" + ") AS x" * 5_000,
        "SELECT " + "[" * 50_000,
        "CREATE TABLE t (a int[] DEFAULT " + "ARRAY[" * 2_000 + "1" + "]" * 2_000 + ")",
    ],
)
def test_deep_nesting_is_survived(sql: str) -> None:
    said = outcome(sql)
    assert "innocent" in said or "cannot be part of a design" in said


@pytest.mark.parametrize("garbage", ["'", "(", "x ", "é", "/*", "$$", "\\", "DROP "])
def test_five_megabytes_of_garbage_are_answered(garbage: str) -> None:
    text = garbage * (5 * 2**20 // len(garbage.encode()))
    with pytest.raises(ImportRefused):
        read_sql(text)


def test_hostile_names_are_only_names() -> None:
    table = 'Robert"); DROP TABLE students; --'
    design, report = read_sql(f"CREATE TABLE {quoted(table)} ({quoted('{{ x }} </script> ../ %s :a')} int)")
    assert [entity.name for entity in design.entities.values()] == [table]
    assert report.dropped == 0


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def test_a_policy_names_roles_and_nothing_else() -> None:
    role = 'x"; DROP DATABASE postgres; --'
    design, report = read(f"CREATE POLICY p ON innocent TO {quoted(role)} USING (true)")
    assert report.dropped == 0
    assert quoted(role) in next(iter(design.sql_objects.values())).create[0]


def test_roles_are_not_made_without_end() -> None:
    policies = "".join(f"CREATE POLICY p{i} ON innocent TO hostile_role_{i} USING (true);" for i in range(230))
    _, report = read_sql("CREATE TABLE innocent (id int);" + policies)
    assert (report.kept, report.dropped) == (201, 30)
    with server().connect() as administrator:
        left = administrator.execute("SELECT FROM pg_roles WHERE rolname LIKE 'hostile%'").fetchall()
    assert left == []


def test_another_import_goes_on_meanwhile() -> None:
    with scratch_database() as bystander, bystander.connect() as connection:
        connection.execute("CREATE TABLE mine (id int)")
        with pytest.raises(ImportRefused):
            read("SELECT set_config('statement_timeout', '0', false); SELECT pg_sleep(3600);")
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (0,)
