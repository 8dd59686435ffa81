"""What the names in SQL may mean in a design."""

from collections.abc import Iterator
from functools import lru_cache

import postgast
from msgspec import Struct

from designer.edits.tokens import chain, tokens
from designer.model import Design, Id, SqlKind, SqlObject

_RELATIONS = frozenset({SqlKind.VIEW, SqlKind.MATERIALIZED_VIEW, SqlKind.FOREIGN_TABLE})
_TYPES = frozenset({SqlKind.COMPOSITE, SqlKind.RANGE, SqlKind.BASE_TYPE})
_ROUTINES = frozenset({SqlKind.FUNCTION, SqlKind.PROCEDURE, SqlKind.AGGREGATE})


class NameIndex(Struct, frozen=True, kw_only=True):
    """Names by (schema's name, name) -> id. An unqualified name means public's, as in the default search path.

    relations: tables, views, sequences. routines: functions, procedures and aggregates whose name is not overloaded
    (which of several a call means only PostgreSQL can tell).
    """

    schemas: dict[str, Id]
    relations: dict[tuple[str, str], Id]
    types: dict[tuple[str, str], Id]
    routines: dict[tuple[str, str], Id]

    def find(self, table: dict[tuple[str, str], Id], names: tuple[str, ...]) -> Id | None:
        match names:
            case (name,):
                return table.get(("public", name))
            case (schema, name):
                return table.get((schema, name))
            case _:
                return None


@lru_cache(maxsize=8)
def _index(key: "_ByIdentity") -> NameIndex:
    design = key.design
    names = {schema.id: schema.name for schema in design.schemas.values()}
    relations = {(names[each.schema], each.name): each.id for each in design.entities.values()}
    relations |= {(names[each.schema], each.name): each.id for each in design.sequences.values()}
    types = dict(relations)
    types |= {(names[each.schema], each.name): each.id for each in design.enum_types.values()}
    types |= {(names[each.schema], each.name): each.id for each in design.domains.values()}
    routines: dict[tuple[str, str], list[Id]] = {}
    for each, place in _sql_objects(design, names):
        if each.kind in _RELATIONS:
            relations[place] = each.id
        if each.kind in _RELATIONS | _TYPES:
            types[place] = each.id
        if each.kind in _ROUTINES:
            routines.setdefault(place, []).append(each.id)
    return NameIndex(
        schemas={name: id for id, name in names.items()},
        relations=relations,
        types=types,
        routines={place: ids[0] for place, ids in routines.items() if len(ids) == 1},
    )


def _sql_objects(design: Design, names: dict[Id, str]) -> Iterator[tuple[SqlObject, tuple[str, str]]]:
    for each in design.sql_objects.values():
        if each.schema is not None:
            yield each, (names[each.schema], routine_name(each) if each.kind in _ROUTINES else each.name)


def routine_name(routine: SqlObject) -> str:
    """The name of a function without its argument types, unquoted: `"Total"(integer)` -> `Total`."""
    try:
        names = chain(tokens(routine.name), 0)
    except (postgast.PgQueryError, UnicodeError):
        return routine.name
    return names[-1].name or routine.name if names else routine.name


class _ByIdentity:
    """A design as a cache key: designs are frozen and large, so the object itself is the identity."""

    def __init__(self, design: Design) -> None:
        self.design = design

    def __hash__(self) -> int:
        return id(self.design)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.design is other.design


def name_index(design: Design) -> NameIndex:
    """Made once a design."""
    return _index(_ByIdentity(design))
