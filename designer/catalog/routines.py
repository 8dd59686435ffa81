"""Functions and procedures."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.queries import canonical_query
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _Row(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    name: str
    identity: str
    is_procedure: bool
    definition: str


# The constructors of a range type (deptype "i") come with the type.
_ROUTINES = """
SELECT p.oid::int8, p.pronamespace::int8, n.nspname, format('%%I(%%s)', p.proname, oidvectortypes(p.proargtypes)),
       format('%%I.%%I(%%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.prokind = 'p',
       pg_get_functiondef(p.oid)
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind <> 'a' AND p.pronamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
"""


def read_routines(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_Row, _ROUTINES):
        kind = SqlKind.PROCEDURE if row.is_procedure else SqlKind.FUNCTION
        id = derived_id("sql_object", kind, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.PROC, row.oid, id),
            kind=kind,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(canonical_query(row.definition.rstrip()),),
            drop=(f"DROP {kind} {row.identity}",),
            description=reading.comments.of(Catalog.PROC, row.oid),
        )
