"""One consistent look at a database: every query of a reading sees the same moment, and names come back qualified."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import args_row

# A name is qualified where the search path does not reach it; the rest decides how constants are spelled.
_SETTINGS = """
SET LOCAL search_path = '';
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
"""


class Snapshot:
    """A transaction that reads.

    version: of the server, as in server_version_num. schemas: oids of the schemas to read, known after the first query.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self.version = connection.info.server_version
        self.schemas: list[int] = []

    def rows[T](self, make: Callable[..., T], query: str, **parameters: object) -> list[T]:
        """Each row of `query` as `make(*columns)`; %(schemas)s in it stands for the schemas."""
        with self._connection.cursor(row_factory=args_row(make)) as cursor:
            # The queries are constants of this package; psycopg's type asks for a literal.
            return cursor.execute(query.encode(), {"schemas": self.schemas, **parameters}).fetchall()


@contextmanager
def snapshot(connection: psycopg.Connection) -> Iterator[Snapshot]:
    """A REPEATABLE READ, READ ONLY transaction that is rolled back, settings and all.

    Within a transaction of the caller's it is a savepoint instead and sees what that transaction has done.
    """
    nested = connection.info.transaction_status is not TransactionStatus.IDLE
    with connection.transaction(force_rollback=True):
        if not nested:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute(_SETTINGS)
        yield Snapshot(connection)
