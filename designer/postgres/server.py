"""The PostgreSQL that throwaway databases are made on: one embedded server for all processes of a user, or another."""

import os
import threading
from pathlib import Path

import psycopg
from msgspec import Struct

from designer.postgres.collations import stand_in_collations
from designer.postgres.controls import STAND_INS
from designer.postgres.embedded import EmbeddedServer, answers, start
from designer.postgres.errors import ScratchUnavailable

ENVIRONMENT = "SCRATCH_DATABASE_URL"
MINIMUM_VERSION = 150000


class Server(Struct, frozen=True, kw_only=True):
    """A running server and how to administer it.

    conninfo: libpq's, of the administrator, for the database `postgres` or the one that SCRATCH_DATABASE_URL names; it
    holds a password: never show it. version: server_version_num, 180006. superuser: whether the administrator is one.
    stand_ins: extensions of which it has only the outside (their functions may refuse). stand_in_collations: names in
    pg_catalog that sort by code point alone. binaries: folder of bin/psql and others, None where it is not ours.
    """

    conninfo: str
    version: int
    superuser: bool
    stand_ins: frozenset[str]
    stand_in_collations: frozenset[str]
    binaries: Path | None = None

    @property
    def embedded(self) -> bool:
        return self.binaries is not None

    def connect(self) -> psycopg.Connection:
        """A connection of the administrator, in autocommit mode: for our own statements only."""
        return psycopg.connect(self.conninfo, autocommit=True, connect_timeout=10)


_lock = threading.RLock()
_embedded: EmbeddedServer | None = None
_servers: dict[str, Server] = {}


def server() -> Server:
    """The server of `SCRATCH_DATABASE_URL` where it is set, else the embedded one, started where it does not run.

    The embedded server is shared by all processes of the user, stops when the last of them ends, and is started afresh
    where it died. Raises ScratchUnavailable.
    """
    global _embedded  # noqa: PLW0603
    with _lock:
        if url := os.environ.get(ENVIRONMENT):
            return _external(url)
        if _embedded is None or not answers(_embedded.socket):
            _embedded = start()
            _servers.pop("", None)
        if "" not in _servers:
            _servers[""] = _server(_embedded.conninfo, _embedded.binaries)
        return _servers[""]


def _external(url: str) -> Server:
    if url not in _servers:
        conninfo = url.replace("postgresql+psycopg://", "postgresql://", 1)
        try:
            found = _server(conninfo, None)
        except psycopg.Error as error:
            raise ScratchUnavailable(
                f"The server of {ENVIRONMENT} does not let us in: {error}. Correct it, or unset it to use the "
                "embedded one."
            ) from error
        if found.version < MINIMUM_VERSION:
            raise ScratchUnavailable(
                f"The server of {ENVIRONMENT} is PostgreSQL {found.version // 10000}; at least "
                f"{MINIMUM_VERSION // 10000} is needed. Unset it to use the embedded one."
            )
        _servers[url] = found
    return _servers[url]


def _server(conninfo: str, binaries: Path | None) -> Server:
    with psycopg.connect(conninfo, autocommit=True, connect_timeout=10) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        superuser, able = row or (False, False)
        if not able:
            raise ScratchUnavailable(
                f"The user of {ENVIRONMENT} may not make databases and roles: give it CREATEDB and CREATEROLE "
                "(or SUPERUSER)."
            )
        return Server(
            conninfo=conninfo,
            version=connection.info.server_version,
            superuser=superuser,
            stand_ins=STAND_INS if binaries else frozenset(),
            stand_in_collations=stand_in_collations() if binaries else frozenset(),
            binaries=binaries,
        )
