"""CHECK constraints of entities and domains."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Check, derived_id


class _Row(NamedTuple):
    oid: int
    table: int
    domain: int
    schema_name: str
    owner_name: str
    name: str
    expression: str
    validated: bool
    inherited: bool
    no_inherit: bool
    enforced: bool


_CHECKS = """
SELECT k.oid::int8, k.conrelid::int8, k.contypid::int8, n.nspname, coalesce(c.relname, t.typname), k.conname,
       pg_get_expr(k.conbin, k.conrelid), k.convalidated,
       CASE WHEN c.relispartition THEN k.coninhcount > 0 ELSE NOT k.conislocal END, k.connoinherit, {enforced}
FROM pg_constraint k
JOIN pg_namespace n ON n.oid = k.connamespace
LEFT JOIN pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_type t ON t.oid = k.contypid
WHERE k.contype = 'c' AND k.connamespace = ANY(%(schemas)s::oid[])
"""


def read_checks(reading: Reading) -> Iterator[Check]:
    query = _CHECKS.replace("{enforced}", "k.conenforced" if reading.snapshot.version >= 180000 else "true")
    for row in reading.snapshot.rows(_Row, query):
        owner = reading.identities.entity(row.table) if row.table else reading.identities.find(Catalog.TYPE, row.domain)
        if owner is None:
            continue
        kind = "entity" if row.table else "domain"
        id = derived_id("check", kind, row.schema_name, row.owner_name, row.name)
        reading.identities.add(Catalog.CONSTRAINT, row.oid, id)
        yield Check(
            id=id,
            owner=owner,
            name=row.name,
            expression=canonical(row.expression),
            description=reading.comments.of(Catalog.CONSTRAINT, row.oid),
            validated=row.validated,
            inherited=row.inherited,
            no_inherit=row.no_inherit,
            enforced=row.enforced,
        )
