"""Publications."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _Row(NamedTuple):
    oid: int
    name: str
    quoted: str
    all_tables: bool
    published: str
    via_root: bool
    tables: list[str]
    schemas: list[str]


_PUBLICATIONS = """
SELECT p.oid::int8, p.pubname, quote_ident(p.pubname), p.puballtables,
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
       p.pubviaroot,
       coalesce((
         SELECT array_agg(r.prrelid::regclass::text || coalesce(' (' || (
             SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = r.prrelid AND a.attnum = ANY(r.prattrs)) || ')', '')
           || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '') ORDER BY r.prrelid::regclass::text)
         FROM pg_publication_rel r WHERE r.prpubid = p.oid), '{}'),
       coalesce((
         SELECT array_agg(quote_ident(n.nspname) ORDER BY n.nspname)
         FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid), '{}')
FROM pg_publication p
"""


def read_publications(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_Row, _PUBLICATIONS):
        root = ", publish_via_partition_root = true" if row.via_root else ""
        everything = " FOR ALL TABLES" if row.all_tables else ""
        add = f"ALTER PUBLICATION {row.quoted} ADD"
        id = derived_id("sql_object", SqlKind.PUBLICATION, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.PUBLICATION, row.oid, id),
            kind=SqlKind.PUBLICATION,
            name=row.name,
            create=(
                f"CREATE PUBLICATION {row.quoted}{everything} WITH (publish = '{row.published}'{root})",
                *(f"{add} TABLE ONLY {canonical(table)}" for table in row.tables),
                *(f"{add} TABLES IN SCHEMA {schema}" for schema in row.schemas),
            ),
            drop=(f"DROP PUBLICATION {row.quoted}",),
            description=reading.comments.of(Catalog.PUBLICATION, row.oid),
        )
