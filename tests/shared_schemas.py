"""Real schemas that stand beside the checkout here and in CI, not on a user's machine."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "schemas"

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.sql"))) if FOLDER.is_dir() else ()


def real_schema(name: str) -> str:
    """The SQL of a real schema; skips the test where the folder is absent."""
    path = FOLDER / f"{name}.sql"
    if not path.is_file():
        pytest.skip(f"the real schemas are not beside this checkout ({name}.sql)")
    return path.read_text(encoding="utf-8")
