"""An empty database for each test, on one scratch database a module."""

from collections.abc import Iterator

import pytest
from psycopg import sql

from designer.postgres import Limits, ScratchDatabase, scratch_database


@pytest.fixture(scope="module")
def _scratch() -> Iterator[ScratchDatabase]:
    # A module's tests share it, on machines that are busy with others.
    with scratch_database(Limits(seconds=900)) as database:
        yield database


@pytest.fixture
def database(_scratch: ScratchDatabase) -> ScratchDatabase:
    """Empty, whatever the test before has left behind."""
    with _scratch.connect() as connection:
        schemas = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
        ).fetchall()
        for (name,) in schemas:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)))
        connection.execute("CREATE SCHEMA public")
    return _scratch
