"""A zip with the same bytes for the same files, whatever the machine and the day."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from designer.codegen.safety import UnsafeCode

_PART = re.compile(r"(?!\.+\Z)[A-Za-z0-9_.][A-Za-z0-9_.-]{0,99}\Z")
_REGULAR_FILE = 0o100644
_UNIX = 3
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # the format knows no earlier time


class UnsafePath(UnsafeCode):
    """A path that would leave the folder it is unpacked into, or that some file system takes for another."""


def check_path(path: str) -> None:
    """Raises UnsafePath unless every part is a plain ASCII name, and the path relative."""
    if not all(_PART.match(part) for part in path.split("/")):
        raise UnsafePath(f"{path!r} cannot be a path of a bundle.")


def archive(files: Mapping[str, str], *, folder: str, created: datetime) -> bytes:
    """The files (path -> text) inside one folder: sorted, regular, all of one date and one permission."""
    at = max(created.astimezone(UTC), _EARLIEST)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for path in sorted(files):
            check_path(f"{folder}/{path}")
            entry = zipfile.ZipInfo(f"{folder}/{path}", (at.year, at.month, at.day, at.hour, at.minute, at.second))
            entry.external_attr = _REGULAR_FILE << 16
            entry.create_system = _UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, files[path].encode())
    return buffer.getvalue()
