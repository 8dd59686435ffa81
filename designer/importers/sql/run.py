"""Runs the statements of a script on a scratch database, the good ones fast and the bad ones apart."""

import re
from collections.abc import Callable, Sequence

import psycopg
from msgspec import Struct
from psycopg import errors, sql

from designer.importers.report import ImportRefused
from designer.importers.sql.decision import Run
from designer.postgres import ScratchDatabase

_BATCH = 60  # statements sent as one: enough to hide the round trip, few enough for the lock table
_PASSES = 4  # how often what failed is tried again: hand-written SQL names things before they exist
_MAX_ROLES = 200
_MISSING_ROLE = re.compile(r'role "(.+)" does not exist')

# What a statement means may hang on these: a second try runs under those of its place in the script.
_CONTEXT = "SELECT current_setting('search_path'), current_setting('check_function_bodies')"


class Outcome(Struct, frozen=True):
    """error: PostgreSQL's refusal; None where the statement, or its stand-in, ran. search_path: the setting under which
    the statement first failed."""

    error: psycopg.Error | None = None
    stood_in: bool = False
    search_path: str = ""


def run(database: ScratchDatabase, statements: Sequence[Run], progress: Callable[[float], None]) -> tuple[Outcome, ...]:
    """One outcome a statement, in their order. Raises ImportRefused where the database was cut off or is gone.

    Statements go in batches, each an implicit transaction of its own; a batch that fails is rolled back whole by the
    server and sent again one by one. What fails and adds something is tried again after all others, while that helps.
    """
    runner = _Runner(database, statements, progress)
    try:
        with database.connect() as connection:
            connection.autocommit = True
            runner.run(connection)
    except psycopg.OperationalError as error:
        raise _stopped(database, error) from error
    if database.cut_off:
        raise _stopped(database, None)
    return tuple(runner.outcomes[number] for number in range(len(statements)))


class _Runner:
    def __init__(self, database: ScratchDatabase, statements: Sequence[Run], progress: Callable[[float], None]) -> None:
        self.outcomes: dict[int, Outcome] = {}
        self._database = database
        self._statements = statements
        self._progress = progress
        self._contexts: dict[int, tuple[str, str]] = {}
        self._roles: set[str] = set()

    def run(self, connection: psycopg.Connection) -> None:
        self._make_roles({role for statement in self._statements for role in statement.roles})
        failed = self._first_pass(connection)
        for _ in range(_PASSES - 1):
            waiting = [number for number in failed if self._statements[number].again]
            failed = [number for number in waiting if not self._one(connection, number)]
            if len(failed) == len(waiting):
                break

    def _first_pass(self, connection: psycopg.Connection) -> list[int]:
        """Runs every statement; gives those that failed."""
        failed: list[int] = []
        for start in range(0, len(self._statements), _BATCH):
            numbers = range(start, min(start + _BATCH, len(self._statements)))
            if _error(connection, ";\n".join(self._statements[number].sql for number in numbers)) is None:
                self.outcomes |= dict.fromkeys(numbers, Outcome())
            else:
                failed += [number for number in numbers if not self._one(connection, number)]
            self._progress(numbers.stop / len(self._statements))
        return failed

    def _one(self, connection: psycopg.Connection, number: int) -> bool:
        """Runs one statement, in the context of its first try; whether it ran."""
        statement = self._statements[number]
        text = self._in_context(connection, number)
        error = _error(connection, text)
        if isinstance(error, errors.UndefinedObject) and (role := _MISSING_ROLE.search(str(error))):
            self._make_roles({role[1]})
            error = _error(connection, text)
        stands_in = isinstance(error, errors.FeatureNotSupported) and bool(statement.stand_in)
        if stands_in:
            error = _error(connection, statement.stand_in)
        if error is not None and number not in self._contexts:
            self._contexts[number] = connection.execute(_CONTEXT).fetchone() or ("", "on")
        path = self._contexts[number][0] if error else ""
        self.outcomes[number] = Outcome(error, stood_in=stands_in and error is None, search_path=path)
        return error is None

    def _in_context(self, connection: psycopg.Connection, number: int) -> str:
        text = self._statements[number].sql
        if number not in self._contexts:
            return text
        path, bodies = self._contexts[number]
        # Local to the one transaction that a message of several statements is.
        setting = sql.SQL("SELECT set_config('search_path', {}, true), set_config('check_function_bodies', {}, true)")
        return f"{setting.format(path, bodies).as_string(connection)};\n{text}"

    def _make_roles(self, names: set[str]) -> None:
        new = frozenset(sorted(names - self._roles)[: _MAX_ROLES - len(self._roles)])
        if new:
            self._roles |= new
            self._database.make_roles(new)


def _error(connection: psycopg.Connection, text: str) -> psycopg.Error | None:
    """Runs a text as one implicit transaction. A lost connection is not an error of the statement: it is raised."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(text.encode())  # bytes without parameters: several statements in one message
    except psycopg.Error as error:
        if connection.closed:
            raise psycopg.OperationalError(str(error)) from error
        return error
    return None


def _stopped(database: ScratchDatabase, error: Exception | None) -> ImportRefused:
    if database.cut_off:
        return ImportRefused(
            f"The import was stopped. {database.cut_off} Import the schema alone, without data and queries."
        )
    words = str(error).splitlines()[0] if str(error) else "no reason given"
    return ImportRefused(
        "The import was stopped. A statement ended its own connection to the scratch database "
        f"({words}). Remove it and import again."
    )
