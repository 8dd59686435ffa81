"""The verdict on each statement, from what was decided about it and what the server said."""

from collections.abc import Sequence

import psycopg
from msgspec import Struct
from psycopg import errors

from designer.importers.report import Statement, Verdict
from designer.importers.sql.carry import carried, first_schema, is_carried
from designer.importers.sql.decision import Decision, Refuse, Run, Skip
from designer.importers.sql.long_names import long_names
from designer.importers.sql.run import Outcome
from designer.importers.sql.split import Piece
from designer.model import Schema, SqlObject

# Where Alembic writes down which revision a database is at.
ALEMBIC_TABLE = "alembic_version"

_EXCERPT = 240  # characters of a statement that a report shows
_NOTHING_THERE = (
    errors.UndefinedTable,
    errors.UndefinedObject,
    errors.UndefinedColumn,
    errors.UndefinedFunction,
    errors.InvalidSchemaName,
)
_MAKING_WORDS = ("CREATE ", "ALTER ", "DROP ")


class Judgement(Struct, frozen=True):
    """statements: of the report. carried: objects that no server here could run. stood_in: statements in whose place
    another ran."""

    statements: tuple[Statement, ...]
    carried: tuple[SqlObject, ...]
    stood_in: tuple[Run, ...]


def judge(
    pieces: Sequence[Piece],
    decisions: Sequence[Decision],
    outcomes: Sequence[Outcome],
    schemas: Sequence[Schema],
    stand_ins: frozenset[str],
) -> Judgement:
    """outcomes: of the decisions that are Run, in their order. schemas: of the design that was read. stand_ins: of the
    server's extensions."""
    statements: list[Statement] = []
    apart: list[SqlObject] = []
    stood_in: list[Run] = []
    left = iter(outcomes)
    missing = _missing_extensions(decisions, outcomes)
    for number, (piece, decision) in enumerate(zip(pieces, decisions, strict=True), 1):
        match decision:
            case Skip(reason):
                verdict = Verdict.IGNORED
            case Refuse(reason):
                verdict = Verdict.DROPPED
            case Run():
                outcome = next(left)
                if outcome.stood_in:
                    stood_in.append(decision)
                if outcome.error is None:
                    verdict, reason = _success(decision, outcome, stand_ins)
                    if verdict is Verdict.KEPT and (long := long_names(piece.text)):
                        reason = f"{reason} PostgreSQL cuts names at 63 bytes: {', '.join(long)}.".strip()
                elif is_carried(decision, outcome.error, apart):
                    apart.append(carried(decision, apart, schemas, first_schema(outcome.search_path, schemas)))
                    verdict = Verdict.APPROXIMATED
                    reason = f"Carried as it is, not verified here: {_message(outcome.error)}."
                else:
                    verdict, reason = _failure(decision, outcome.error, missing)
        text, reason = _shown(piece.text[: 2 * _EXCERPT])[:_EXCERPT], _shown(reason)
        statements.append(Statement(number=number, line=piece.line, text=text, verdict=verdict, reason=reason))
    return Judgement(tuple(statements), tuple(apart), tuple(stood_in))


def _missing_extensions(decisions: Sequence[Decision], outcomes: Sequence[Outcome]) -> list[str]:
    runs = (decision for decision in decisions if isinstance(decision, Run))
    return [
        str(decision.tree.extname)
        for decision, outcome in zip(runs, outcomes, strict=True)
        if outcome.error is not None and decision.node == "create_extension_stmt"
    ]


def _success(decision: Run, outcome: Outcome, stand_ins: frozenset[str]) -> tuple[Verdict, str]:
    if outcome.stood_in:
        return Verdict.APPROXIMATED, "Carried as it is, not verified here: the server that ran the import lacks ICU."
    if not decision.schema:
        return Verdict.IGNORED, "It was run for what it does; it is no schema content itself."
    if decision.removes:
        return Verdict.IGNORED, "It was run: what it removes is not in the design."
    if decision.node in {"create_stmt", "alter_table_stmt"} and decision.tree.relation.relname == ALEMBIC_TABLE:
        return Verdict.IGNORED, "Alembic's own table: the migrations of the export keep one of their own."
    if decision.node == "create_extension_stmt" and decision.tree.extname in stand_ins:
        return Verdict.KEPT, f"{decision.note} Run with a stand-in: some of its functions refuse when called.".strip()
    return Verdict.KEPT, decision.note


def _failure(decision: Run, error: psycopg.Error, missing: Sequence[str]) -> tuple[Verdict, str]:
    message = _message(error)
    if decision.removes:
        if isinstance(error, _NOTHING_THERE):
            return Verdict.IGNORED, "What it removes is not there."
        return Verdict.APPROXIMATED, f"What it removes stays in the design: {message}."
    if not decision.schema and not _makes_schema(decision):
        return Verdict.IGNORED, f"It was not run to its end: {message}."
    hint = f" {error.diag.message_hint}" if error.diag.message_hint else ""
    if missing and isinstance(error, _NOTHING_THERE):
        hint += f" Perhaps it needs {', '.join(missing)}: set SCRATCH_DATABASE_URL to a server that has it."
    return Verdict.DROPPED, f"PostgreSQL refused it: {message}.{hint} Correct the statement and import again."


def _makes_schema(decision: Run) -> bool:
    """Whether a DO block may have been meant to make something."""
    if decision.node != "do_stmt":
        return False
    body = " ".join(str(each.def_elem.arg.string.sval) for each in decision.tree.args).upper()
    return any(word in body for word in _MAKING_WORDS)


def _message(error: psycopg.Error) -> str:
    return (error.diag.message_primary or str(error)).strip().rstrip(".")


def _shown(text: str) -> str:
    """On one line, without characters that a terminal obeys."""
    return "".join(each if each.isprintable() else "\ufffd" for each in " ".join(text.split()))
