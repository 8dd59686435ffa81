"""Foreign data wrappers, servers and foreign tables. User mappings hold passwords: they are not read."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.options import foreign_option_list
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id, literal


class _WrapperRow(NamedTuple):
    oid: int
    name: str
    quoted: str
    handler: str | None
    validator: str | None
    options: list[str]


_WRAPPERS = """
SELECT w.oid::int8, w.fdwname, quote_ident(w.fdwname), nullif(w.fdwhandler, 0)::regproc::text,
       nullif(w.fdwvalidator, 0)::regproc::text, coalesce(w.fdwoptions, '{}')
FROM pg_foreign_data_wrapper w
WHERE NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_foreign_data_wrapper'::regclass AND e.objid = w.oid AND e.deptype = 'e')
"""


def read_wrappers(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_WrapperRow, _WRAPPERS):
        kind = SqlKind.FOREIGN_DATA_WRAPPER
        handler = f" HANDLER {row.handler}" if row.handler else ""
        validator = f" VALIDATOR {row.validator}" if row.validator else ""
        yield SqlObject(
            id=reading.identities.add(Catalog.FOREIGN_DATA_WRAPPER, row.oid, derived_id("sql_object", kind, row.name)),
            kind=kind,
            name=row.name,
            create=(f"CREATE {kind} {row.quoted}{handler}{validator}{_options(row.options)}",),
            drop=(f"DROP {kind} {row.quoted}",),
            description=reading.comments.of(Catalog.FOREIGN_DATA_WRAPPER, row.oid),
        )


class _ServerRow(NamedTuple):
    oid: int
    name: str
    quoted: str
    wrapper: str
    type: str | None
    version: str | None
    options: list[str]


_SERVERS = """
SELECT s.oid::int8, s.srvname, quote_ident(s.srvname), quote_ident(w.fdwname), s.srvtype, s.srvversion,
       coalesce(s.srvoptions, '{}')
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE NOT EXISTS (
    SELECT FROM pg_depend e
    WHERE e.classid = 'pg_foreign_server'::regclass AND e.objid = s.oid AND e.deptype = 'e')
"""


def read_servers(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_ServerRow, _SERVERS):
        details = f" TYPE {literal(row.type)}" if row.type else ""
        details += f" VERSION {literal(row.version)}" if row.version else ""
        yield SqlObject(
            id=reading.identities.add(
                Catalog.FOREIGN_SERVER, row.oid, derived_id("sql_object", SqlKind.SERVER, row.name)
            ),
            kind=SqlKind.SERVER,
            name=row.name,
            create=(f"CREATE SERVER {row.quoted}{details} FOREIGN DATA WRAPPER {row.wrapper}{_options(row.options)}",),
            drop=(f"DROP SERVER {row.quoted}",),
            description=reading.comments.of(Catalog.FOREIGN_SERVER, row.oid),
        )


class _TableRow(NamedTuple):
    oid: int
    type: int
    type_array: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    server: str
    options: list[str]
    parents: list[str]
    bound: str | None


_TABLES = """
SELECT c.oid::int8, c.reltype::int8, t.typarray::int8, c.relnamespace::int8, n.nspname, c.relname,
       format('%%I.%%I', n.nspname, c.relname), quote_ident(s.srvname), coalesce(f.ftoptions, '{}'),
       coalesce((SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
                 FROM pg_inherits i WHERE i.inhrelid = c.oid), '{}'),
       pg_get_expr(c.relpartbound, c.oid)
FROM pg_foreign_table f
JOIN pg_class c ON c.oid = f.ftrelid
JOIN pg_type t ON t.oid = c.reltype
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_foreign_server s ON s.oid = f.ftserver
WHERE c.relnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""


class _ColumnRow(NamedTuple):
    table: int
    number: int
    quoted: str
    type: str
    collation: str | None
    options: list[str]
    local: bool
    not_null: bool
    generated: bool
    default: int
    expression: str | None


_COLUMNS = """
SELECT c.oid::int8, a.attnum, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN format('%%I.%%I', cn.nspname, co.collname) END,
       coalesce(a.attfdwoptions, '{}'), c.relispartition OR a.attislocal, a.attnotnull, a.attgenerated <> '',
       coalesce(d.oid, 0)::int8, pg_get_expr(d.adbin, d.adrelid)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE c.relkind = 'f' AND c.relnamespace = ANY(%(schemas)s::oid[])
ORDER BY c.oid, a.attnum
"""


class _CheckRow(NamedTuple):
    table: int
    definition: str


_CHECKS = """
SELECT c.oid::int8, format('CONSTRAINT %%I %%s', k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relkind = 'f' AND k.contype = 'c' AND k.conislocal AND c.relnamespace = ANY(%(schemas)s::oid[])
ORDER BY c.oid, k.conname
"""


def read_foreign_tables(reading: Reading) -> Iterator[SqlObject]:
    tables = reading.snapshot.rows(_TableRow, _TABLES)
    if not tables:
        return
    columns = {
        key: list(group) for key, group in groupby(reading.snapshot.rows(_ColumnRow, _COLUMNS), lambda r: r.table)
    }
    checks = {key: list(group) for key, group in groupby(reading.snapshot.rows(_CheckRow, _CHECKS), lambda r: r.table)}
    for row in tables:
        own = columns.get(row.oid, [])
        id = derived_id("sql_object", SqlKind.FOREIGN_TABLE, row.schema_name, row.name)
        for catalog, oid in (
            (Catalog.CLASS, row.oid),
            (Catalog.TYPE, row.type),
            (Catalog.TYPE, row.type_array),
            *((Catalog.ATTRDEF, column.default) for column in own if column.default),
        ):
            reading.identities.add(catalog, oid, id)
        yield SqlObject(
            id=id,
            kind=SqlKind.FOREIGN_TABLE,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=tuple(_statements(reading, row, own, checks.get(row.oid, []))),
            drop=(f"DROP FOREIGN TABLE {row.quoted}",),
            description=reading.comments.of(Catalog.CLASS, row.oid),
        )


def _statements(reading: Reading, row: _TableRow, columns: list[_ColumnRow], checks: list[_CheckRow]) -> Iterator[str]:
    lines = [_column(column) for column in columns if column.local]
    lines += [canonical(check.definition) for check in checks]
    inherits = f" INHERITS ({', '.join(row.parents)})" if row.parents and not row.bound else ""
    yield (
        f"CREATE FOREIGN TABLE {row.quoted} (\n    "
        + ",\n    ".join(lines)
        + f"\n){inherits} SERVER {row.server}{_options(row.options)}"
    )
    for column in columns:
        if text := reading.comments.of(Catalog.CLASS, row.oid, column.number):
            yield f"COMMENT ON COLUMN {row.quoted}.{column.quoted} IS {literal(text)}"
    if row.bound:
        yield f"ALTER TABLE ONLY {row.parents[0]} ATTACH PARTITION {row.quoted} {row.bound}"


def _column(column: _ColumnRow) -> str:
    expression = canonical(column.expression) if column.expression else ""
    return "".join(
        (
            f"{column.quoted} {column.type}",
            _options(column.options),
            f" COLLATE {column.collation}" if column.collation else "",
            f" GENERATED ALWAYS AS ({expression}) STORED" if column.generated else "",
            f" DEFAULT {expression}" if expression and not column.generated else "",
            " NOT NULL" if column.not_null else "",
        )
    )


def _options(options: list[str]) -> str:
    return f" OPTIONS ({foreign_option_list(options)})" if options else ""
