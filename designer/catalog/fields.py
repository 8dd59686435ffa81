"""Columns of tables."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from designer.catalog.default_names import default_name
from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.not_nulls import NotNull, read_not_nulls
from designer.catalog.reading import Reading
from designer.catalog.sequences import SequenceRow
from designer.model import Field, Generated, GeneratedKind, Identity, Rank, derived_id, ranks

_GENERATED = {"s": GeneratedKind.STORED, "v": GeneratedKind.VIRTUAL}


class _Row(NamedTuple):
    table: int
    schema_name: str
    table_name: str
    number: int
    name: str
    type: int
    type_text: str
    dimensions: int
    not_null: bool
    identity: str
    generated: str
    default: int
    expression: str | None
    collation: str | None
    inherited: bool
    storage: str | None
    compression: str | None
    statistics: int | None
    options: list[str]


_COLUMNS = """
SELECT c.oid::int8, n.nspname, c.relname, a.attnum, a.attname,
       coalesce(element.oid, a.atttypid)::int8, format_type(a.atttypid, a.atttypmod),
       CASE WHEN element.oid IS NULL THEN 0 ELSE greatest(a.attndims, 1) END,
       a.attnotnull, a.attidentity::text, a.attgenerated::text,
       coalesce(d.oid, 0)::int8, pg_get_expr(d.adbin, d.adrelid),
       CASE WHEN a.attcollation <> t.typcollation THEN format('%%I.%%I', cn.nspname, co.collname) END,
       c.relispartition OR NOT a.attislocal,
       CASE WHEN a.attstorage <> t.typstorage THEN
         CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
       coalesce(a.attoptions, '{}')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type element ON element.typarray = t.oid AND t.typcategory = 'A'
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = ANY(%(schemas)s::oid[])
ORDER BY c.oid, a.attnum
"""


def read_fields(reading: Reading, sequences: list[SequenceRow]) -> Iterator[Field]:
    """Every column of the entities read, in order."""
    identity_sequences = {(row.table, row.column): row for row in sequences if row.is_identity}
    not_nulls = read_not_nulls(reading.snapshot)
    for table, group in groupby(reading.snapshot.rows(_Row, _COLUMNS), lambda row: row.table):
        if reading.identities.entity(table) is None:
            continue
        rows = list(group)
        for rank, row in zip(ranks(len(rows)), rows, strict=True):
            key = (table, row.number)
            yield _field(reading, row, rank, identity_sequences.get(key), not_nulls.get(key))


def _field(reading: Reading, row: _Row, rank: Rank, sequence: SequenceRow | None, not_null: NotNull | None) -> Field:
    id = derived_id("field", row.schema_name, row.table_name, row.name)
    reading.identities.add(Catalog.CLASS, row.table, id, row.number)
    if row.default:
        reading.identities.add(Catalog.ATTRDEF, row.default, id)
    if sequence:
        reading.identities.add(Catalog.CLASS, sequence.oid, id)
    if not_null:
        reading.identities.add(Catalog.CONSTRAINT, not_null.oid, id)
    expression = row.expression and canonical(row.expression)
    return Field(
        id=id,
        entity=reading.identities.entities[row.table],
        name=row.name,
        rank=rank,
        type=reading.identities.data_type(row.type, row.type_text, row.dimensions),
        nullable=not row.not_null or (not_null is not None and not not_null.validated),
        default=None if row.generated else expression,
        identity=_identity(row, sequence) if sequence else None,
        generated=Generated(expression, _GENERATED[row.generated]) if row.generated and expression else None,
        collation=row.collation,
        description=reading.comments.of(Catalog.CLASS, row.table, row.number),
        not_null_name=not_null.chosen_name if not_null and not_null.validated and not not_null.inherited else None,
        inherited=row.inherited,
        storage=row.storage,
        compression=row.compression,
        statistics=row.statistics,
        options=tuple(row.options),
    )


def _identity(row: _Row, sequence: SequenceRow) -> Identity:
    return Identity(
        always=row.identity == "a",
        sequence=None if sequence.name == default_name(row.table_name, row.name, "seq") else sequence.name,
        options=sequence.options(),
    )
