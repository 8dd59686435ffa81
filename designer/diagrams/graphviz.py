"""The one place that runs Graphviz: DOT text in, positions out.

The engine is the `graphviz-pure` command of the wheel of that name (a port of Graphviz 16.1), else a `dot` on PATH.
No text of a user ever reaches it: nodes are n0, n1, ... and labels are empty boxes.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sysconfig
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

SECONDS = 30  # of processor time a run may take
MEMORY = 2 << 30  # bytes of address space
OLDEST = (2, 40)  # what the boxes here are placed alike with


class DiagramUnavailable(Exception):
    """Graphviz could not be run, or did not answer; str() says what to do."""


def run(engine: str, graphs: Sequence[str], *options: str) -> list[dict[str, Any]]:
    """Lays out all graphs in one process.

    engine: "dot" or "neato". graphs: DOT sources. options: further command line arguments ("-n2").
    Returns Graphviz's JSON of each graph, in order; its y grows upwards. Raises DiagramUnavailable.
    """
    if not graphs:
        return []
    answer, complaint = _communicate([command(), f"-K{engine}", "-Tjson", "-q1", *options], "\n".join(graphs))
    documents = _documents(answer)
    if len(documents) != len(graphs):
        raise DiagramUnavailable(
            f"Graphviz drew {len(documents)} of {len(graphs)} parts of the diagram: {complaint[:200]}"
        )
    return documents


@cache
def command() -> str:
    """The path of the engine. Raises DiagramUnavailable where there is none that is new enough."""
    bundled = Path(sysconfig.get_path("scripts"), "graphviz-pure").with_suffix(".exe" if os.name == "nt" else "")
    if bundled.is_file():
        return str(bundled)
    if found := shutil.which("graphviz-pure") or shutil.which("dot"):
        if version(found) >= OLDEST:
            return found
        raise DiagramUnavailable(f"{found} is too old to draw with: install the Python package graphviz-pure.")
    raise DiagramUnavailable("Graphviz is not installed: install the Python package graphviz-pure.")


def version(path: str) -> tuple[int, ...]:
    """The version of Graphviz that the command at `path` is or ports: (16, 1)."""
    said = subprocess.run([path, "-V"], capture_output=True, text=True, timeout=10, check=False)
    if "graphviz-pure" in said.stdout + said.stderr:
        return (16, 1)
    number = re.search(r"version (\d+)\.(\d+)", said.stdout + said.stderr)
    return tuple(map(int, number.groups())) if number else (0,)


def _communicate(arguments: list[str], text: str) -> tuple[str, str]:
    try:
        with subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"LC_ALL": "C"}
        ) as process:
            try:
                _limit(process.pid)
                answer, complaint = process.communicate(text.encode(), timeout=2 * SECONDS)
            finally:
                process.kill()  # nothing, unless it still runs
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DiagramUnavailable(f"Graphviz did not finish ({error}): draw a smaller part of the design.") from error
    return answer.decode(), complaint.decode(errors="replace").strip()


def _limit(process: int) -> None:
    # From outside, on Linux: a preexec_fn is not safe in a process with threads.
    if hasattr(resource, "prlimit"):
        resource.prlimit(process, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))


def _documents(text: str) -> list[dict[str, Any]]:
    """Several graphs in, several JSON documents out, one after the other."""
    decoder, documents, at = json.JSONDecoder(), [], 0
    while at < len(text) and (at := _skip_space(text, at)) < len(text):
        try:
            document, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError:
            break
        documents.append(document)
    return documents


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
