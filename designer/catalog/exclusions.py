"""Exclusion constraints."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.index_rows import IndexRow, MemberRow
from designer.catalog.indexes import index_members
from designer.catalog.reading import Reading
from designer.model import Exclusion, IndexMember, derived_id


class _Row(NamedTuple):
    oid: int
    deferrable: bool
    deferred: bool
    operators: list[str]


# An operator outside pg_catalog is reached by its schema only: OPERATOR(public.=).
_EXCLUSIONS = """
SELECT k.oid::int8, k.condeferrable, k.condeferred,
       array_agg(CASE n.nspname WHEN 'pg_catalog' THEN o.oprname::text
                 ELSE format('OPERATOR(%%I.%%s)', n.nspname, o.oprname) END ORDER BY x.position)
FROM pg_constraint k
CROSS JOIN unnest(k.conexclop) WITH ORDINALITY AS x(operator, position)
JOIN pg_operator o ON o.oid = x.operator
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE k.contype = 'x' AND k.connamespace = ANY(%(schemas)s::oid[])
GROUP BY k.oid, k.condeferrable, k.condeferred
"""


def read_exclusions(
    reading: Reading, indexes: list[IndexRow], members: dict[int, list[MemberRow]]
) -> Iterator[Exclusion | IndexMember]:
    constraints = {row.oid: row for row in reading.snapshot.rows(_Row, _EXCLUSIONS)}
    for index in indexes:
        if row := constraints.get(index.constraint):
            exclusion = _exclusion(reading, row, index)
            yield exclusion
            yield from index_members(reading, exclusion.id, index, members[index.oid], row.operators)


def _exclusion(reading: Reading, row: _Row, index: IndexRow) -> Exclusion:
    id = derived_id("exclusion", index.schema_name, index.table_name, index.name)
    reading.identities.add(Catalog.CONSTRAINT, row.oid, id)
    reading.identities.add(Catalog.CLASS, index.oid, id)
    description = reading.comments.of(Catalog.CONSTRAINT, row.oid)
    return Exclusion(
        id=id,
        entity=reading.identities.entities[index.table],
        name=index.name,
        method=index.method,
        where=index.where and canonical(index.where),
        description=description,
        deferrable=row.deferrable,
        initially_deferred=row.deferred,
        options=tuple(index.options),
    )
