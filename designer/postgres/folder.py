"""The folder that holds the embedded server's files, shared by every process of one user."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from designer.postgres.errors import ScratchUnavailable

# The path of a Unix socket is at most 103 bytes on macOS and 107 on Linux; names in this folder are short for that.
MAX_SOCKET_BYTES = 103
MEMORY = Path("/dev/shm")  # noqa: S108 (its owner is checked); containers often have 64 MB of it
MINIMUM_MEMORY_BYTES = 4 * 2**30
SOCKET = ".s.PGSQL.5432"


def server_folder(key: str) -> Path:
    """The folder of servers of one kind, made where absent: `$SCRATCH_FOLDER` or the temporary folder, by user and key.

    Raises ScratchUnavailable where it belongs to someone else: in a shared temporary folder anyone can be first.
    """
    base = Path(os.environ.get("SCRATCH_FOLDER") or tempfile.gettempdir()).resolve()
    folder = base / f"designer-{os.getuid()}" / key
    if len(bytes(folder / "r-123456" / SOCKET)) > MAX_SOCKET_BYTES:
        raise ScratchUnavailable(
            f"The path {folder} is too long for a Unix socket: set SCRATCH_FOLDER to a shorter one."
        )
    for each in (folder.parent, folder):
        _own(each)
    return folder


def data_folder(folder: Path) -> Path:
    """Where the databases of the server of `folder` go: in memory where there is room, which makes a database in a
    tenth of the time of a slow disk; else `folder` itself. The same for every process while it is used."""
    if os.environ.get("SCRATCH_FOLDER") or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return folder
    if shutil.disk_usage(MEMORY).free < MINIMUM_MEMORY_BYTES:
        return folder
    found = MEMORY / folder.parent.name / folder.name
    for each in (found.parent, found):
        _own(each)
    return found


def _own(folder: Path) -> None:
    """Make `folder` if need be, and make sure it is ours alone to write in."""
    # Root's servers run as another user, who has to get through.
    mode = 0o755 if os.getuid() == 0 else 0o700
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise ScratchUnavailable(f"{folder} belongs to another user: set SCRATCH_FOLDER to a folder of your own.")
        if stat.S_IMODE(found.st_mode) != mode:
            folder.chmod(mode)
    except OSError as error:
        raise ScratchUnavailable(
            f"{folder} cannot be written ({error.strerror}): set SCRATCH_FOLDER to a folder that can."
        ) from error
