"""A scratch database for each module; what a test does in it is rolled back."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from designer.catalog import read
from designer.model import Design, problems
from designer.postgres import ScratchDatabase, scratch_database

type Load = Callable[[str], Design]


@pytest.fixture(scope="module")
def database() -> Iterator[ScratchDatabase]:
    with scratch_database() as found:
        yield found


@pytest.fixture(scope="module")
def _module_connection(database: ScratchDatabase) -> Iterator[psycopg.Connection]:
    with database.connect() as found:
        yield found


@pytest.fixture
def connection(_module_connection: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """The database owner's; in a transaction that the test's end undoes."""
    yield _module_connection
    _module_connection.rollback()


@pytest.fixture
def load(connection: psycopg.Connection) -> Load:
    """Runs SQL and reads what it has made: a valid design, always."""

    def loaded(sql: str) -> Design:
        connection.execute(sql.encode())
        design = read(connection)
        assert problems(design) == ()
        return design

    return loaded


@pytest.fixture
def version(database: ScratchDatabase) -> int:
    """server_version_num."""
    return database.version
