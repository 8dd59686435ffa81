"""`python -m tests.benchmarks [GROUP...] [--json]`: a row a figure; exit code 1 where a limit is missed."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import engine
from tests.benchmarks.figure import Figure

GROUPS: dict[str, Callable[[], Iterator[Figure]]] = {"engine": engine.figures}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all of them by default")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    if unknown := set(options.groups) - GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}: choose of {', '.join(GROUPS)}")
    ok = True
    for name in options.groups or GROUPS:
        for figure in GROUPS[name]():
            ok &= figure.ok
            print(_json(figure) if options.json else _line(figure), flush=True)
    return 0 if ok else 1


def _json(figure: Figure) -> str:
    keys = ("group", "name", "value", "unit", "limit", "ok", "note")
    return json.dumps({key: getattr(figure, key) for key in keys})


def _line(figure: Figure) -> str:
    value = "-" if figure.value is None else f"{figure.value:g} {figure.unit}"
    limit = "" if figure.limit is None else f"<= {figure.limit:g} {figure.unit}"
    verdict = "" if figure.limit is None else "ok" if figure.ok else "MISSED"
    return f"{figure.group:8} {figure.name:42} {value:>14} {limit:>14} {verdict:7}{figure.note}"


if __name__ == "__main__":
    sys.exit(main())
