"""What a database owner may create as an extension on the embedded server."""

import uuid

import psycopg
import pytest

from designer.postgres import ScratchDatabase, scratch_database
from designer.postgres.controls import STAND_INS, TRUSTED

REACH_OUT = ["dblink", "file_fdw", "postgres_fdw", "pageinspect", "pg_surgery", "pg_walinspect", "amcheck"]


@pytest.fixture(scope="module")
def database():  # type: ignore[no-untyped-def]
    with scratch_database() as database:
        if not database.server.embedded:
            pytest.skip("these control files are the embedded server's")
        yield database


@pytest.mark.parametrize("name", sorted(TRUSTED | STAND_INS | {"citext", "pg_trgm", "hstore", "ltree", "unaccent"}))
def test_an_owner_creates_a_reviewed_extension(database: ScratchDatabase, name: str) -> None:
    with database.connect() as connection:
        connection.execute(f'CREATE EXTENSION "{name}" CASCADE')
        connection.rollback()


@pytest.mark.parametrize("name", REACH_OUT)
def test_an_owner_cannot_create_what_reaches_out(database: ScratchDatabase, name: str) -> None:
    assert name not in TRUSTED | STAND_INS
    with database.connect() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f'CREATE EXTENSION "{name}" CASCADE')


def value(database: ScratchDatabase, extension: str, expression: str) -> object:
    with database.connect() as connection:
        connection.execute("CREATE SCHEMA elsewhere")
        connection.execute(f'CREATE EXTENSION "{extension}" SCHEMA elsewhere')
        row = connection.execute(f"SELECT {expression}").fetchone()
        connection.rollback()
    assert row
    return row[0]


def test_uuids_of_version_3_are_the_real_ones(database: ScratchDatabase) -> None:
    made = value(database, "uuid-ossp", "elsewhere.uuid_generate_v3(elsewhere.uuid_ns_dns(), 'www.example.com')")
    assert made == uuid.uuid3(uuid.NAMESPACE_DNS, "www.example.com")


@pytest.mark.parametrize(("function", "version"), [("v4()", 4), ("v5(elsewhere.uuid_ns_url(), 'x')", 5)])
def test_other_uuids_have_their_version(database: ScratchDatabase, function: str, version: int) -> None:
    made = value(database, "uuid-ossp", f"elsewhere.uuid_generate_{function}")
    assert isinstance(made, uuid.UUID)
    assert made.version == version
    assert made.variant == uuid.RFC_4122


def test_a_digest_is_real_and_random_bytes_have_their_length(database: ScratchDatabase) -> None:
    made = value(database, "pgcrypto", "encode(elsewhere.digest('abc', 'sha256'), 'hex')")
    assert made == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert value(database, "pgcrypto", "length(elsewhere.gen_random_bytes(70))") == 70


def test_a_stand_in_says_what_it_cannot(database: ScratchDatabase) -> None:
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="stand-in for pgcrypto on this scratch server"):
        value(database, "pgcrypto", "elsewhere.crypt('secret', elsewhere.gen_salt('bf'))")
    assert database.server.stand_ins >= STAND_INS
