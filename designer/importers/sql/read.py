"""The whole way of an SQL script: split, decide, run, read back, judge."""

import psycopg
from msgspec.structs import replace

from designer.catalog import read
from designer.importers.report import ImportRefused, ImportReport, Progress, Verdict, silent
from designer.importers.sql.carry import restored_collations
from designer.importers.sql.classify import decide
from designer.importers.sql.decision import Run
from designer.importers.sql.run import run
from designer.importers.sql.source import source_text
from designer.importers.sql.split import PieceKind, pieces_of
from designer.importers.sql.verdict import ALEMBIC_TABLE, Judgement, judge
from designer.model import PUBLIC, Design, Problem, problems, quote
from designer.postgres import Limits, ScratchDatabase, scratch_database

LIMITS = Limits(seconds=120, statement_seconds=20, megabytes=256)

_MAX_OBJECTS = 100_000  # columns and relations: ten times the largest real schema seen
_COUNT = "SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid >= 16384 AND attnum > 0"


def read_sql(
    source: str | bytes, *, progress: Progress = silent, limits: Limits = LIMITS
) -> tuple[Design, ImportReport]:
    """The design that a script makes, and what became of each of its statements.

    source: SQL text, or its bytes (UTF-8, or UTF-16 with its mark): pg_dump --schema-only as it is, or hand-written.
    Raises ImportRefused where nothing can be imported, ScratchUnavailable where no PostgreSQL is to be had; what
    `progress` raises passes through.
    """
    progress(0.0, "Reading the file.")
    pieces = pieces_of(source_text(source))
    if not any(piece.kind is PieceKind.STATEMENT for piece in pieces):
        raise ImportRefused("There is no SQL statement in it. Paste CREATE TABLE statements or a schema dump.")
    decisions = tuple(map(decide, pieces))
    progress(0.05, f"{len(pieces)} statements: starting a PostgreSQL of its own for them.")
    with scratch_database(limits) as database:
        runs = [decision for decision in decisions if isinstance(decision, Run)]
        outcomes = run(database, runs, lambda done: progress(0.1 + 0.7 * done, "Running the statements."))
        progress(0.8, "Reading back what they made.")
        design = _read_back(database)
    schemas = tuple(design.schemas.values())
    judgement = judge(pieces, decisions, outcomes, schemas, database.server.stand_ins)
    design = _completed(design, judgement)
    progress(1.0, "Imported.")
    not_verified = _not_verified(design, database.server.stand_in_collations)
    return design, ImportReport(statements=judgement.statements, not_verified=not_verified)


def _read_back(database: ScratchDatabase) -> Design:
    try:
        database.restore_access()
        with database.connect() as connection:
            count = (connection.execute(_COUNT).fetchone() or (0,))[0]
            connection.rollback()
            if count > _MAX_OBJECTS:
                raise ImportRefused(f"The statements made {count:,} columns, more than a design holds. Import a part.")
            return read(connection, omit={(PUBLIC.name, ALEMBIC_TABLE)})
    except psycopg.Error as error:
        reason = database.cut_off or f"PostgreSQL says: {str(error).strip()}."
        raise ImportRefused(f"What the statements made cannot be read back. {reason}") from error


def _completed(design: Design, judgement: Judgement) -> Design:
    """The design with what is carried beside it. Raises ImportRefused where it is invalid, or nothing is in it."""
    apart = {each.id: each for each in judgement.carried}
    apart |= {each.id: each for each in restored_collations(design, judgement.stood_in)}
    design = replace(design, sql_objects={**design.sql_objects, **apart})
    if found := problems(design):
        raise ImportRefused(_sentence(design, found[0]))
    if not any((design.entities, design.enum_types, design.domains, design.sequences, design.sql_objects)):
        raise ImportRefused(_why_empty(judgement))
    return design


def _sentence(design: Design, problem: Problem) -> str:
    found = design.find(problem.object)
    kind = type(found).__name__.lower() if found else "object"
    name = getattr(found, "name", "")
    shown = "".join(each if each.isprintable() else "\ufffd" for each in name)[:80]
    return f"The {kind} “{shown}” cannot be part of a design: {problem.message} Change it in the SQL and import again."


def _why_empty(judgement: Judgement) -> str:
    for statement in judgement.statements:
        if statement.verdict is Verdict.DROPPED:
            return f"Nothing could be imported. Line {statement.line}: {statement.reason}"
    return "There is no table, type or other schema object in it. Export with pg_dump --schema-only and try again."


def _not_verified(design: Design, collations: frozenset[str]) -> tuple[str, ...]:
    """Names of what is carried unverified, and of the collations in use that only had a stand-in."""
    carried = {f"{each.kind.lower()} {each.name}" for each in design.sql_objects.values() if not each.verified}
    used = {each.collation for each in design.fields.values()} | {each.collation for each in design.domains.values()}
    used |= {each.collation for each in design.index_members.values()}
    stood_in = {f"collation {name}" for name in collations if used & {name, quote(name), f"pg_catalog.{quote(name)}"}}
    return tuple(sorted(carried | stood_in))
