"""A folder for servers of a test's own, apart from the server that all other tests share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.postgres.folder import MEMORY


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """Not tmp_path: its parents are closed to the user that root's servers run as, and its name is too long."""
    room = MEMORY if MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="t", dir=room))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
