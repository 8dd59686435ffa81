"""Keeps a throwaway database within its limits, from outside: what runs in it can lift its own session's limits."""

import contextlib
import threading
import time
from collections.abc import Callable

import psycopg
from psycopg import sql

from designer.postgres.limits import Limits

INTERVAL_SECONDS = 0.5


class Watchdog:
    """A thread beside one database. cut_off: why it ended the database's sessions, a sentence; None where it did not.

    connect: makes an administrator's connection, which is the thread's own.
    """

    def __init__(self, connect: Callable[[], psycopg.Connection], database: str, limits: Limits) -> None:
        self.cut_off: str | None = None
        self._connect = connect
        self._database = database
        self._limits = limits
        self._interval = INTERVAL_SECONDS
        self._deadline = time.monotonic() + limits.seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"watchdog of {database}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(self._pause()):
            # Whatever goes wrong here, the watch goes on: with a new connection.
            with contextlib.suppress(psycopg.Error), self._connect() as connection:
                while self.cut_off is None:
                    started = time.monotonic()
                    self.cut_off = self._fault(connection)
                    # The size of thousands of files takes a while: a tenth of the time at most goes into looking.
                    self._interval = min(5.0, max(INTERVAL_SECONDS, 10 * (time.monotonic() - started)))
                    if self.cut_off is None and self._done.wait(self._pause()):
                        return
                self._end_sessions(connection)
                return

    def _pause(self) -> float:
        return min(self._interval, max(0.05, self._deadline - time.monotonic()))

    def _fault(self, connection: psycopg.Connection) -> str | None:
        if time.monotonic() >= self._deadline:
            return f"It took longer than {self._limits.seconds:g} seconds."
        row = connection.execute(
            "SELECT pg_database_size(oid) FROM pg_database WHERE datname = %s", (self._database,)
        ).fetchone()
        if row and row[0] > self._limits.megabytes * 2**20:
            return f"It took more than {self._limits.megabytes} MB on disk."
        return None

    def _end_sessions(self, connection: psycopg.Connection) -> None:
        name = sql.Identifier(self._database)
        connection.execute(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(name))
        # Not cancelled but terminated: `EXCEPTION WHEN OTHERS` in a function can catch a cancellation.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (self._database,)
        )
