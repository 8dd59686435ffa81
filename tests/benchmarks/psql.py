"""psql, as a person would load a file: the yardstick of imports."""

import subprocess
from pathlib import Path


def psql(path: Path, conninfo: str) -> None:
    """Loads a file; errors in it are reported by psql and do not stop it."""
    command = ["psql", "--no-psqlrc", "--quiet", f"--file={path}", conninfo]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
