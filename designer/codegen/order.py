"""Orders that depend on names and ranks alone, never on ids: the same design gives the same files."""

from collections.abc import Iterable
from typing import Protocol

from designer.model import Design, EnumValue, Field, Id, IndexMember, KeyMember, Relationship, RelationshipMember


class InSchema(Protocol):
    """An entity, enum, domain or sequence."""

    @property
    def id(self) -> Id: ...
    @property
    def name(self) -> str: ...
    @property
    def schema(self) -> Id: ...


def is_model(design: Design, entity: Id) -> bool:
    """Whether rows of an entity can be objects: it has a primary key, and is no partition (its parent's rows are)."""
    return bool(design.primary_key_fields(entity)) and design.entities[entity].partition_of is None


def is_in_package(design: Design, entity: Id) -> bool:
    """Whether the models hold an entity at all: its partitions are PostgreSQL's own affair, unless a foreign key names
    one of them."""
    return design.entities[entity].partition_of is None or any(
        design.entities[each.entity].partition_of is None for each in design.relationships_to(entity)
    )


def in_order[T: InSchema](design: Design, objects: Iterable[T]) -> list[T]:
    """By schema, public first, then by name."""

    def key(each: T) -> tuple[bool, str, str]:
        schema = design.schemas[each.schema].name
        return schema != "public", schema, each.name

    return sorted(objects, key=key)


def fields_in_order(design: Design, entity: Id) -> list[Field]:
    """By rank; where two people drew the same rank, by name."""
    return sorted(design.fields_of(entity), key=lambda field: (field.rank, field.name))


def values_in_order(design: Design, enum: Id) -> list[EnumValue]:
    return sorted(design.values_of(enum), key=lambda each: (each.rank, each.value))


def key_members(design: Design, key: Id) -> list[KeyMember]:
    """Members of a primary key or unique key, included ones too."""
    return sorted(design.members_of_key(key), key=lambda each: (each.rank, design.fields[each.field].name))


def index_members(design: Design, index: Id) -> list[IndexMember]:
    """Members of an index or exclusion, included ones too."""

    def key(each: IndexMember) -> tuple[str, str]:
        return each.rank, design.fields[each.field].name if each.field else each.expression or ""

    return sorted(design.members_of_index(index), key=key)


def pairs(design: Design, relationship: Id) -> list[RelationshipMember]:
    """(field of the child, field of the parent) of a foreign key."""
    members = design.members_of_relationship(relationship)
    return sorted(members, key=lambda each: (each.rank, design.fields[each.field].name))


def relationships_in_order(design: Design, relationships: Iterable[Relationship]) -> list[Relationship]:
    """By the child's table, then by the constraint's name."""

    def key(each: Relationship) -> tuple[bool, str, str, str]:
        entity = design.entities[each.entity]
        schema = design.schemas[entity.schema].name
        return schema != "public", schema, entity.name, each.name

    return sorted(relationships, key=key)
