"""Rows of pg_index: indexes of their own and those behind keys and exclusions."""

from itertools import groupby
from typing import NamedTuple

from designer.catalog.reading import Reading


class IndexRow(NamedTuple):
    """columns: numbers, 0 for an expression; the first `keys` of them are keys, the rest is INCLUDE payload."""

    oid: int
    table: int
    constraint: int
    schema_name: str
    table_name: str
    name: str
    method: str
    unique: bool
    nulls_distinct: bool
    where: str | None
    options: list[str]
    clustered: bool
    replica_identity: bool
    columns: list[int]
    keys: int


# A LEFT JOIN on conindid: it has no index, and a subselect for each row would scan pg_constraint as often.
_INDEXES = """
SELECT i.indexrelid::int8, i.indrelid::int8, coalesce(k.oid, 0)::int8, n.nspname, c.relname, ic.relname, am.amname,
       i.indisunique, NOT i.indnullsnotdistinct, pg_get_expr(i.indpred, i.indrelid), coalesce(ic.reloptions, '{}'),
       i.indisclustered, i.indisreplident, i.indkey::int2[], i.indnkeyatts
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = ic.relam
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(schemas)s::oid[])
  AND (i.indisvalid OR c.relkind = 'p')
"""


def index_rows(reading: Reading) -> list[IndexRow]:
    """Every index of the entities read; one that a failed CREATE INDEX CONCURRENTLY left behind is none."""
    rows = reading.snapshot.rows(IndexRow, _INDEXES)
    return [row for row in rows if reading.identities.entity(row.table)]


class MemberRow(NamedTuple):
    """options: pg_index.indoption, bit 0 is DESC and bit 1 NULLS FIRST. collation: where it is not the column's."""

    owner: int
    position: int
    column: int
    expression: str | None
    options: int
    opclass: str | None
    collation: str | None
    statistics: int | None


_MEMBERS = """
SELECT i.indexrelid::int8, m.position, m.number,
       CASE WHEN m.number = 0 THEN pg_get_indexdef(i.indexrelid, m.position::int, false) END,
       coalesce(i.indoption[m.position - 1], 0),
       CASE WHEN NOT o.opcdefault OR own.attoptions IS NOT NULL THEN
         CASE onsp.nspname WHEN 'pg_catalog' THEN quote_ident(o.opcname)
         ELSE format('%%I.%%I', onsp.nspname, o.opcname) END || coalesce(' (' || (
           SELECT string_agg(format('%%I=%%L', o[1], o[2]), ', ')
           FROM unnest(own.attoptions) option, regexp_match(option, '^([^=]*)=(.*)$') o
         ) || ')', '') END,
       CASE WHEN co.oid IS NOT NULL AND co.oid <> coalesce(a.attcollation, 'pg_catalog."default"'::regcollation)
         THEN format('%%I.%%I', cn.nspname, co.collname) END,
       CASE WHEN own.attstattarget >= 0 THEN own.attstattarget END
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS m(number, position)
JOIN pg_attribute own ON own.attrelid = i.indexrelid AND own.attnum = m.position
LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = m.number AND m.number <> 0
LEFT JOIN pg_opclass o ON o.oid = i.indclass[m.position - 1]
LEFT JOIN pg_namespace onsp ON onsp.oid = o.opcnamespace
LEFT JOIN pg_collation co ON co.oid = i.indcollation[m.position - 1]
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(schemas)s::oid[]) AND k.oid IS NULL
ORDER BY 1, 2
"""


def member_rows(reading: Reading) -> dict[int, list[MemberRow]]:
    """The members of every index that is no key's, by the index."""
    rows = reading.snapshot.rows(MemberRow, _MEMBERS)
    return {index: list(group) for index, group in groupby(rows, lambda row: row.owner)}
