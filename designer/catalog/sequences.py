"""Sequences: those of identity fields go into the field, the others are objects of their own."""

from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Id, Sequence, SequenceOptions, derived_id


class SequenceRow(NamedTuple):
    """table, column: whose sequence it is, 0 for nobody's. dependency: "i" of an identity field, "a" of OWNED BY."""

    oid: int
    schema: int
    schema_name: str
    name: str
    type: str
    start: int
    increment: int
    minimum: int
    maximum: int
    cache: int
    cycle: bool
    unlogged: bool
    table: int
    column: int
    dependency: str | None

    @property
    def is_identity(self) -> bool:
        return self.dependency == "i"

    def options(self) -> SequenceOptions:
        """What differs from PostgreSQL's defaults for the type and direction (CREATE SEQUENCE, "minvalue")."""
        lowest, highest = _LIMITS[self.type]
        if self.increment > 0:
            lowest = 1
        else:
            highest = -1
        first = self.minimum if self.increment > 0 else self.maximum
        return SequenceOptions(
            start=None if self.start == first else self.start,
            increment=self.increment,
            minimum=None if self.minimum == lowest else self.minimum,
            maximum=None if self.maximum == highest else self.maximum,
            cache=self.cache,
            cycle=self.cycle,
        )


_LIMITS = {
    "smallint": (-(2**15), 2**15 - 1),
    "integer": (-(2**31), 2**31 - 1),
    "bigint": (-(2**63), 2**63 - 1),
}

_SEQUENCES = """
SELECT c.oid::int8, c.relnamespace::int8, n.nspname, c.relname, format_type(s.seqtypid, NULL),
       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, c.relpersistence = 'u',
       coalesce(d.refobjid, 0)::int8, coalesce(d.refobjsubid, 0), d.deptype::text
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
  AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
WHERE c.relnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""


def sequence_rows(reading: Reading) -> list[SequenceRow]:
    return reading.snapshot.rows(SequenceRow, _SEQUENCES)


def read_sequences(rows: list[SequenceRow], reading: Reading) -> list[Sequence]:
    """The sequences that belong to no identity field."""
    return [_sequence(row, reading) for row in rows if not row.is_identity]


def _sequence(row: SequenceRow, reading: Reading) -> Sequence:
    return Sequence(
        id=reading.identities.add(Catalog.CLASS, row.oid, derived_id("sequence", row.schema_name, row.name)),
        schema=reading.identities.schema(row.schema),
        name=row.name,
        type=row.type,
        options=row.options(),
        owned_by=_owner(row, reading),
        unlogged=row.unlogged,
        description=reading.comments.of(Catalog.CLASS, row.oid),
    )


def _owner(row: SequenceRow, reading: Reading) -> Id | None:
    return reading.identities.field(row.table, row.column) if reading.identities.entity(row.table) else None
