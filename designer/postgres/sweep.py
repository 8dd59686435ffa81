"""Clearing away the databases of processes that were killed."""

import contextlib
import re
import time

import psycopg
from psycopg import sql

PREFIX = "scratch_"
GRACE_SECONDS = 300
_NAME = re.compile(PREFIX + r"([0-9a-f]{8})_[0-9a-f]{12}\Z")  # when it was to be gone by, in Unix seconds


def is_overdue(name: str, now: float) -> bool:
    """Whether this is the name of a scratch database, or of its role, that nobody uses any more."""
    match = _NAME.match(name)
    return match is not None and int(match[1], 16) + GRACE_SECONDS < now


def sweep(connection: psycopg.Connection) -> None:
    """Drop every scratch database and role that is past its time."""
    rows = connection.execute(
        "SELECT datname, true FROM pg_database WHERE starts_with(datname, %(prefix)s) "
        "UNION ALL SELECT rolname, false FROM pg_roles WHERE starts_with(rolname, %(prefix)s) ORDER BY 2 DESC",
        {"prefix": PREFIX},
    ).fetchall()
    for name, is_database in rows:
        if is_overdue(name, time.time()):
            statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)" if is_database else "DROP ROLE IF EXISTS {}"
            with contextlib.suppress(psycopg.Error):  # another process may be clearing it away right now
                connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
