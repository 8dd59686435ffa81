"""Collations."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id, literal


class _Row(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    provider: str
    deterministic: bool
    lc_collate: str | None
    lc_ctype: str | None
    locale: str | None
    rules: str | None


_COLLATIONS = """
SELECT c.oid::int8, c.collnamespace::int8, n.nspname, c.collname, format('%%I.%%I', n.nspname, c.collname),
       c.collprovider::text, c.collisdeterministic, c.collcollate, c.collctype, {locale}, {rules}
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE c.collnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""

_PROVIDERS = {"i": "icu", "c": "libc", "b": "builtin"}


def read_collations(reading: Reading) -> Iterator[SqlObject]:
    version = reading.snapshot.version
    query = _COLLATIONS.replace("{locale}", "c.colllocale" if version >= 170000 else "c.colliculocale")
    query = query.replace("{rules}", "c.collicurules" if version >= 160000 else "NULL")
    for row in reading.snapshot.rows(_Row, query):
        id = derived_id("sql_object", SqlKind.COLLATION, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.COLLATION, row.oid, id),
            kind=SqlKind.COLLATION,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE COLLATION {row.quoted} ({', '.join(_options(row))})",),
            drop=(f"DROP COLLATION {row.quoted}",),
            description=reading.comments.of(Catalog.COLLATION, row.oid),
        )


def _options(row: _Row) -> Iterator[str]:
    yield f"provider = {_PROVIDERS[row.provider]}"
    if not row.deterministic:
        yield "deterministic = false"
    if row.locale or row.lc_collate == row.lc_ctype:
        yield f"locale = {literal(row.locale or row.lc_collate or '')}"
    else:
        yield f"lc_collate = {literal(row.lc_collate or '')}"
        yield f"lc_ctype = {literal(row.lc_ctype or '')}"
    if row.rules:
        yield f"rules = {literal(row.rules)}"
