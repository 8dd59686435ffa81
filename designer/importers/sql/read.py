"""The whole way of an SQL script: split, classify, run, read back."""

from collections.abc import Sequence

import psycopg
from msgspec.structs import replace

from designer.catalog import read
from designer.importers.report import ImportRefused, ImportReport, Progress, Statement, Verdict, silent
from designer.importers.sql.carry import carried, is_beyond_this_server, is_missing_something
from designer.importers.sql.classify import Decision, Refuse, Run, Skip, classify
from designer.importers.sql.run import Outcome, run
from designer.importers.sql.source import source_text
from designer.importers.sql.split import Piece, PieceKind, split
from designer.model import Design, SqlObject, problems
from designer.postgres import Limits, ScratchDatabase, scratch_database

LIMITS = Limits(seconds=120, statement_seconds=20, megabytes=256)

_EXCERPT = 240  # characters of a statement that a report shows


def read_sql(
    source: str | bytes, *, progress: Progress = silent, limits: Limits = LIMITS
) -> tuple[Design, ImportReport]:
    """The design that a script makes, and what became of each of its statements.

    source: SQL text, or its bytes (UTF-8, or UTF-16 with its mark): pg_dump --schema-only as it is, or hand-written.
    Raises ImportRefused where nothing can be imported, ScratchUnavailable where no PostgreSQL is to be had.
    """
    progress(0.0, "Reading the file.")
    pieces = tuple(split(source_text(source)))
    if not any(piece.kind is PieceKind.STATEMENT for piece in pieces):
        raise ImportRefused("There is no SQL statement in it. Paste CREATE TABLE statements or a schema dump.")
    decisions = tuple(_decision(piece) for piece in pieces)
    progress(0.05, f"{len(pieces)} statements: starting a PostgreSQL of its own for them.")
    with scratch_database(limits) as database:
        runs = [decision for decision in decisions if isinstance(decision, Run)]
        outcomes = run(database, runs, lambda done: progress(0.1 + 0.7 * done, "Running the statements."))
        progress(0.8, "Reading back what they made.")
        design = _read_back(database)
    statements, kept_apart = _judge(pieces, decisions, outcomes)
    design = replace(design, sql_objects={**design.sql_objects, **{each.id: each for each in kept_apart}})
    if found := problems(design):
        raise ImportRefused(f"The schema holds something that a design cannot: {found[0].message}")
    if not any((design.entities, design.enum_types, design.domains, design.sequences, design.sql_objects)):
        raise ImportRefused(_why_empty(statements))
    progress(1.0, "Imported.")
    unverified = (each.name for each in design.sql_objects.values() if not each.verified)
    return design, ImportReport(statements=statements, not_verified=tuple(sorted(unverified)))


def _decision(piece: Piece) -> Decision:
    match piece.kind:
        case PieceKind.DATA:
            return Skip("Data, not schema.")
        case PieceKind.COMMAND:
            return _command(piece.text)
        case PieceKind.STATEMENT:
            return classify(piece.text)


def _command(text: str) -> Decision:
    """psql's own commands are never run."""
    name = text[1:].split(maxsplit=1)[0] if text[1:].split() else ""
    if name in {"i", "ir", "include", "include_relative"}:
        return Refuse("It includes another file, which is not here: paste that file too.")
    if name in {"c", "connect"}:
        return Skip("It changes the database: everything here becomes one design.")
    return Skip("A command of psql, not SQL.")


def _read_back(database: ScratchDatabase) -> Design:
    try:
        database.restore_access()
        with database.connect() as connection:
            return read(connection)
    except psycopg.Error as error:
        reason = database.cut_off or f"PostgreSQL says: {str(error).strip()}."
        raise ImportRefused(f"What the statements made cannot be read back. {reason}") from error


def _judge(
    pieces: Sequence[Piece], decisions: Sequence[Decision], outcomes: Sequence[Outcome]
) -> tuple[tuple[Statement, ...], tuple[SqlObject, ...]]:
    """The report's statements, and what is carried because no server here could run it."""
    statements: list[Statement] = []
    apart: list[SqlObject] = []
    left = iter(outcomes)
    for number, (piece, decision) in enumerate(zip(pieces, decisions, strict=True), 1):
        match decision:
            case Skip(reason):
                verdict = Verdict.IGNORED
            case Refuse(reason):
                verdict = Verdict.DROPPED
            case Run():
                verdict, reason, carry = _verdict(decision, next(left), carrying=bool(apart))
                if carry:
                    apart.append(carried(decision.sql, number))
        excerpt = " ".join(piece.text[: 2 * _EXCERPT].split())[:_EXCERPT]
        statements.append(Statement(number=number, line=piece.line, text=excerpt, verdict=verdict, reason=reason))
    return tuple(statements), tuple(apart)


def _verdict(decision: Run, outcome: Outcome, *, carrying: bool) -> tuple[Verdict, str, bool]:
    """(verdict, reason, whether to carry the statement). carrying: something before it is carried already, so that
    what is missing here may be that."""
    error = outcome.error
    if error is None:
        if not decision.schema:
            return Verdict.IGNORED, "It was run for what it does; it is no schema content itself.", False
        return (Verdict.APPROXIMATED if decision.note else Verdict.KEPT), decision.note, False
    message = (error.diag.message_primary or str(error)).strip().rstrip(".")
    if not decision.schema:
        return Verdict.IGNORED, f"It was not run to its end: {message}.", False
    if decision.node != "create_stmt" and (is_beyond_this_server(error) or (carrying and is_missing_something(error))):
        return Verdict.APPROXIMATED, f"Carried as it is, not verified here: {message}.", True
    hint = f" {error.diag.message_hint}" if error.diag.message_hint else ""
    return Verdict.DROPPED, f"PostgreSQL refused it: {message}.{hint} Correct the statement and import again.", False


def _why_empty(statements: Sequence[Statement]) -> str:
    dropped = [each for each in statements if each.verdict is Verdict.DROPPED]
    if dropped:
        return f"Nothing could be imported. Line {dropped[0].line}: {dropped[0].reason}"
    return "There is no table, type or other schema object in it. Export with pg_dump --schema-only and try again."
