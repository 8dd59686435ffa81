"""Views and materialised views."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.options import option_list
from designer.catalog.queries import canonical_query
from designer.catalog.reading import Reading
from designer.model import Id, SqlKind, SqlObject, derived_id, literal


class _ViewRow(NamedTuple):
    oid: int
    type: int
    type_array: int
    rule: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    materialized: bool
    options: list[str]
    definition: str


_VIEWS = """
SELECT c.oid::int8, c.reltype::int8, row_type.typarray::int8, r.oid::int8, c.relnamespace::int8, n.nspname, c.relname,
       format('%%I.%%I', n.nspname, c.relname), c.relkind = 'm', coalesce(c.reloptions, '{}'), pg_get_viewdef(c.oid)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type row_type ON row_type.oid = c.reltype
JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
WHERE c.relkind IN ('v', 'm') AND c.relnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""


class _ColumnRow(NamedTuple):
    view: int
    number: int
    quoted: str
    typed_null: str
    default: int
    expression: str | None
    statistics: int | None
    storage: str | None


_COLUMNS = """
SELECT c.oid::int8, a.attnum, quote_ident(a.attname),
       format('NULL::%%s', format_type(a.atttypid, a.atttypmod)) || CASE
         WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %%I.%%I', cn.nspname, co.collname) ELSE '' END,
       coalesce(d.oid, 0)::int8, pg_get_expr(d.adbin, d.adrelid),
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
       CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage THEN
         CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE c.relkind IN ('v', 'm') AND c.relnamespace = ANY(%(schemas)s::oid[])
ORDER BY c.oid, a.attnum
"""


class _IndexRow(NamedTuple):
    view: int
    oid: int
    quoted: str
    quoted_name: str
    definition: str
    clustered: bool


_INDEXES = """
SELECT i.indrelid::int8, i.indexrelid::int8, format('%%I.%%I', n.nspname, ic.relname), quote_ident(ic.relname),
       pg_get_indexdef(i.indexrelid), i.indisclustered
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = ic.relnamespace
JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relkind = 'm' AND c.relnamespace = ANY(%(schemas)s::oid[]) AND i.indisvalid
ORDER BY i.indrelid, ic.relname
"""


def read_views(reading: Reading) -> Iterator[SqlObject]:
    """Each view with what hangs on it and has no life of its own: column defaults and comments, indexes."""
    views = reading.snapshot.rows(_ViewRow, _VIEWS)
    if not views:
        return
    columns = {
        key: list(group) for key, group in groupby(reading.snapshot.rows(_ColumnRow, _COLUMNS), lambda r: r.view)
    }
    indexes = {key: list(group) for key, group in groupby(reading.snapshot.rows(_IndexRow, _INDEXES), lambda r: r.view)}
    for view in views:
        own = columns.get(view.oid, [])
        kind = SqlKind.MATERIALIZED_VIEW if view.materialized else SqlKind.VIEW
        id = derived_id("sql_object", kind, view.schema_name, view.name)
        _identify(reading, id, view, own, indexes.get(view.oid, []))
        if not view.materialized:
            reading.placeholders[id] = _placeholder(view, own)
        yield SqlObject(
            id=id,
            kind=kind,
            name=view.name,
            schema=reading.identities.schema(view.schema),
            create=(
                _create(kind, view),
                *_column_statements(reading, kind, view, own),
                *_index_statements(reading, view, indexes.get(view.oid, [])),
            ),
            drop=(f"DROP {kind} {view.quoted}",),
            description=reading.comments.of(Catalog.CLASS, view.oid),
        )


def _identify(reading: Reading, id: Id, view: _ViewRow, columns: list[_ColumnRow], indexes: list[_IndexRow]) -> None:
    for catalog, oid in (
        (Catalog.CLASS, view.oid),
        (Catalog.TYPE, view.type),
        (Catalog.TYPE, view.type_array),
        (Catalog.REWRITE, view.rule),
        *((Catalog.ATTRDEF, column.default) for column in columns if column.default),
        *((Catalog.CLASS, index.oid) for index in indexes),
    ):
        reading.identities.add(catalog, oid, id)


def _create(kind: SqlKind, view: _ViewRow) -> str:
    options = f" WITH ({option_list(view.options)})" if view.options else ""
    query = canonical_query(view.definition.rstrip().removesuffix(";"))
    data = "\n WITH NO DATA" if view.materialized else ""
    return f"CREATE {kind} {view.quoted}{options} AS\n{query}{data}"


def _placeholder(view: _ViewRow, columns: list[_ColumnRow]) -> str:
    return f"CREATE VIEW {view.quoted} AS\n SELECT " + ", ".join(
        f"{each.typed_null} AS {each.quoted}" for each in columns
    )


def _column_statements(reading: Reading, kind: SqlKind, view: _ViewRow, columns: list[_ColumnRow]) -> Iterator[str]:
    for column in columns:
        alter = f"ALTER {kind} {view.quoted} ALTER COLUMN {column.quoted} SET"
        if column.expression:
            yield f"{alter} DEFAULT {canonical(column.expression)}"
        if column.statistics is not None:
            yield f"{alter} STATISTICS {column.statistics}"
        if column.storage:
            yield f"{alter} STORAGE {column.storage}"
        if text := reading.comments.of(Catalog.CLASS, view.oid, column.number):
            yield f"COMMENT ON COLUMN {view.quoted}.{column.quoted} IS {literal(text)}"


def _index_statements(reading: Reading, view: _ViewRow, indexes: list[_IndexRow]) -> Iterator[str]:
    for index in indexes:
        yield canonical(index.definition)
        if index.clustered:
            yield f"ALTER MATERIALIZED VIEW {view.quoted} CLUSTER ON {index.quoted_name}"
        if text := reading.comments.of(Catalog.CLASS, index.oid):
            yield f"COMMENT ON INDEX {index.quoted} IS {literal(text)}"
