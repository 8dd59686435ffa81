"""Schemas that belong to users: not PostgreSQL's own, not an extension's."""

from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import PUBLIC, Schema, derived_id


class _Row(NamedTuple):
    oid: int
    name: str


_SCHEMAS = """
SELECT n.oid::int8, n.nspname
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
"""


def read_schemas(reading: Reading) -> list[Schema]:
    """Every schema; from here on the snapshot's queries are about these."""
    rows = reading.snapshot.rows(_Row, _SCHEMAS)
    reading.snapshot.schemas = [row.oid for row in rows]
    return [
        Schema(
            id=reading.identities.add_schema(
                row.oid, PUBLIC.id if row.name == PUBLIC.name else derived_id("schema", row.name)
            ),
            name=row.name,
            description=reading.comments.of(Catalog.NAMESPACE, row.oid),
        )
        for row in rows
    ]
