"""Deleting things with what cannot be without them.

As DROP ... CASCADE, with two differences: a foreign key that loses its parent leaves its fields, and a type that is
used is not deleted at all unless told to.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from designer.changes import Alter, Change, Remove
from designer.edits.alteration import altered
from designer.edits.refused import accepted, has_target_key, refuse
from designer.model import (
    PUBLIC,
    REFERENCES,
    TABLES,
    AccessPattern,
    Conventions,
    Design,
    Entity,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    Unique,
    references,
    referrers,
)
from designer.model.expression import column_names
from designer.model.invariants import expressions

# References that are let go of when their target goes; any other takes its holder along.
_LET_GO: frozenset[tuple[type[Object], str]] = frozenset(
    {
        (Entity, "area"),
        (Conventions, "owner_entity"),
        (Conventions, "tenant_root"),
        (Relationship, "set_fields"),
        (AccessPattern, "filters"),
        (AccessPattern, "sorts"),
        (AccessPattern, "joins"),
    }
)
# What a thing consists of: it goes without saying when the thing goes.
_PART_OF = ("entity", "owner", "key", "index", "relationship", "enum", "schema")
_KINDS = {kind: place for place, kind in enumerate(TABLES)}


def dependents(design: Design, *ids: Id) -> tuple[Object, ...]:
    """What else would go with these things, besides what they consist of: for the page that asks to confirm.

    Members of keys, indexes and relationships are left out: their owners stand for them.
    """
    own = set(ids)
    gone = _closure(design, ids)
    for each in sorted(gone.values(), key=lambda each: _KINDS[type(each)]):
        if any(getattr(each, attribute, None) in own for attribute in _PART_OF):
            own.add(each.id)
    members = (KeyMember, IndexMember, RelationshipMember)
    told = (each for each in gone.values() if each.id not in own and not isinstance(each, members))
    return tuple(sorted(told, key=lambda each: (_KINDS[type(each)], getattr(each, "name", ""), each.id)))


def delete(design: Design, *ids: Id) -> tuple[Change, ...]:
    """Deletes things of any kind with their dependents, as one list: children before parents. Raises Refused."""
    for id in ids:
        if id == PUBLIC.id:
            raise refuse("", "The schema public is always there: delete what is in it instead.", object=id)
        if id == design.conventions.id or design.find(id) is None:
            raise refuse("", "It is no longer there: reload the page.", object=id)
    gone = _closure(design, ids)
    order = {id: number for number, id in enumerate(gone)}
    removed = sorted(gone.values(), key=lambda each: (_KINDS[type(each)], order[each.id]), reverse=True)
    return accepted(design, (*_let_go(design, gone), *map(Remove, removed)))


def _closure(design: Design, ids: Iterable[Id]) -> dict[Id, Object]:
    """The things and all that goes with them, each after what it depends on."""
    found = [each for id in ids if (each := design.find(id)) is not None]
    gone: dict[Id, Object] = {each.id: each for each in found}
    wave = found
    while wave:
        taken = {each.id: each for each in _taken_along(design, wave, gone) if each.id not in gone}
        gone |= taken
        wave = list(taken.values())
    return gone


def _taken_along(design: Design, wave: list[Object], gone: dict[Id, Object]) -> Iterator[Object]:
    ids = frozenset(each.id for each in wave)
    for each in referrers(design, ids):
        if any(target in ids and (type(each), attribute) not in _LET_GO for attribute, target in references(each)):
            yield each
    for each in wave:
        match each:
            case KeyMember(key=key):
                yield design.primary_keys.get(key) or design.uniques[key]
            case IndexMember(index=index):
                yield design.indexes.get(index) or design.exclusions[index]
            case RelationshipMember(relationship=relationship):
                yield design.relationships[relationship]
            case PrimaryKey(entity=entity) | Unique(entity=entity) | Index(entity=entity):
                yield from _without_target(design, entity, gone)
            case Field():
                yield from _naming(design, each)
            case _:
                pass


def _naming(design: Design, field: Field) -> Iterator[Object]:
    """What names a field in its expression."""
    for each, _, expression, entity in expressions(design):
        if entity == field.entity and field.name in column_names(expression):
            yield each


def _without_target(design: Design, entity: Id, gone: dict[Id, Object]) -> Iterator[Relationship]:
    """Relationships to an entity that point at no key of it any more."""
    keys = {each.id for each in (*design.uniques_of(entity), *design.indexes_of(entity)) if each.id not in gone}
    if (primary := design.primary_key_of(entity)) is not None and primary.id not in gone:
        keys.add(primary.id)
    left = {frozenset(_fields_of_key(design, key)) for key in keys}
    for relationship in design.relationships_to(entity):
        if has_target_key(design, relationship) and frozenset(design.target_fields(relationship.id)) not in left:
            yield relationship


def _fields_of_key(design: Design, key: Id) -> Iterator[Id | None]:
    index = design.indexes.get(key)
    if index is None:
        yield from design.key_fields(key)
    elif index.unique and index.where is None:
        yield from (member.field for member in design.members_of_index(key) if not member.included)


def _let_go(design: Design, gone: dict[Id, Object]) -> Iterator[Alter]:
    """What stays forgets what goes."""
    for each in referrers(design, frozenset(gone)):
        if each.id in gone:
            continue
        for attribute in REFERENCES[type(each)]:
            if (type(each), attribute) in _LET_GO:
                value: Any = getattr(each, attribute)
                left = tuple(id for id in value if id not in gone) if isinstance(value, tuple) else None
                if isinstance(value, tuple) or value in gone:
                    yield from altered(each, **{attribute: left})
