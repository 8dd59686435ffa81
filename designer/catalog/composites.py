"""Composite types and ranges."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id, literal


class _AttributeRow(NamedTuple):
    type: int
    array: int
    relation: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    number: int | None
    definition: str | None
    quoted_attribute: str | None


_COMPOSITES = """
SELECT t.oid::int8, t.typarray::int8, t.typrelid::int8, t.typnamespace::int8, n.nspname, t.typname,
       format('%%I.%%I', n.nspname, t.typname), a.attnum,
       format('%%I %%s', a.attname, format_type(a.atttypid, a.atttypmod)) || CASE
         WHEN a.attcollation <> at.typcollation THEN format(' COLLATE %%I.%%I', cn.nspname, co.collname) ELSE '' END,
       quote_ident(a.attname)
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_type at ON at.oid = a.atttypid
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY t.oid, a.attnum
"""


def read_composites(reading: Reading) -> Iterator[SqlObject]:
    for _, group in groupby(reading.snapshot.rows(_AttributeRow, _COMPOSITES), lambda row: row.type):
        rows = list(group)
        row = rows[0]
        attributes = [each for each in rows if each.number is not None]
        id = reading.identities.add_type(
            row.type, derived_id("sql_object", SqlKind.COMPOSITE, row.schema_name, row.name)
        )
        reading.identities.add(Catalog.TYPE, row.array, id)
        reading.identities.add(Catalog.CLASS, row.relation, id)
        definition = ", ".join(each.definition or "" for each in attributes)
        yield SqlObject(
            id=id,
            kind=SqlKind.COMPOSITE,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE TYPE {row.quoted} AS ({definition})", *_comments(reading, attributes)),
            drop=(f"DROP TYPE {row.quoted}",),
            description=reading.comments.of(Catalog.TYPE, row.type),
        )


def _comments(reading: Reading, attributes: list[_AttributeRow]) -> Iterator[str]:
    for each in attributes:
        if text := reading.comments.of(Catalog.CLASS, each.relation, each.number or 0):
            yield f"COMMENT ON COLUMN {each.quoted}.{each.quoted_attribute} IS {literal(text)}"


class _RangeRow(NamedTuple):
    type: int
    array: int
    multirange: int
    multirange_array: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    subtype: str
    multirange_name: str
    opclass: str | None
    collation: str | None
    canonical: str | None
    difference: str | None


_RANGES = """
SELECT t.oid::int8, t.typarray::int8, m.oid::int8, m.typarray::int8, t.typnamespace::int8, n.nspname, t.typname,
       format('%%I.%%I', n.nspname, t.typname), format_type(r.rngsubtype, NULL), format_type(m.oid, NULL),
       CASE WHEN NOT o.opcdefault THEN format('%%I.%%I', onsp.nspname, o.opcname) END,
       CASE WHEN r.rngcollation <> sub.typcollation THEN format('%%I.%%I', cn.nspname, co.collname) END,
       nullif(r.rngcanonical::oid, 0)::regproc::text, nullif(r.rngsubdiff::oid, 0)::regproc::text
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type m ON m.oid = r.rngmultitypid
JOIN pg_type sub ON sub.oid = r.rngsubtype
JOIN pg_opclass o ON o.oid = r.rngsubopc
JOIN pg_namespace onsp ON onsp.oid = o.opcnamespace
LEFT JOIN pg_collation co ON co.oid = r.rngcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
"""


def read_ranges(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_RangeRow, _RANGES):
        id = reading.identities.add_type(row.type, derived_id("sql_object", SqlKind.RANGE, row.schema_name, row.name))
        for oid in (row.array, row.multirange, row.multirange_array):
            reading.identities.add(Catalog.TYPE, oid, id)
        options = {
            "subtype": row.subtype,
            "multirange_type_name": row.multirange_name,
            "subtype_opclass": row.opclass,
            "collation": row.collation,
            "canonical": row.canonical,
            "subtype_diff": row.difference,
        }
        listed = ", ".join(f"{key} = {value}" for key, value in options.items() if value)
        yield SqlObject(
            id=id,
            kind=SqlKind.RANGE,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE TYPE {row.quoted} AS RANGE ({listed})",),
            drop=(f"DROP TYPE {row.quoted}",),
            description=reading.comments.of(Catalog.TYPE, row.type),
        )
