"""What may be chosen about a bundle."""

import keyword
import re
import sys
from datetime import UTC, datetime

from msgspec import Struct

# One time for all bundles that nobody dates: the same design gives the same bytes.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

_PACKAGE = re.compile(r"[a-z][a-z0-9_]{0,49}\Z")
_TAKEN = frozenset("alembic migrations psycopg pydantic sqlalchemy sqlmodel test tests typing_extensions".split())


class Options(Struct, frozen=True, kw_only=True):
    """package: the Python package's name. one_file: all models in `models/tables.py` instead of a module each.
    created: the date of the revision and of the files in the zip. title: the heading of the README.

    Raises ValueError, with a sentence for the user, where the package cannot have that name.
    """

    package: str = "app"
    one_file: bool = False
    created: datetime = EPOCH
    title: str = ""

    def __post_init__(self) -> None:
        if not _PACKAGE.match(self.package) or keyword.iskeyword(self.package):
            raise ValueError(f"{self.package!r} cannot be a Python package: use lower-case letters, digits and _.")
        if self.package in _TAKEN or self.package in sys.stdlib_module_names:
            raise ValueError(f"A module {self.package} exists already: choose another name for the package.")
