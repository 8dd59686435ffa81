"""What must exist before what, as PostgreSQL itself keeps it (pg_depend)."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import Id, Object, SqlObject


class _Row(NamedTuple):
    catalog: int
    oid: int
    needed_catalog: int
    needed_oid: int
    needed_column: int


# P and S tie partitions to their parents. "x" is DEPENDS ON EXTENSION.
_DEPENDENCIES = """
SELECT d.classid::int8, d.objid::int8, d.refclassid::int8, d.refobjid::int8, d.refobjsubid
FROM pg_depend d
WHERE d.objid = ANY(%(oids)s::oid[]) AND (d.refobjid >= 16384 OR d.refclassid = 'pg_namespace'::regclass)
  AND d.deptype IN ('n', 'a', 'i', 'x')
"""


def with_dependencies(reading: Reading, objects: Collection[Object]) -> Iterator[Object]:
    """The same objects; the SQL objects among them know the ids they depend on.

    A dependency on a column is one on its table too. Left out is what the object says anyway: its schema, its owner.
    A view in a circle (it reads itself, or a function over its rows) is made twice: first reading nothing.
    """
    sql_objects = {each.id for each in objects if isinstance(each, SqlObject)}
    needs = _needs(reading, sql_objects) if sql_objects else {}
    for each in objects:
        if isinstance(each, SqlObject) and each.id in needs:
            implied = {each.id, each.schema, each.owner}
            depends_on = tuple(sorted((needs[each.id] | {*each.depends_on}) - implied))
            yield replace(each, depends_on=depends_on, create=_create(reading, each, needs))
        else:
            yield each


def _needs(reading: Reading, sql_objects: set[Id]) -> dict[Id, set[Id]]:
    """What each SQL object needs; a view that reads itself is among its own needs."""
    needs: dict[Id, set[Id]] = {}
    identities = reading.identities
    for row in reading.snapshot.rows(_Row, _DEPENDENCIES, oids=identities.oids(sql_objects)):
        source = identities.find(row.catalog, row.oid)
        if source is None or source not in sql_objects:
            continue
        for column in {0, row.needed_column}:
            target = identities.find(row.needed_catalog, row.needed_oid, column)
            # The parts of one object need each other; only a query that reads its own view needs a column of it.
            if target and (target != source or (row.catalog == Catalog.REWRITE and row.needed_column)):
                needs.setdefault(source, set()).add(target)
    return needs


def _create(reading: Reading, found: SqlObject, needs: dict[Id, set[Id]]) -> tuple[str, ...]:
    placeholder = reading.placeholders.get(found.id)
    if placeholder is None or not _needs_itself(found.id, needs):
        return found.create
    first, *rest = found.create
    return (placeholder, first.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1), *rest)


def _needs_itself(id: Id, needs: dict[Id, set[Id]]) -> bool:
    seen: set[Id] = set()
    waiting = [*needs[id]]
    while waiting:
        each = waiting.pop()
        if each == id:
            return True
        if each not in seen:
            seen.add(each)
            waiting += needs.get(each, ())
    return False
