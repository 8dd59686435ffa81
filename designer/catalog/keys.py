"""Primary keys and unique constraints."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.index_rows import IndexRow
from designer.catalog.reading import Reading
from designer.model import Id, KeyMember, PrimaryKey, Unique, derived_id, ranks


class _Row(NamedTuple):
    oid: int
    kind: str
    deferrable: bool
    deferred: bool
    without_overlaps: bool


_KEYS = """
SELECT k.oid::int8, k.contype::text, k.condeferrable, k.condeferred, {period}
FROM pg_constraint k
WHERE k.contype IN ('p', 'u') AND k.connamespace = ANY(%(schemas)s::oid[])
"""


def read_keys(reading: Reading, indexes: list[IndexRow]) -> Iterator[PrimaryKey | Unique | KeyMember]:
    query = _KEYS.replace("{period}", "k.conperiod" if reading.snapshot.version >= 180000 else "false")
    constraints = {row.oid: row for row in reading.snapshot.rows(_Row, query)}
    for index in indexes:
        if constraint := constraints.get(index.constraint):
            key = _key(reading, constraint, index)
            yield key
            yield from _members(reading, key.id, index)


def _key(reading: Reading, row: _Row, index: IndexRow) -> PrimaryKey | Unique:
    kind = "primary_key" if row.kind == "p" else "unique"
    id = derived_id(kind, index.schema_name, index.table_name, index.name)
    reading.identities.add(Catalog.CONSTRAINT, row.oid, id)
    reading.identities.add(Catalog.CLASS, index.oid, id)
    entity = reading.identities.entities[index.table]
    description = reading.comments.of(Catalog.CONSTRAINT, row.oid)
    if row.kind == "p":
        return PrimaryKey(
            id=id,
            entity=entity,
            name=index.name,
            description=description,
            deferrable=row.deferrable,
            initially_deferred=row.deferred,
            without_overlaps=row.without_overlaps,
            options=tuple(index.options),
        )
    return Unique(
        id=id,
        entity=entity,
        name=index.name,
        description=description,
        nulls_distinct=index.nulls_distinct,
        deferrable=row.deferrable,
        initially_deferred=row.deferred,
        without_overlaps=row.without_overlaps,
        options=tuple(index.options),
    )


def _members(reading: Reading, key: Id, index: IndexRow) -> Iterator[KeyMember]:
    for position, (column, rank) in enumerate(zip(index.columns, ranks(len(index.columns)), strict=True)):
        yield KeyMember(
            id=derived_id("key_member", key, str(position)),
            key=key,
            field=reading.identities.field(index.table, column),
            rank=rank,
            included=position >= index.keys,
        )
