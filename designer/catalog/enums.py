"""Enums and their labels."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import EnumType, EnumValue, derived_id, ranks


class _EnumRow(NamedTuple):
    oid: int
    array: int
    schema: int
    schema_name: str
    name: str
    labels: list[str]


_ENUMS = """
SELECT t.oid::int8, t.typarray::int8, t.typnamespace::int8, n.nspname, t.typname,
       coalesce(array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FILTER (WHERE e.oid IS NOT NULL), '{}')
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_enum e ON e.enumtypid = t.oid
WHERE t.typtype = 'e' AND t.typnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
GROUP BY 1, 2, 3, 4, 5
"""


def read_enums(reading: Reading) -> Iterator[EnumType | EnumValue]:
    for row in reading.snapshot.rows(_EnumRow, _ENUMS):
        enum = reading.identities.add_type(row.oid, derived_id("enum_type", row.schema_name, row.name))
        reading.identities.add(Catalog.TYPE, row.array, enum)
        yield EnumType(
            id=enum,
            schema=reading.identities.schema(row.schema),
            name=row.name,
            description=reading.comments.of(Catalog.TYPE, row.oid),
        )
        for rank, label in zip(ranks(len(row.labels)), row.labels, strict=True):
            id = derived_id("enum_value", row.schema_name, row.name, label)
            yield EnumValue(id=id, enum=enum, value=label, rank=rank)
