"""The process of its own in which a bundle is imported and migrates a database.

Generated code comes from designs that strangers draw: it passes the gate of `designer.codegen.safety`, and runs here
without this process's environment, under limits of memory, files and time, on a database whose role may nothing else.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

_INSIDE = Path(__file__).parent / "inside.py"
# What a Python needs to start; nothing of ours (keys, database addresses) is among it.
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")


class Drift(Struct, frozen=True):
    """text: a line for people. index: schema and name where Alembic would replace an index for its expressions."""

    text: str
    index: tuple[str, str] | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """ok, or why not in `log`. result: what `check` finds."""

    ok: bool
    log: str = ""
    result: tuple[Drift, ...] = ()


class BundleProcess:
    """Started at once, so that it loads its libraries while the bundle is still being written. Ends with the block."""

    def __init__(self, seconds: float) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_INSIDE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            text=True,
            encoding="utf-8",
        )
        self._seconds = seconds
        self._timed_out = threading.Event()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.communicate()

    def _end(self) -> None:
        self._timed_out.set()
        self._process.kill()

    def run(self, step: str, **arguments: str) -> Answer:
        """Runs one step to its end, however it ends."""
        line = self._ask(json.dumps({"step": step, "arguments": arguments}))
        if line:
            return msgspec.json.decode(line, type=Answer)
        if self._timed_out.is_set():
            return Answer(ok=False, log=f"It took longer than {self._seconds:.0f} seconds and was ended.")
        return Answer(ok=False, log=f"The process ended with code {self._process.wait(5)}.")

    def _ask(self, request: str) -> str:
        """The answer; empty where the process has ended."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return ""
        try:
            stdin.write(request + "\n")
            stdin.flush()
            return stdout.readline()
        except BrokenPipeError:
            return ""
