"""Throwaway databases: each owned by a role of its own that may do nothing else, and gone with that role afterwards."""

import contextlib
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from designer.postgres.cluster import TEMPLATE
from designer.postgres.errors import ScratchUnavailable
from designer.postgres.limits import Limits
from designer.postgres.server import Server, server
from designer.postgres.stand_in_roles import drop_stand_in_roles, make_stand_in_roles
from designer.postgres.sweep import PREFIX, sweep
from designer.postgres.watchdog import Watchdog


@dataclass(frozen=True, slots=True)
class ScratchDatabase:
    """name: of the database and of the role that owns it. conninfo, url: for psycopg and for SQLAlchemy, as that role;
    both hold its password. server: where it lives."""

    name: str
    server: Server
    _password: str
    _watchdog: Watchdog

    @property
    def conninfo(self) -> str:
        return make_conninfo(self.server.conninfo, user=self.name, password=self._password, dbname=self.name)

    @property
    def url(self) -> str:
        """`postgresql+psycopg://role:password@host:port/database`; a Unix socket's folder goes into the query."""
        parts = {key: str(value) for key, value in conninfo_to_dict(self.server.conninfo).items()}
        host, port = parts.get("host", ""), parts.get("port", "")
        start = f"postgresql+psycopg://{self.name}:{self._password}@"
        if host.startswith("/") or not host:
            query = "&".join(
                f"{key}={quote(value, safe='')}" for key, value in (("host", host), ("port", port)) if value
            )
            return f"{start}/{self.name}" + (f"?{query}" if query else "")
        bracketed = f"[{host}]" if ":" in host else host
        return f"{start}{bracketed}{f':{port}' if port else ''}/{self.name}"

    @property
    def version(self) -> int:
        """server_version_num: 180006."""
        return self.server.version

    @property
    def cut_off(self) -> str | None:
        """Why the watchdog ended everything in this database, a sentence; None while it is within its limits."""
        return self._watchdog.cut_off

    def connect(self) -> psycopg.Connection:
        """A new connection of the owner, in psycopg's transaction mode."""
        return psycopg.connect(self.conninfo, connect_timeout=10)

    def restore_access(self) -> None:
        """Undo what hostile SQL may have done to keep its own role out, or to make later sessions behave otherwise:
        a new password, no connections, settings of the role or of the database. What the watchdog closed stays closed.
        """
        role = sql.Identifier(self.name)
        with self.server.connect() as connection:
            for statement in (
                "ALTER ROLE {0} RESET ALL",
                "ALTER ROLE {0} IN DATABASE {0} RESET ALL",
                "ALTER DATABASE {0} RESET ALL",
                "ALTER DATABASE {0} WITH CONNECTION LIMIT -1",
                "GRANT ALL ON DATABASE {0} TO {0}",
            ):
                connection.execute(sql.SQL(statement).format(role))
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(self._password)))

    def make_roles(self, names: frozenset[str]) -> frozenset[str]:
        """Make the roles that a schema names (policies, grants) exist; gives those that could not be made.

        They may not log in, own nothing, and nobody is a member of them. They go when no database here needs them.
        """
        with self.server.connect() as connection:
            return make_stand_in_roles(connection, self.name, names)


@contextlib.contextmanager
def scratch_database(limits: Limits = Limits()) -> Iterator[ScratchDatabase]:  # noqa: B008 (frozen)
    """An empty database for the time of a `with` block, on whatever server there is. Raises ScratchUnavailable.

    The database's owner is a role without any right elsewhere; a watchdog keeps the limits from outside. Database and
    role are dropped at the end, whatever runs in them.
    """
    host, name, password = _new_database(limits)
    watchdog = Watchdog(host.connect, name, limits)
    watchdog.start()
    try:
        yield ScratchDatabase(name, host, password, watchdog)
    finally:
        watchdog.stop()
        with contextlib.suppress(psycopg.OperationalError), host.connect() as administrator:  # it may have died
            drop(administrator, name)


def _new_database(limits: Limits, attempts: int = 3) -> tuple[Server, str, str]:
    """A new database with its owner: (where, name of both, password). Raises ScratchUnavailable."""
    name = f"{PREFIX}{int(time.time() + limits.seconds):x}_{secrets.token_hex(6)}"
    password = secrets.token_urlsafe(24)
    host = server()
    try:
        with host.connect() as administrator:
            sweep(administrator)
            _make(administrator, host, name, password, limits)
    except psycopg.OperationalError as error:
        if attempts > 1:
            time.sleep(0.1)  # a server that died a moment ago may still answer; then server() starts a new one
            return _new_database(limits, attempts - 1)
        raise ScratchUnavailable(f"The scratch server made no database: {error}. Try again.") from error
    return host, name, password


def _make(connection: psycopg.Connection, host: Server, name: str, password: str, limits: Limits) -> None:
    role = sql.Identifier(name)
    settings: dict[str, str | int] = {
        "statement_timeout": int(limits.statement_seconds * 1000),
        "lock_timeout": 10_000,
        "idle_in_transaction_session_timeout": int(limits.seconds * 1000),
        "work_mem": f"{limits.work_megabytes}MB",
    }
    if host.superuser:
        settings["temp_file_limit"] = f"{limits.temporary_megabytes}MB"
    statements = [
        sql.SQL(
            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT {} "
            "PASSWORD {}"
        ).format(role, sql.Literal(limits.connections), sql.Literal(password)),
        *(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(role, sql.Identifier(setting), sql.Literal(value))
            for setting, value in settings.items()
        ),
    ]
    if not host.superuser:  # who gives a database to a role has to be a member of it
        statements.append(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    connection.execute(sql.SQL("; ").join(statements))
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy ENCODING 'UTF8'").format(
            role, role, sql.Identifier(TEMPLATE if host.embedded else "template0")
        )
    )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(role))


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a scratch database with whatever runs in it, its role, and the stand-in roles that nothing needs now."""
    identifier = sql.Identifier(name)
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier))
    connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(identifier))
    drop_stand_in_roles(connection)
