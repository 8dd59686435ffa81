"""The part of a design that a server here can make."""

from msgspec.structs import replace

from designer.model import Design, Id, SqlKind, SqlObject, TypeRef


def without_unverified(design: Design) -> tuple[Design, tuple[str, ...]]:
    """The design without the SQL objects that are carried unverified, and without the SQL objects that need those; and
    the names of what was left out. A type that fields have stays: without it there is no design. A collation is
    replaced by one of the same name that sorts by code point, as the import did: fields may have it."""
    typed = {each.type.id for each in design.fields.values() if isinstance(each.type, TypeRef)}
    left_out = {each.id for each in design.sql_objects.values() if not each.verified} - typed
    while more := _needing(design, left_out) - left_out - typed:
        left_out |= more
    kept = {id: each for id, each in design.sql_objects.items() if id not in left_out}
    kept |= {id: _stand_in(each) for id in left_out if (each := design.sql_objects[id]).kind is SqlKind.COLLATION}
    names = sorted(f"{design.sql_objects[id].kind.lower()} {design.sql_objects[id].name}" for id in left_out)
    return replace(design, sql_objects=kept), tuple(names)


def _stand_in(collation: SqlObject) -> SqlObject:
    """The text as the catalog reader writes it. Its name is in the drop as PostgreSQL spells it."""
    (drop,) = collation.drop
    name = drop.removeprefix("DROP COLLATION ")
    create = f"CREATE COLLATION {name} (provider = builtin, locale = 'C.UTF-8')"
    return replace(collation, create=(create,), verified=True)


def _needing(design: Design, ids: set[Id]) -> set[Id]:
    return {each.id for each in design.sql_objects.values() if ids & {*each.depends_on, each.owner}}
