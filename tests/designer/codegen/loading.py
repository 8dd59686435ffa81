"""Bundles on disk, and their models in this process: each under a package name of its own, with warnings as errors."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import ModuleType

from designer.codegen import Bundle, Options, bundle
from designer.model import Design

_numbers = count(1)


def written(made: Bundle, folder: Path) -> Path:
    """The folder, with the bundle's files in it."""
    for path, text in made.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


@contextmanager
def models(design: Design, folder: Path, **options: object) -> Iterator[ModuleType]:
    """`package.models` of the design's bundle, imported, its mappers configured; forgotten afterwards."""
    package = f"app{next(_numbers)}"
    written(bundle(design, Options(package=package, **options)), folder / package)
    sys.path.insert(0, str(folder / package))
    importlib.invalidate_caches()
    try:
        found = importlib.import_module(f"{package}.models")
        found.Base._sa_registry.configure()
        yield found
    finally:
        sys.path.remove(str(folder / package))
        if (base := sys.modules.get(f"{package}.models.base")) is not None:
            base.Base._sa_registry.dispose()
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]
