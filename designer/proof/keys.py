"""What an object is called where there are no ids: its kind and its names from the schema down."""

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

# ("field", "sales", "customer", "email"). A table has one primary key, whatever its name.
type Key = tuple[str, ...]


def key_of(design: Design, each: Object) -> Key | None:
    """None for what no database holds (annotations) and for members, which are part of another object."""
    match each:
        case Area() | AccessPattern() | Note() | Conventions():
            return None
        case EnumValue() | KeyMember() | RelationshipMember() | IndexMember():
            return None
        case Schema():
            return "schema", each.name
        case EnumType():
            return "enum", *names(design, each)
        case Domain():
            return "domain", *names(design, each)
        case Sequence():
            return "sequence", *names(design, each)
        case Entity():
            return "table", *names(design, each)
        case Field():
            return "field", *names(design, design.entities[each.entity]), each.name
        case PrimaryKey():
            return "primary key", *names(design, design.entities[each.entity])
        case Unique() | Exclusion() | Relationship():
            kind = type(each).__name__.lower()
            return kind, *names(design, design.entities[each.entity]), each.name
        case Check():
            owner = design.entities.get(each.owner) or design.domains[each.owner]
            return "check", *names(design, owner), each.name
        case Index():
            return "index", design.schemas[design.entities[each.entity].schema].name, each.name
        case SqlObject():
            return each.kind.lower(), *_places(design, each), each.name
        case _:
            assert_never(each)


def names(design: Design, each: Entity | EnumType | Domain | Sequence | SqlObject) -> tuple[str, ...]:
    """Schema and name."""
    return *(((design.schemas[each.schema].name),) if each.schema else ()), each.name


def name_of(design: Design, id: Id | None) -> str | None:
    """The qualified name of the entity, field, sequence, view ... with this id."""
    found = design.find(id) if id else None
    key = key_of(design, found) if found else None
    return ".".join(key[1:]) if key else None


def title(key: Key) -> str:
    """For people: `field sales.customer.email`."""
    return f"{key[0]} {'.'.join(key[1:])}"


def _places(design: Design, each: SqlObject) -> tuple[str, ...]:
    owner = name_of(design, each.owner)
    schema = (design.schemas[each.schema].name,) if each.schema else ()
    return (owner,) if owner else schema
