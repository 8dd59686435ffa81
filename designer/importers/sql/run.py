"""Runs the statements of a script on a scratch database, the good ones fast and the bad ones apart."""

from collections.abc import Callable, Sequence

import psycopg
from msgspec import Struct

from designer.importers.report import ImportRefused
from designer.importers.sql.classify import Run
from designer.postgres import ScratchDatabase

_BATCH = 60  # statements sent as one: enough to hide the round trip, few enough for the lock table
_PASSES = 4  # how often what failed is tried again: dumps of hand-written SQL name things before they exist


class Outcome(Struct, frozen=True):
    """error: PostgreSQL's refusal; None where the statement ran."""

    error: psycopg.Error | None = None


def run(database: ScratchDatabase, statements: Sequence[Run], progress: Callable[[float], None]) -> tuple[Outcome, ...]:
    """One outcome a statement, in their order. Raises ImportRefused where the database was cut off or is gone.

    Statements go in batches, each an implicit transaction of its own; a batch that fails is rolled back whole by the
    server and sent again one by one. What fails is tried again after all others, while that helps.
    """
    for name in sorted({role for statement in statements for role in statement.roles}):
        database.make_roles(frozenset({name}))
    outcomes: dict[int, Outcome] = {}
    try:
        with database.connect() as connection:
            connection.autocommit = True
            waiting = list(range(len(statements)))
            for _ in range(_PASSES):
                failed = _pass(connection, statements, waiting, outcomes, progress)
                if not failed or len(failed) == len(waiting):
                    break
                waiting = failed
    except psycopg.OperationalError as error:
        raise _cut_off(database, error) from error
    if database.cut_off:
        raise _cut_off(database, None)
    return tuple(outcomes[number] for number in range(len(statements)))


def _pass(
    connection: psycopg.Connection,
    statements: Sequence[Run],
    waiting: list[int],
    outcomes: dict[int, Outcome],
    progress: Callable[[float], None],
) -> list[int]:
    """Runs the waiting statements; gives those that failed."""
    failed: list[int] = []
    for start in range(0, len(waiting), _BATCH):
        numbers = waiting[start : start + _BATCH]
        if _try(connection, ";\n".join(statements[number].sql for number in numbers)) is None:
            outcomes |= dict.fromkeys(numbers, Outcome())
        else:
            for number in numbers:
                outcomes[number] = Outcome(_try(connection, statements[number].sql))
                if outcomes[number].error is not None:
                    failed.append(number)
        progress(len(outcomes) / len(statements))
    return failed


def _try(connection: psycopg.Connection, sql: str) -> psycopg.Error | None:
    """Runs one text as an implicit transaction. A lost connection is not an error of the statement: it is raised."""
    try:
        # The simple protocol: several statements in one message, no parameters, no prepared statements left behind.
        connection.pgconn.exec_(b"") if not sql else _execute(connection, sql)
    except psycopg.Error as error:
        if connection.closed or connection.broken:
            raise psycopg.OperationalError(str(error)) from error
        return error
    return None


def _execute(connection: psycopg.Connection, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.encode())


def _cut_off(database: ScratchDatabase, error: Exception | None) -> ImportRefused:
    reason = database.cut_off or f"A statement ended the connection to the scratch database ({error})."
    return ImportRefused(f"The import was stopped. {reason} Import the schema alone, without data and queries.")
