"""Foreign keys."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Action, Relationship, RelationshipMember, derived_id, ranks


class _Row(NamedTuple):
    oid: int
    table: int
    target: int
    schema_name: str
    table_name: str
    name: str
    columns: list[int]
    target_columns: list[int]
    on_delete: str
    on_update: str
    set_columns: list[int]
    match_full: bool
    deferrable: bool
    deferred: bool
    validated: bool
    enforced: bool
    period: bool


# A foreign key of (or to) a partitioned table has copies on its partitions (conparentid): those follow by themselves.
_FOREIGN_KEYS = """
SELECT k.oid::int8, k.conrelid::int8, k.confrelid::int8, n.nspname, c.relname, k.conname, k.conkey, k.confkey,
       k.confdeltype::text, k.confupdtype::text, coalesce(k.confdelsetcols, '{}'), k.confmatchtype = 'f',
       k.condeferrable, k.condeferred, k.convalidated, {since_18}
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND k.connamespace = ANY(%(schemas)s::oid[])
"""

# "a" is NO ACTION, also where nobody has said anything: the catalog cannot tell the two apart.
_ACTIONS = {"r": Action.RESTRICT, "c": Action.CASCADE, "n": Action.SET_NULL, "d": Action.SET_DEFAULT}


def read_relationships(reading: Reading) -> Iterator[Relationship | RelationshipMember]:
    since_18 = "k.conenforced, k.conperiod" if reading.snapshot.version >= 180000 else "true, false"
    for row in reading.snapshot.rows(_Row, _FOREIGN_KEYS.replace("{since_18}", since_18)):
        child, parent = reading.identities.entity(row.table), reading.identities.entity(row.target)
        if child is None or parent is None:
            continue
        id = derived_id("relationship", row.schema_name, row.table_name, row.name)
        reading.identities.add(Catalog.CONSTRAINT, row.oid, id)
        yield Relationship(
            id=id,
            entity=child,
            target=parent,
            name=row.name,
            on_delete=_ACTIONS.get(row.on_delete),
            on_update=_ACTIONS.get(row.on_update),
            set_fields=tuple(reading.identities.field(row.table, column) for column in row.set_columns),
            match_full=row.match_full,
            deferrable=row.deferrable,
            initially_deferred=row.deferred,
            validated=row.validated,
            enforced=row.enforced,
            period=row.period,
            description=reading.comments.of(Catalog.CONSTRAINT, row.oid),
        )
        pairs = zip(row.columns, row.target_columns, ranks(len(row.columns)), strict=True)
        for position, (column, target_column, rank) in enumerate(pairs):
            yield RelationshipMember(
                id=derived_id("relationship_member", id, str(position)),
                relationship=id,
                field=reading.identities.field(row.table, column),
                target_field=reading.identities.field(row.target, target_column),
                rank=rank,
            )
