from datetime import UTC, datetime

import psycopg
import pytest

from designer.catalog import read
from designer.model import EMPTY, PUBLIC, Design
from designer.postgres import ScratchDatabase
from tests.designer.catalog.conftest import Load
from tests.designer.catalog.finding import entity


def test_an_empty_database_is_the_empty_design(connection: psycopg.Connection) -> None:
    assert read(connection) == EMPTY


def test_the_schema_public_keeps_its_id(load: Load) -> None:
    design = load("CREATE TABLE public.artist (id int)")
    assert entity(design, "artist").schema == PUBLIC.id


def test_two_readings_are_equal(load: Load, connection: psycopg.Connection) -> None:
    design = load("CREATE TABLE artist (id int PRIMARY KEY, name text UNIQUE CHECK (name <> ''))")
    assert read(connection) == design


def test_reading_leaves_the_session_as_it_was(connection: psycopg.Connection) -> None:
    connection.execute("SET search_path = pg_catalog")
    read(connection)
    assert connection.execute("SHOW search_path").fetchone() == ("pg_catalog",)
    connection.execute("CREATE TABLE public.still_writable (id int)")


def test_a_reading_of_its_own_is_one_read_only_snapshot(database: ScratchDatabase) -> None:
    seen = []
    with database.connect() as connection:
        connection.add_notice_handler(lambda notice: seen.append(notice.message_primary))
        read(connection)
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        assert seen == []


def test_tables_to_omit_are_gone_with_all_that_is_theirs(connection: psycopg.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE public.alembic_version (number serial UNIQUE, version_num varchar(32) PRIMARY KEY CHECK (true));
        CREATE INDEX ON public.alembic_version (lower(version_num));
        CREATE TABLE public.kept (version varchar(32) REFERENCES public.alembic_version);
        COMMENT ON COLUMN public.alembic_version.version_num IS 'Where we are.';
        """
    )
    design = read(connection, omit={("public", "alembic_version")})
    assert [each.name for each in design.entities.values()] == ["kept"]
    assert not design.primary_keys
    assert not design.uniques
    assert not design.indexes
    assert not design.checks
    assert not design.relationships
    assert [each.name for each in design.fields.values()] == ["version"]


HOSTILE = [
    'a"b',
    "a'b",
    "a\\b",
    "a b",
    "%s",
    "%(x)s",
    "{0}",
    "</script>",
    "'; DROP TABLE x; --",
    "é" * 31,
    "select",
    "🦉",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_as_they_are(name: str, connection: psycopg.Connection) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    connection.execute(
        f"""
        CREATE SCHEMA {quoted};
        CREATE TYPE {quoted}.{quoted} AS ENUM ('a');
        CREATE TABLE {quoted}."t{name.replace('"', '""')[:20]}" ({quoted} {quoted}.{quoted} PRIMARY KEY);
        CREATE VIEW {quoted}.v AS SELECT {quoted} FROM {quoted}."t{name.replace('"', '""')[:20]}";
        """.encode()
    )
    design = read(connection)
    assert name in {each.name for each in design.schemas.values()}
    assert [each.name for each in design.fields.values()] == [name]
    assert [each.name for each in design.enum_types.values()] == [name]


def test_a_timestamp_in_an_expression_does_not_depend_on_the_session(connection: psycopg.Connection) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC).isoformat()
    connection.execute(f"CREATE TABLE t (at timestamptz DEFAULT '{at}')".encode())
    readings: list[Design] = []
    for zone in ("UTC", "Asia/Kathmandu"):
        connection.execute(f"SET TimeZone = '{zone}'; SET DateStyle = 'SQL, DMY'".encode())
        readings.append(read(connection))
    assert readings[0] == readings[1]
