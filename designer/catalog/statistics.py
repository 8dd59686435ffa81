"""Extended statistics."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _Row(NamedTuple):
    oid: int
    relation: int
    schema: int
    schema_name: str
    name: str
    quoted: str
    definition: str
    target: int | None


_STATISTICS = """
SELECT s.oid::int8, s.stxrelid::int8, s.stxnamespace::int8, n.nspname, s.stxname,
       format('%%I.%%I', n.nspname, s.stxname), pg_get_statisticsobjdef(s.oid),
       CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE s.stxnamespace = ANY(%(schemas)s::oid[])
"""


def read_statistics(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_Row, _STATISTICS):
        if (owner := reading.identities.find(Catalog.CLASS, row.relation)) is None:
            continue
        create = [canonical(row.definition)]
        if row.target is not None:
            create.append(f"ALTER STATISTICS {row.quoted} SET STATISTICS {row.target}")
        id = derived_id("sql_object", SqlKind.STATISTICS, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.STATISTIC_EXT, row.oid, id),
            kind=SqlKind.STATISTICS,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            owner=owner,
            create=tuple(create),
            drop=(f"DROP STATISTICS {row.quoted}",),
            description=reading.comments.of(Catalog.STATISTIC_EXT, row.oid),
        )
