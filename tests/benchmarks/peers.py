"""sqlacodegen and eralchemy on the same schema, side by side with ours; no limits, for comparison alone."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from designer.postgres import scratch_database
from tests.benchmarks.figure import Figure, seconds
from tests.benchmarks.psql import psql

SHORT_OF_TIME = 300  # seconds


def figures(name: str, path: Path) -> Iterator[Figure]:
    with scratch_database() as database, tempfile.TemporaryDirectory() as folder:
        psql(path, database.conninfo)
        yield _run("sqlacodegen", name, ["--generator=sqlmodels", f"--outfile={folder}/models.py", database.url])
        yield _run("eralchemy", name, ["-i", database.url, "-o", f"{folder}/er.dot"])


def _run(tool: str, name: str, arguments: list[str]) -> Figure:
    label = f"{tool} {name}"
    if find_spec(tool) is None:
        return Figure(group="engine", name=label, value=None, note="not installed: uv sync --group bench")
    command = [str(Path(sys.executable).parent / tool), *arguments]
    try:
        spent, done = seconds(
            lambda: subprocess.run(command, capture_output=True, text=True, timeout=SHORT_OF_TIME, check=False)
        )
    except subprocess.TimeoutExpired:
        return Figure(group="engine", name=label, value=None, note=f"no end after {SHORT_OF_TIME} s")
    failure = done.stderr.strip().splitlines()[-1:] if done.returncode else []
    return Figure(group="engine", name=label, value=spent, note=f"failed: {failure[0][:80]}" if failure else "")
