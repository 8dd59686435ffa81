"""What things are called in sentences."""

from typing import assert_never

from designer.model import (
    AccessPattern,
    Area,
    Check,
    Conventions,
    Design,
    Domain,
    Entity,
    EnumType,
    EnumValue,
    Exclusion,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Note,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    Schema,
    Sequence,
    SqlObject,
    Unique,
)

_LONGEST = 40  # characters of a note or a name in a sentence


def label(design: Design, each: Object) -> str:
    """Kind and name: "field order.status", "check price_positive of product". The design knows its parents."""
    match each:
        case Schema(name=name):
            return f"schema {shortened(name)}"
        case Entity() | EnumType() | Domain() | Sequence():
            return f"{_KINDS[type(each)]} {shortened(design.qualified_name(each))}"
        case Field(entity=entity, name=name):
            return f"field {_entity(design, entity)}.{shortened(name)}"
        case EnumValue(enum=enum, value=value):
            found = design.enum_types.get(enum)
            return f"value {shortened(value)}" + (f" of {shortened(found.name)}" if found else "")
        case PrimaryKey(entity=entity):
            return f"primary key of {_entity(design, entity)}"
        case Unique() | Exclusion() | Index():
            return f"{_KINDS[type(each)]} {shortened(each.name)} of {_entity(design, each.entity)}"
        case Check(owner=owner, name=name):
            return f"check {shortened(name)} of {_owner(design, owner)}"
        case Relationship(entity=entity, target=target):
            return f"relationship from {_entity(design, entity)} to {_entity(design, target)}"
        case KeyMember(key=owner) | IndexMember(index=owner) | RelationshipMember(relationship=owner):
            found_owner = design.find(owner)
            return label(design, found_owner) if found_owner else "a member"
        case AccessPattern(entity=entity, name=name):
            return f"access pattern {shortened(name)} of {_entity(design, entity)}"
        case Area(name=name):
            return f"area {shortened(name)}"
        case Note(text=text):
            return f"note {shortened(text)!r}" if text else "note"
        case SqlObject(kind=kind, name=name, owner=owner):
            return f"{kind.lower()} {shortened(name)}" + (f" of {_owner(design, owner)}" if owner else "")
        case Conventions():
            return "conventions"
        case _:
            assert_never(each)


_KINDS = {
    Entity: "entity",
    EnumType: "enum",
    Domain: "domain",
    Sequence: "sequence",
    Unique: "unique key",
    Exclusion: "exclusion",
    Index: "index",
}


def _entity(design: Design, id: Id) -> str:
    found = design.entities.get(id)
    return shortened(design.qualified_name(found)) if found else "a deleted entity"


def _owner(design: Design, id: Id) -> str:
    found = design.entities.get(id) or design.domains.get(id) or design.sql_objects.get(id)
    match found:
        case None:
            return "something deleted"
        case SqlObject(name=name):
            return shortened(name)
        case _:
            return shortened(design.qualified_name(found))


def shortened(text: str) -> str:
    """One line of at most 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
