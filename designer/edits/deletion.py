"""Deleting things with what cannot be without them.

As DROP ... CASCADE, with two differences: a foreign key that loses its parent leaves its fields, and a type that is
used is not deleted at all unless told to.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from designer.changes import Alter, Change, Remove
from designer.edits.alteration import altered, lookup
from designer.edits.enums import value_fault
from designer.edits.inheritance import heirs
from designer.edits.labels import label
from designer.edits.refused import accepted, has_target_key, refuse
from designer.edits.sql_texts import SqlText, sql_texts, texts_naming
from designer.model import (
    PUBLIC,
    REFERENCES,
    TABLES,
    AccessPattern,
    Conventions,
    Design,
    Domain,
    Entity,
    EnumType,
    EnumValue,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    Schema,
    Sequence,
    Unique,
    references,
)

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
_PART_OF = ("entity", "owner", "key", "index", "relationship", "enum")
_MEMBERS = (KeyMember, IndexMember, RelationshipMember)
_TOLD = 3  # how many users of a type one sentence names
_KINDS = {kind: place for place, kind in enumerate(TABLES)}


def dependents(design: Design, *ids: Id) -> tuple[Object, ...]:
    """What else would go with these things, for the page that asks to confirm.

    What a thing consists of is left out: the thing stands for it, be it told or one of `ids`.
    """
    gone = _closure(design, ids)
    told = (
        each
        for each in gone.values()
        if each.id not in ids
        and not isinstance(each, _MEMBERS)
        and not any(getattr(each, attribute, None) in gone for attribute in _PART_OF)
    )
    return tuple(sorted(told, key=lambda each: (_KINDS[type(each)], getattr(each, "name", ""), each.id)))


def delete(design: Design, *ids: Id, cascade: bool = False) -> tuple[Change, ...]:
    """Deletes things of any kind with their dependents, as one list: children before parents.

    Raises Refused where it is gone already, where a type, a value of an enum or a sequence is in use, or where a schema
    is not empty; `cascade` deletes these with what uses them, fields included.
    """
    for id in ids:
        _check(design, id, cascade=cascade)
    gone = _closure(design, ids)
    order = {id: number for number, id in enumerate(gone)}
    removed = sorted(gone.values(), key=lambda each: (_KINDS[type(each)], order[each.id]), reverse=True)
    return accepted(design, (*_let_go(design, gone), *map(Remove, removed)))


def delete_relationship(design: Design, relationship: Id, *, with_fields: bool = False) -> tuple[Change, ...]:
    """Deletes a relationship; its foreign-key fields too, with their index, where `with_fields`.

    Raises Refused, on `with_fields`, where another relationship or the primary key needs a field.
    """
    lookup(design.relationships, relationship, "relationship")
    if not with_fields:
        return delete(design, relationship)
    fields = design.foreign_key_fields(relationship)
    for member in design.relationship_members.values():
        if member.relationship != relationship and {member.field, member.target_field} & set(fields):
            other = label(design, design.relationships[member.relationship])
            raise refuse("with_fields", f"The {other} needs the field too: keep the fields.", object=relationship)
    if set(fields) & set(design.primary_key_fields(design.relationships[relationship].entity)):
        message = "The field is part of the primary key: keep it, or choose another primary key first."
        raise refuse("with_fields", message, object=relationship)
    return delete(design, relationship, *fields)


def _check(design: Design, id: Id, *, cascade: bool) -> None:
    found = design.find(id)
    match found:
        case None | Conventions():
            raise refuse("", "It is no longer there: reload the page.", object=id)
        case Schema(id=PUBLIC.id):
            raise refuse("", "The schema public is always there: delete what is in it instead.", object=id)
        case Field(inherited=True):
            raise refuse("", "A parent entity defines this field: delete it there.", object=id)
        case EnumValue() if not cascade and (fault := value_fault(design, found)):
            raise refuse("", fault, object=id)
        case Schema() | EnumType() | Domain() | Sequence() if not cascade:
            if users := dependents(design, id):
                told = [label(design, each) for each in users[:_TOLD]]
                more = f" and {len(users) - _TOLD} more" if len(users) > _TOLD else ""
                message = f"It is in use: {', '.join(told)}{more}. Change or delete that first."
                raise refuse("", message, object=id)
        case _:
            pass


def _closure(design: Design, ids: Iterable[Id]) -> dict[Id, Object]:
    """The things and all that goes with them, each after what it depends on."""
    gone: dict[Id, Object] = {id: each for id in ids if (each := design.find(id)) is not None}
    holders = _holders(design)
    texts = [text for text in sql_texts(design) if text.attribute not in {"default", "drop"}]
    wave = list(gone.values())
    while wave:
        taken = {
            each.id: each
            for each in chain(_taken_along(design, wave, gone, holders), _naming(design, wave, texts))
            if each.id not in gone
        }
        gone |= taken
        wave = list(taken.values())
    return gone


def _holders(design: Design) -> dict[Id, list[Object]]:
    """Thing -> what holds a reference to it and cannot be without."""
    holders: dict[Id, list[Object]] = {}
    for each in design.objects():
        for attribute, target in references(each):
            if (type(each), attribute) not in _LET_GO:
                holders.setdefault(target, []).append(each)
    return holders


def _taken_along(
    design: Design, wave: list[Object], gone: dict[Id, Object], holders: dict[Id, list[Object]]
) -> Iterator[Object]:
    for each in wave:
        yield from holders.get(each.id, ())
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
                yield from heirs(design, each)
            case _:
                pass


def _naming(design: Design, wave: list[Object], texts: list[SqlText]) -> Iterator[Object]:
    """What cannot be without the things that its SQL names. A default is let go of instead."""
    ids = {each.id for each in wave}
    for text in texts_naming(texts, wave):
        if any(mention.id in ids for mention in text.mentions(design)):
            yield text.holder


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
    yield from _defaults(design, gone)
    holders = chain[Object](
        design.entities.values(), design.relationships.values(), design.access_patterns.values(), (design.conventions,)
    )
    for each in holders:
        for attribute in REFERENCES[type(each)]:
            if each.id not in gone and (type(each), attribute) in _LET_GO:
                value: Any = getattr(each, attribute)
                if isinstance(value, tuple):
                    yield from altered(each, **{attribute: tuple(id for id in value if id not in gone)})
                elif value in gone:
                    yield from altered(each, **{attribute: None})


def _defaults(design: Design, gone: dict[Id, Object]) -> Iterator[Alter]:
    defaults = (text for text in sql_texts(design) if text.attribute == "default" and text.holder.id not in gone)
    for text in texts_naming(defaults, gone.values()):
        if any(mention.id in gone for mention in text.mentions(design)):
            yield from altered(text.holder, default=None)
