"""Whole bundles as they must be, byte for byte. `python -m tests.designer.codegen.golden_files` writes them anew: read
the difference before you commit it."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from designer.codegen import Options, bundle
from designer.model import Design
from tests.designer.codegen.designs import letters, tenants
from tests.designs import shop

FOLDER = Path(__file__).parent / "golden"

BUNDLES: Mapping[str, tuple[Callable[[], Design], Options]] = {
    "shop": (shop, Options(title="Shop")),
    "letters": (letters, Options(title="Letters", one_file=True)),
    "tenants": (tenants, Options(title="Tenants", package="rooms")),
}


def expected(name: str) -> dict[str, str]:
    """Path -> text of a golden bundle."""
    folder = FOLDER / name
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    # Stored under another ending, so that no tool takes them for code of this project.
    return {
        path.relative_to(folder).as_posix().removesuffix(".golden"): path.read_text(encoding="utf-8") for path in files
    }


def write() -> None:
    for name, (design, options) in BUNDLES.items():
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        for path, text in bundle(design(), options).files.items():
            file = FOLDER / name / f"{path}.golden"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
