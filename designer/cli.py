"""The `designer` command: import, check, draw, export and prove a schema, for people and for CI.

FILE is SQL (pg_dump --schema-only as it is, or hand-written) or a design document (.json). Exit codes: 0 all is well;
1 the checklist has errors, or something is not proven; 2 the input or the surroundings do not allow the command.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from designer.checklist import Report, Severity, check
from designer.codegen import UnsafeCode, bundle
from designer.diagrams import Detail, DiagramUnavailable, Theme, draw, layout
from designer.importers import ImportRefused, ImportReport, read_sql
from designer.migrations import Unplannable
from designer.model import Design, DocumentError, decode, encode, problems
from designer.postgres import ScratchUnavailable
from designer.proof import ProofReport, prove


class Unusable(Exception):
    """The command cannot do what it was asked; str() is a sentence for the user."""


_REFUSALS = (
    Unusable,
    ImportRefused,
    DocumentError,
    ScratchUnavailable,
    DiagramUnavailable,
    UnsafeCode,
    Unplannable,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except _REFUSALS as error:
        print(f"designer: {error}", file=sys.stderr)
    except OSError as error:
        print(f"designer: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="designer", description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=run)
        return sub

    importing = command("import", _import, "read SQL into a design document")
    importing.add_argument("file", type=Path)
    importing.add_argument("-o", "--output", type=Path, required=True, metavar="design.json")

    checking = command("check", _check, "hold a design against the checklist; exit 1 on errors")
    checking.add_argument("file", type=Path)
    checking.add_argument("--json", action="store_true", help="one JSON object instead of text")

    drawing = command("draw", _draw, "draw the ER diagram as SVG")
    drawing.add_argument("file", type=Path)
    drawing.add_argument("-o", "--output", type=Path, required=True, metavar="er.svg")
    drawing.add_argument("--theme", choices=[Theme.LIGHT.value, Theme.DARK.value], default=Theme.LIGHT.value)
    drawing.add_argument("--detail", choices=[detail.value for detail in Detail], default=Detail.ALL.value)

    exporting = command("export", _export, "write the bundle: SQLModel code and Alembic migrations")
    exporting.add_argument("file", type=Path)
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="DIR|ZIP")

    proving = command("prove", _prove, "run the bundle of each file on a real PostgreSQL and compare what it made")
    proving.add_argument("files", type=Path, nargs="+", metavar="FILE")
    proving.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def load(path: Path) -> tuple[Design, ImportReport]:
    """The design in a file, and how it was imported (an empty report for a document)."""
    if path.suffix == ".json":
        design = decode(path.read_bytes())
        if broken := problems(design):
            raise Unusable(f"{path} is no valid design: {broken[0].object}, {broken[0].attribute}: {broken[0].message}")
        return design, ImportReport()
    if path.suffix != ".sql":
        raise Unusable(f"{path}: give a .sql file or a design document (.json).")
    return read_sql(path.read_bytes())


def _import(options: argparse.Namespace) -> int:
    design, report = load(options.file)
    options.output.write_bytes(encode(design))
    print(
        f"{len(design.entities)} entities, {len(design.relationships)} relationships -> {options.output}\n"
        f"statements: {report.kept} kept, {report.approximated} approximated, {report.dropped} dropped"
    )
    for statement in report.losses:
        print(f"  line {statement.line}: {statement.verdict.value}: {statement.reason}")
    for name in report.not_verified:
        print(f"  not verified here: {name}")
    return 0


def _check(options: argparse.Namespace) -> int:
    design, _ = load(options.file)
    report = check(design)
    if options.json:
        print(msgspec.json.encode(report).decode())
    else:
        _print_report(report)
    return 1 if report.errors else 0


def _print_report(report: Report) -> None:
    for group in report.by_rule():
        print(f"{group.severity.value}: {group.title} ({len(group.diagnostics)})")
        print(f"  why: {group.why}")
        for diagnostic in group.diagnostics:
            print(f"  - {diagnostic.message} {diagnostic.advice}")
    counts = {severity: sum(each.severity is severity for each in report.diagnostics) for severity in Severity}
    print(", ".join(f"{count} {severity.value}" for severity, count in counts.items()))


def _draw(options: argparse.Namespace) -> int:
    design, _ = load(options.file)
    detail = Detail(options.detail)
    svg = draw(design, layout(design, detail=detail), theme=Theme(options.theme), detail=detail)
    options.output.write_text(svg, encoding="utf-8")
    print(f"{len(design.entities)} entities -> {options.output}")
    return 0


def _export(options: argparse.Namespace) -> int:
    design, _ = load(options.file)
    made = bundle(design)
    if options.output.suffix == ".zip":
        options.output.write_bytes(made.zip())
    else:
        if options.output.exists() and any(options.output.iterdir()):
            raise Unusable(f"{options.output} is not empty: choose a new folder, so that nothing is overwritten.")
        made.write(options.output)
    print(f"{len(made.files)} files -> {options.output} (not proven: `designer prove` runs them on a real PostgreSQL)")
    return 0


def _prove(options: argparse.Namespace) -> int:
    proven = True
    for path in options.files:
        row = _proof_row(path)
        proven &= row["proven"]
        if options.json:
            print(json.dumps(row, ensure_ascii=False), flush=True)
        else:
            _print_row(row)
    return 0 if proven else 1


def _proof_row(path: Path) -> dict[str, Any]:
    """One line of `prove --json`; what cannot be proven at all says why under "error"."""
    seconds: dict[str, float] = {}

    def timed[T](name: str, run: Callable[[], T]) -> T:
        started = perf_counter()
        result = run()
        seconds[name] = round(perf_counter() - started, 3)
        return result

    try:
        design, imported = timed("import", lambda: load(path))
        timed("draw", lambda: draw(design, layout(design), theme=Theme.LIGHT))
        timed("export", lambda: bundle(design))
        proof = timed("prove", lambda: prove(design))
    except _REFUSALS as error:
        return {"schema": path.stem, "error": str(error), "seconds": seconds, "proven": False}
    return _row(path.stem, design, imported, proof, seconds)


def _row(
    name: str, design: Design, imported: ImportReport, proof: ProofReport, seconds: dict[str, float]
) -> dict[str, Any]:
    return {
        "schema": name,
        "tables": len(design.entities),
        "kept": imported.kept,
        "approximated": imported.approximated,
        "dropped": imported.dropped,
        "not_verified": sorted({*imported.not_verified, *proof.not_verified}),
        "models_import": proof.models_import,
        "upgrade": proof.upgrade,
        "catalog_equal": proof.catalog_equal,
        "drift": proof.drift,
        "downgrade_clean": proof.downgrade_clean,
        "reupgrade": proof.reupgrade,
        "seconds": seconds,
        "proven": proof.proven and imported.dropped == 0,
        **({"differences": list(map(str, proof.differences))} if proof.differences else {}),
    }


def _print_row(row: dict[str, Any]) -> None:
    print(f"{row['schema']}: {'proven' if row['proven'] else 'NOT PROVEN'}")
    for key, value in row.items():
        if key not in {"schema", "proven"}:
            print(f"  {key.replace('_', ' ')}: {value}")


if __name__ == "__main__":
    sys.exit(main())
