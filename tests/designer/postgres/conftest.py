"""A folder for servers of a test's own, apart from the server that all other tests share."""

import shutil
import tempfile
import time
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
    for _ in range(1000):  # a server that is just stopping writes its last files
        if not any(folder.glob("**/postmaster.pid")):
            shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.02)
