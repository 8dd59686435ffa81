"""Real schemas, run by psql as their projects wrote them, against what is known of each."""

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from designer.catalog import read
from designer.model import Design, SqlKind, problems
from designer.postgres import ScratchDatabase, scratch_database
from tests.shared_schemas import FOLDER, NAMES


@pytest.fixture(scope="module", params=NAMES)
def schema(request: pytest.FixtureRequest) -> Iterator[tuple[str, Design]]:
    name = request.param
    with scratch_database() as database:
        run(database, name)
        with database.connect() as connection:
            yield name, read(connection)


def run(database: ScratchDatabase, name: str) -> None:
    """As the administrator: the files are ours, and some of them make roles or name owners."""
    psql = database.server.binaries / "bin" / "psql" if database.server.binaries else shutil.which("psql")
    if psql is None:
        pytest.skip("psql is not installed")
    target = make_conninfo(database.server.conninfo, dbname=database.name, options="-c synchronous_commit=off")
    command = [str(psql), "--quiet", "--no-psqlrc", "--file", str(FOLDER / f"{name}.sql"), target]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    if "is not available" in said:
        pytest.skip("the server lacks an extension")


def test_every_table_field_key_and_index_is_read(schema: tuple[str, Design]) -> None:
    name, design = schema
    facts = next(each for each in json.loads((FOLDER / "facts.json").read_text()) if each["name"] == name)
    expected = {key: facts[key] for key in ("tables", "columns", "primary_keys", "foreign_keys", "enums", "domains")}
    assert expected == {
        "tables": len(design.entities),
        "columns": len(design.fields),
        "primary_keys": len(design.primary_keys),
        "foreign_keys": len(design.relationships),
        "enums": len(design.enum_types),
        "domains": len(design.domains),
    }


def test_it_is_a_valid_design(schema: tuple[str, Design]) -> None:
    assert problems(schema[1]) == ()


def test_what_an_extension_brings_is_not_read(schema: tuple[str, Design]) -> None:
    functions = {each.name for each in schema[1].sql_objects.values() if each.kind is SqlKind.FUNCTION}
    assert not functions & {"uuid_generate_v4()", "crypt(text, text)"}
