"""Stand-ins for the collations of operating systems and of ICU, which the embedded server is built without.

A column with COLLATE "de_DE.utf8" or "en-US-x-icu" can be made, and comes out of the catalog under that name; it sorts
by code point all the same, so what depends on the order is not verified here.
"""

import locale
from functools import cache

import psycopg
from psycopg import sql

# Names that PostgreSQL gives the collations it finds: initdb, and pg_import_system_collations() for both providers.
_SPELLINGS = ("{lang}_{land}", "{lang}_{land}.utf8", "{lang}_{land}.UTF-8", "{lang}-{land}-x-icu", "{lang}-x-icu")

_REAL = {"C.utf8", "C.UTF-8"}  # they sort by code point everywhere


@cache
def stand_in_collations() -> frozenset[str]:
    """Names of the collations that every database of the embedded server has in pg_catalog."""
    places = {alias.split(".")[0].split("@")[0] for alias in locale.locale_alias.values()}
    pairs = [place.split("_") for place in places if place.count("_") == 1]
    names = {spelling.format(lang=lang, land=land) for lang, land in pairs for spelling in _SPELLINGS}
    return frozenset(names | {"und-x-icu"})


def make_stand_in_collations(connection: psycopg.Connection) -> None:
    """Make them in the database of `connection`, a superuser's, in autocommit mode; once."""
    if connection.execute("SELECT FROM pg_collation WHERE collname = 'und-x-icu'").fetchone():
        return
    make = "CREATE COLLATION IF NOT EXISTS pg_catalog.{} (provider = builtin, locale = 'C.UTF-8')"
    statements = [sql.SQL(make).format(sql.Identifier(name)) for name in sorted(stand_in_collations() | _REAL)]
    connection.execute(sql.SQL("; ").join(statements))
