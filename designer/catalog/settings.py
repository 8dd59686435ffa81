"""What is set on a table and no other object of a design says: a statement to make it so, one to take it back."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.attached import ENABLED
from designer.catalog.identities import Catalog
from designer.catalog.index_rows import IndexRow, MemberRow
from designer.catalog.not_nulls import read_not_nulls
from designer.catalog.reading import Reading
from designer.model import Id, SqlKind, SqlObject, derived_id, quote


class _TableRow(NamedTuple):
    oid: int
    schema_name: str
    name: str
    quoted: str
    of_type: str | None
    of_type_oid: int
    method: str | None


_TABLES = """
SELECT c.oid::int8, n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname),
       format_type(nullif(c.reloftype, 0), NULL), c.reloftype::int8,
       CASE WHEN am.amname <> 'heap' THEN quote_ident(am.amname) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(schemas)s::oid[])
"""


class _TriggerRow(NamedTuple):
    relation: int
    name: str
    enabled: str
    parent: int


# Copies of a partitioned table's trigger that somebody has switched on or off on the partition alone.
_TRIGGERS = """
SELECT t.tgrelid::int8, t.tgname, t.tgenabled::text, t.tgparentid::int8
FROM pg_trigger t
JOIN pg_trigger parent ON parent.oid = t.tgparentid
JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgenabled <> parent.tgenabled AND NOT parent.tgisinternal AND c.relnamespace = ANY(%(schemas)s::oid[])
"""


def read_settings(
    reading: Reading, indexes: list[IndexRow], members: dict[int, list[MemberRow]]
) -> Iterator[SqlObject]:
    tables = {
        row.oid: row for row in reading.snapshot.rows(_TableRow, _TABLES) if row.oid in reading.identities.entities
    }
    for table in tables.values():
        yield from _table_settings(reading, table)
    for index in indexes:
        yield from _index_settings(reading, tables[index.table], index, members.get(index.oid, []))
    yield from _trigger_settings(reading, tables)
    yield from _not_null_settings(reading, tables)


def _setting(
    reading: Reading, table: _TableRow, name: str, *, create: str, drop: str, needs: Id | None = None
) -> SqlObject:
    return SqlObject(
        id=derived_id("sql_object", SqlKind.TABLE_SETTING, table.schema_name, table.name, name),
        kind=SqlKind.TABLE_SETTING,
        name=name,
        owner=reading.identities.entities[table.oid],
        create=(create,),
        drop=(drop,),
        depends_on=(needs,) if needs else (),
    )


def _table_settings(reading: Reading, table: _TableRow) -> Iterator[SqlObject]:
    alter = f"ALTER TABLE {table.quoted}"
    if table.of_type:
        needs = reading.identities.find(Catalog.TYPE, table.of_type_oid)
        create, drop = f"{alter} OF {table.of_type}", f"{alter} NOT OF"
        yield _setting(reading, table, "of type", create=create, drop=drop, needs=needs)
    if table.method:
        create, drop = f"{alter} SET ACCESS METHOD {table.method}", f"{alter} SET ACCESS METHOD heap"
        yield _setting(reading, table, "access method", create=create, drop=drop)


def _index_settings(
    reading: Reading, table: _TableRow, index: IndexRow, members: list[MemberRow]
) -> Iterator[SqlObject]:
    id = reading.identities.find(Catalog.CLASS, index.oid)
    if index.constraint and index.clustered:
        alter = f"ALTER TABLE {table.quoted}"
        create, drop = f"{alter} CLUSTER ON {quote(index.name)}", f"{alter} SET WITHOUT CLUSTER"
        yield _setting(reading, table, "cluster", create=create, drop=drop, needs=id)
    if index.constraint and index.replica_identity:
        alter = f"ALTER TABLE ONLY {table.quoted} REPLICA IDENTITY"
        create, drop = f"{alter} USING INDEX {quote(index.name)}", f"{alter} DEFAULT"
        yield _setting(reading, table, "replica identity", create=create, drop=drop, needs=id)
    for member in members:
        if member.statistics is not None:
            alter = f"ALTER INDEX {quote(index.schema_name)}.{quote(index.name)} ALTER COLUMN {member.position}"
            yield _setting(
                reading,
                table,
                f"statistics of {index.name} {member.position}",
                create=f"{alter} SET STATISTICS {member.statistics}",
                drop=f"{alter} SET STATISTICS -1",
                needs=id,
            )


def _trigger_settings(reading: Reading, tables: dict[int, _TableRow]) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_TriggerRow, _TRIGGERS):
        if table := tables.get(row.relation):
            alter = f"ALTER TABLE {table.quoted}"
            yield _setting(
                reading,
                table,
                f"trigger {row.name}",
                create=f"{alter} {ENABLED[row.enabled]} TRIGGER {quote(row.name)}",
                drop=f"{alter} ENABLE TRIGGER {quote(row.name)}",
                needs=reading.identities.find(Catalog.TRIGGER, row.parent),
            )


def _not_null_settings(reading: Reading, tables: dict[int, _TableRow]) -> Iterator[SqlObject]:
    """PostgreSQL 18's NOT NULLs that are not simply a field that is not nullable."""
    for row in read_not_nulls(reading.snapshot).values():
        if (table := tables.get(row.table)) is None or row.inherited:
            continue
        name, alter = f"not null {row.name}", f"ALTER TABLE {table.quoted}"
        if not row.validated:
            create = f"{alter} ADD CONSTRAINT {quote(row.name)} NOT NULL {quote(row.column_name)}"
            create += " NO INHERIT NOT VALID" if row.no_inherit else " NOT VALID"
            drop = f"{alter} DROP CONSTRAINT {quote(row.name)}"
            yield _setting(reading, table, name, create=create, drop=drop)
        elif row.no_inherit:
            set_inherit = f"{alter} ALTER CONSTRAINT {quote(row.name)}"
            create, drop = f"{set_inherit} NO INHERIT", f"{set_inherit} INHERIT"
            yield _setting(reading, table, name, create=create, drop=drop)
