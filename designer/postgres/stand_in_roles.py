"""Roles that a schema names but that are not its own: policies TO a role need the role to exist.

Roles belong to the whole server. PostgreSQL itself counts who needs one: each database grants it CONNECT (worth
nothing to a role that may not log in), and a role with a grant left cannot be dropped.
"""

import contextlib

import psycopg
from psycopg import errors, sql

MARK = "stand-in of the scratch server"
_TRIES = 3


def make_stand_in_roles(connection: psycopg.Connection, database: str, names: frozenset[str]) -> frozenset[str]:
    """Make roles of these names exist while `database` does; gives those that PostgreSQL would not make."""
    refused = set()
    for name in sorted(names):
        try:
            _make(connection, database, name)
        except (errors.ReservedName, errors.InsufficientPrivilege, errors.InvalidName):
            refused.add(name)
    return frozenset(refused)


def _make(connection: psycopg.Connection, database: str, name: str) -> None:
    role = sql.Identifier(name)
    for _ in range(_TRIES):
        # Another import may make or drop the same role between any two of our statements.
        with contextlib.suppress(errors.DuplicateObject, errors.UniqueViolation):
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(role))
            connection.execute(sql.SQL("COMMENT ON ROLE {} IS {}").format(role, sql.Literal(MARK)))
        with contextlib.suppress(errors.UndefinedObject):
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), role))
            return


def drop_stand_in_roles(connection: psycopg.Connection) -> None:
    """Drop the stand-in roles that no database needs."""
    rows = connection.execute(
        "SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = %s "
        "AND NOT EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = pg_roles.oid)",
        (MARK,),
    ).fetchall()
    for (name,) in rows:
        with contextlib.suppress(errors.DependentObjectsStillExist, errors.UndefinedObject, errors.InternalError_):
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
