"""Domains; their checks are with the other checks."""

from typing import NamedTuple

from designer.catalog.default_names import default_name
from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Domain, derived_id


class _DomainRow(NamedTuple):
    oid: int
    array: int
    schema: int
    schema_name: str
    name: str
    base: int
    base_text: str
    dimensions: int
    not_null: bool
    default: str | None
    collation: str | None


_DOMAINS = """
SELECT t.oid::int8, t.typarray::int8, t.typnamespace::int8, n.nspname, t.typname,
       coalesce(element.oid, t.typbasetype)::int8, format_type(t.typbasetype, t.typtypmod),
       CASE WHEN element.oid IS NULL THEN 0 ELSE greatest(t.typndims, 1) END,
       t.typnotnull, coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)),
       CASE WHEN t.typcollation <> base.typcollation THEN format('%%I.%%I', cn.nspname, c.collname) END
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type base ON base.oid = t.typbasetype
LEFT JOIN pg_type element ON element.typarray = t.typbasetype
LEFT JOIN pg_collation c ON c.oid = t.typcollation
LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
WHERE t.typtype = 'd' AND t.typnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
"""


def read_domains(reading: Reading) -> list[Domain]:
    """Every domain, without its checks. The other types must be known by now."""
    rows = reading.snapshot.rows(_DomainRow, _DOMAINS)
    for row in rows:
        # First all the names: a domain may be over another.
        domain = reading.identities.add_type(row.oid, derived_id("domain", row.schema_name, row.name))
        reading.identities.add(Catalog.TYPE, row.array, domain)
    not_null_names = _not_null_names(reading, {row.oid: row.name for row in rows})
    return [
        Domain(
            id=reading.identities.type(row.oid),
            schema=reading.identities.schema(row.schema),
            name=row.name,
            type=reading.identities.data_type(row.base, row.base_text, row.dimensions),
            nullable=not row.not_null,
            default=row.default and canonical(row.default),
            collation=row.collation,
            not_null_name=not_null_names.get(row.oid) if row.not_null else None,
            description=reading.comments.of(Catalog.TYPE, row.oid),
        )
        for row in rows
    ]


class _NotNullRow(NamedTuple):
    domain: int
    name: str


# Since PostgreSQL 17.
_NOT_NULLS = """
SELECT k.contypid::int8, k.conname
FROM pg_constraint k
WHERE k.contype = 'n' AND k.contypid <> 0 AND k.connamespace = ANY(%(schemas)s::oid[])
"""


def _not_null_names(reading: Reading, domains: dict[int, str]) -> dict[int, str]:
    """The names of NOT NULL constraints that PostgreSQL would not have chosen itself."""
    return {
        row.domain: row.name
        for row in reading.snapshot.rows(_NotNullRow, _NOT_NULLS)
        if row.domain in domains and row.name != default_name(domains[row.domain], "not_null")
    }
