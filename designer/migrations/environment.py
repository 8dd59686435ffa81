"""The files beside the revisions: how Alembic is set up in an exported bundle."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# Path in the bundle -> the file here that holds its text. They stand here as text, not as code of this package: they
# import the bundle's own `app.models`, which exports `Base`.
_FILES = {
    "alembic.ini": "alembic.ini.txt",
    "migrations/env.py": "env.py.txt",
    "migrations/script.py.mako": "script.py.mako",
}

# The folder of the revisions; `revision_file_name` names the files in it.
VERSIONS = "migrations/versions"


@cache
def environment() -> Mapping[str, str]:
    """Path -> text of alembic.ini, env.py and script.py.mako. The same for every design."""
    folder = files("designer.migrations") / "environment_files"
    return MappingProxyType({path: (folder / name).read_text(encoding="utf-8") for path, name in _FILES.items()})
