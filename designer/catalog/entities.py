"""Tables, partitioned ones and partitions among them."""

from collections.abc import Collection
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Entity, Id, derived_id


class _Row(NamedTuple):
    oid: int
    row_type: int
    row_array: int
    schema: int
    schema_name: str
    name: str
    is_partition: bool
    unlogged: bool
    options: list[str]
    row_security: bool
    force_row_security: bool
    replica_identity: str
    partition_by: str | None
    partition_bound: str | None


_TABLES = """
SELECT c.oid::int8, c.reltype::int8, row_type.typarray::int8, c.relnamespace::int8, n.nspname, c.relname,
       c.relispartition, c.relpersistence = 'u',
       coalesce(c.reloptions, '{}') ||
         coalesce((SELECT array_agg('toast.' || option) FROM unnest(toast.reloptions) option), '{}'),
       c.relrowsecurity, c.relforcerowsecurity, c.relreplident::text,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type row_type ON row_type.oid = c.reltype
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""


class _ParentRow(NamedTuple):
    child: int
    parent: int


_PARENTS = """
SELECT i.inhrelid::int8, i.inhparent::int8
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(schemas)s::oid[])
ORDER BY i.inhrelid, i.inhseqno
"""


def read_entities(reading: Reading, omit: Collection[tuple[str, str]]) -> list[Entity]:
    """Every table but those of `omit`, as (schema, name)."""
    rows = [row for row in reading.snapshot.rows(_Row, _TABLES) if (row.schema_name, row.name) not in omit]
    for row in rows:
        entity = reading.identities.add_entity(row.oid, derived_id("entity", row.schema_name, row.name))
        reading.identities.add(Catalog.TYPE, row.row_type, entity)
        reading.identities.add(Catalog.TYPE, row.row_array, entity)
    parents = _parents(reading)
    return [_entity(row, reading, parents.get(row.oid, ())) for row in rows]


def _parents(reading: Reading) -> dict[int, tuple[Id, ...]]:
    parents: dict[int, tuple[Id, ...]] = {}
    for row in reading.snapshot.rows(_ParentRow, _PARENTS):
        if parent := reading.identities.entity(row.parent):
            parents[row.child] = (*parents.get(row.child, ()), parent)
    return parents


def _entity(row: _Row, reading: Reading, parents: tuple[Id, ...]) -> Entity:
    return Entity(
        id=reading.identities.entities[row.oid],
        schema=reading.identities.schema(row.schema),
        name=row.name,
        description=reading.comments.of(Catalog.CLASS, row.oid),
        unlogged=row.unlogged,
        options=tuple(row.options),
        partition_by=row.partition_by and canonical(row.partition_by),
        partition_of=parents[0] if row.is_partition and parents else None,
        partition_bound=row.partition_bound,
        inherits=() if row.is_partition else parents,
        row_security=row.row_security,
        force_row_security=row.force_row_security,
        replica_identity=row.replica_identity,
    )
