"""Scratch databases for the tests that run what was generated."""

from collections.abc import Iterator

import pytest

from designer.postgres import ScratchDatabase, scratch_database


@pytest.fixture
def database() -> Iterator[ScratchDatabase]:
    """Empty."""
    with scratch_database() as found:
        yield found
