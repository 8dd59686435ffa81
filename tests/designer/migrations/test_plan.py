"""Law 4: what `plan(EMPTY, design)` makes is read back as the design, and goes again without a trace."""

from pathlib import Path

import pytest

from designer.catalog import read
from designer.migrations import plan
from designer.model import EMPTY, Design
from designer.postgres import ScratchDatabase, scratch_database
from tests.designer.migrations.running import built, differences, migrate, read_back
from tests.designs import shop

EVERYTHING = Path(__file__).with_name("everything.sql")


@pytest.fixture(scope="module")
def everything() -> Design:
    """A design with every kind of object."""
    with scratch_database() as database, database.connect() as connection:
        connection.execute(EVERYTHING.read_bytes())
        return read(connection)


def test_every_kind_of_object_is_created(database: ScratchDatabase, everything: Design) -> None:
    assert differences(everything, built(database, everything)) == []


def test_every_kind_of_object_is_dropped(database: ScratchDatabase, everything: Design) -> None:
    built(database, everything)

    migrate(database, plan(EMPTY, everything), "downgrade")

    assert differences(EMPTY, read_back(database)) == []
    assert built(database, everything) == everything


def test_nothing_to_do_is_no_step() -> None:
    planned = plan(shop(), shop())
    assert planned.upgrade == ()
    assert planned.downgrade == ()
