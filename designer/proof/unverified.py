"""The part of a design that a server here can make."""

from msgspec.structs import replace

from designer.model import Design, Id, TypeRef


def without_unverified(design: Design) -> tuple[Design, tuple[str, ...]]:
    """The design without the SQL objects that are carried unverified, and without the SQL objects that need those; and
    the names of what was left out. A type that fields have stays: without it there is no design."""
    typed = {each.type.id for each in design.fields.values() if isinstance(each.type, TypeRef)}
    left_out = {each.id for each in design.sql_objects.values() if not each.verified} - typed
    while more := _needing(design, left_out) - left_out - typed:
        left_out |= more
    kept = {id: each for id, each in design.sql_objects.items() if id not in left_out}
    names = sorted(f"{design.sql_objects[id].kind.lower()} {design.sql_objects[id].name}" for id in left_out)
    return replace(design, sql_objects=kept), tuple(names)


def _needing(design: Design, ids: set[Id]) -> set[Id]:
    return {each.id for each in design.sql_objects.values() if ids & {*each.depends_on, each.owner}}
