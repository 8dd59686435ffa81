"""Finds objects of a read design by name: their ids say nothing to a reader of tests."""

from designer.model import (
    Check,
    Design,
    Domain,
    Entity,
    EnumType,
    Field,
    Index,
    Relationship,
    Sequence,
    SqlKind,
    SqlObject,
)


def entity(design: Design, name: str) -> Entity:
    return next(each for each in design.entities.values() if each.name == name)


def field(design: Design, table: str, name: str) -> Field:
    return next(each for each in design.fields_of(entity(design, table).id) if each.name == name)


def names(design: Design, fields: tuple[str, ...]) -> list[str]:
    """Names of fields by their ids."""
    return [design.fields[each].name for each in fields]


def index(design: Design, name: str) -> Index:
    return next(each for each in design.indexes.values() if each.name == name)


def check(design: Design, name: str) -> Check:
    return next(each for each in design.checks.values() if each.name == name)


def relationship(design: Design, name: str) -> Relationship:
    return next(each for each in design.relationships.values() if each.name == name)


def enum(design: Design, name: str) -> EnumType:
    return next(each for each in design.enum_types.values() if each.name == name)


def domain(design: Design, name: str) -> Domain:
    return next(each for each in design.domains.values() if each.name == name)


def sequence(design: Design, name: str) -> Sequence:
    return next(each for each in design.sequences.values() if each.name == name)


def sql_object(design: Design, kind: SqlKind, name: str) -> SqlObject:
    return next(each for each in design.sql_objects.values() if (each.kind, each.name) == (kind, name))
