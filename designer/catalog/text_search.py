"""Text search dictionaries and configurations."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _DictionaryRow(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    template: str
    options: str | None


_DICTIONARIES = """
SELECT d.oid::int8, d.dictnamespace::int8, n.nspname, d.dictname, format('%%I.%%I', n.nspname, d.dictname),
       format('%%I.%%I', tn.nspname, t.tmplname), d.dictinitoption
FROM pg_ts_dict d
JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE d.dictnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_dict'::regclass AND e.objid = d.oid AND e.deptype = 'e')
"""


def read_dictionaries(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_DictionaryRow, _DICTIONARIES):
        kind = SqlKind.TEXT_SEARCH_DICTIONARY
        options = f", {row.options}" if row.options else ""
        id = derived_id("sql_object", kind, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.TS_DICT, row.oid, id),
            kind=kind,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE {kind} {row.quoted} (TEMPLATE = {row.template}{options})",),
            drop=(f"DROP {kind} {row.quoted}",),
            description=reading.comments.of(Catalog.TS_DICT, row.oid),
        )


class _ConfigurationRow(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    parser: str
    mappings: list[str]


_CONFIGURATIONS = """
WITH mapping AS (
  SELECT m.mapcfg, quote_ident(token.alias) || ' WITH ' ||
           string_agg(format('%%I.%%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS clause
  FROM pg_ts_config_map m
  JOIN pg_ts_config c ON c.oid = m.mapcfg
  JOIN LATERAL ts_token_type(c.cfgparser) token ON token.tokid = m.maptokentype
  JOIN pg_ts_dict d ON d.oid = m.mapdict
  JOIN pg_namespace dn ON dn.oid = d.dictnamespace
  WHERE c.cfgnamespace = ANY(%(schemas)s::oid[])
  GROUP BY m.mapcfg, token.alias
)
SELECT c.oid::int8, c.cfgnamespace::int8, n.nspname, c.cfgname, format('%%I.%%I', n.nspname, c.cfgname),
       format('%%I.%%I', pn.nspname, p.prsname),
       coalesce((SELECT array_agg(clause ORDER BY clause) FROM mapping WHERE mapcfg = c.oid), '{}')
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_namespace pn ON pn.oid = p.prsnamespace
WHERE c.cfgnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_ts_config'::regclass AND e.objid = c.oid AND e.deptype = 'e')
"""


def read_configurations(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_ConfigurationRow, _CONFIGURATIONS):
        kind = SqlKind.TEXT_SEARCH_CONFIGURATION
        id = derived_id("sql_object", kind, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.TS_CONFIG, row.oid, id),
            kind=kind,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(
                f"CREATE {kind} {row.quoted} (PARSER = {row.parser})",
                *(f"ALTER {kind} {row.quoted} ADD MAPPING FOR {mapping}" for mapping in row.mappings),
            ),
            drop=(f"DROP {kind} {row.quoted}",),
            description=reading.comments.of(Catalog.TS_CONFIG, row.oid),
        )
