"""Extension control files of ours, which the embedded server finds before its own (`extension_control_path`).

Two kinds. Stand-ins: extensions that the wheel lacks, in plain SQL over built-in functions, enough to define a schema
with. Trusted: extensions of the wheel that a database owner may create here, though by default only a superuser may.
Source: PostgreSQL manual, 36.17.1 "Extension Files", 19.11.3 extension_control_path (18).
"""

import hashlib
import shutil
from pathlib import Path

# Reviewed: their scripts define types, functions and views only, with every name either built in, their own, or
# qualified (@extschema:cube@), so that an owner's own objects cannot be called by the superuser that runs them.
# Never in this list: what reaches files, programs, other servers or raw pages (adminpack, dblink, file_fdw,
# postgres_fdw, pageinspect, pg_surgery, pg_walinspect, amcheck).
TRUSTED = frozenset(
    {
        "autoinc",
        "bloom",
        "dict_xsyn",
        "earthdistance",
        "insert_username",
        "intagg",
        "moddatetime",
        "pg_stat_statements",
        "refint",
        "vector",
    }
)

_STAND_INS = Path(__file__).parent / "extension"
STAND_INS = frozenset(file.stem for file in _STAND_INS.glob("*.control"))


def controls_digest() -> str:
    """Changes with the files that `write_controls` writes."""
    digest = hashlib.sha256(repr(sorted(TRUSTED)).encode())
    for file in sorted(_STAND_INS.iterdir()):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def write_controls(share: Path, folder: Path) -> Path:
    """Write the control files and scripts of both kinds under `folder`; gives the value of extension_control_path's
    entry. share: the `share` folder of the server's installation, whose files are the source of the trusted ones."""
    target = folder / "controls" / "extension"
    shutil.rmtree(target.parent, ignore_errors=True)
    target.mkdir(parents=True)
    for file in _STAND_INS.iterdir():
        _copy(file.read_bytes(), target / file.name)
    for name in sorted(TRUSTED):
        control = share / "extension" / f"{name}.control"
        if control.is_file():
            _copy(control.read_bytes() + b"\ntrusted = true\n", target / control.name)
            for script in control.parent.glob(f"{name}--*.sql"):
                _copy(script.read_bytes(), target / script.name)
    target.parent.chmod(0o755)
    target.chmod(0o755)
    return target.parent


def _copy(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    file.chmod(0o644)
