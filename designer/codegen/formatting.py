"""Python sources as `ruff format` lays them out: all files in one run."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ruff import find_ruff_bin  # type: ignore[import-untyped]

LINE_LENGTH = 120
_TARGET = "py312"


def formatted(sources: Mapping[str, str]) -> dict[str, str]:
    """Path -> source, formatted at ruff's defaults but for the line length. Paths lie inside a bundle.

    Raises SyntaxError where a source does not parse.
    """
    if not sources:
        return {}
    with tempfile.TemporaryDirectory(prefix="designer-") as folder:
        # ruff sees numbered files in one folder: no path of a bundle ever reaches the file system here.
        numbered = {path: Path(folder, f"f{number}.py") for number, path in enumerate(sources)}
        for path, file in numbered.items():
            file.write_text(sources[path], encoding="utf-8", newline="\n")
        _format(folder)
        return {path: file.read_text(encoding="utf-8") for path, file in numbered.items()}


def _format(folder: str) -> None:
    command = [find_ruff_bin(), "format", "--isolated", "--no-cache", "--quiet"]
    command += [f"--line-length={LINE_LENGTH}", f"--target-version={_TARGET}", folder]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RUFF_")}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    if done.returncode:
        raise SyntaxError(f"ruff cannot format generated code: {done.stderr.strip()}")
