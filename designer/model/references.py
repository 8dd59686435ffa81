"""Who refers to whom: the one table of references between objects, read and rewritten generically."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from designer.model.annotations import AccessPattern, Area, Note
from designer.model.conventions import Conventions
from designer.model.design import TABLES, Design, Object
from designer.model.entity import Entity, Field, Schema
from designer.model.identity import Id
from designer.model.index import Index, IndexMember
from designer.model.keys import Check, Exclusion, KeyMember, PrimaryKey, Unique
from designer.model.relationship import Relationship, RelationshipMember
from designer.model.sql_object import SqlObject
from designer.model.types import TypeName, TypeRef
from designer.model.user_types import Domain, EnumType, EnumValue, Sequence

type _Reference = Id | TypeName | TypeRef | tuple[Id, ...] | None

_ANY = tuple(TABLES.values())
_TYPES = ("enum_types", "domains", "sql_objects")
_SCHEMA = {"schema": ("schemas",)}
_ENTITY = {"entity": ("entities",)}

# Kind -> attribute -> the tables of Design in which its target may be.
REFERENCES: Mapping[type[Object], Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Schema: {},
        Area: {},
        EnumType: _SCHEMA,
        EnumValue: {"enum": ("enum_types",)},
        Domain: {**_SCHEMA, "type": _TYPES},
        Sequence: {**_SCHEMA, "owned_by": ("fields",)},
        Entity: {**_SCHEMA, "area": ("areas",), "partition_of": ("entities",), "inherits": ("entities",)},
        Field: {**_ENTITY, "type": _TYPES},
        PrimaryKey: _ENTITY,
        Unique: _ENTITY,
        KeyMember: {"key": ("primary_keys", "uniques"), "field": ("fields",)},
        Check: {"owner": ("entities", "domains")},
        Exclusion: _ENTITY,
        Relationship: {**_ENTITY, "target": ("entities",), "set_fields": ("fields",)},
        RelationshipMember: {"relationship": ("relationships",), "field": ("fields",), "target_field": ("fields",)},
        Index: _ENTITY,
        IndexMember: {"index": ("indexes", "exclusions"), "field": ("fields",)},
        AccessPattern: {**_ENTITY, "filters": ("fields",), "sorts": ("fields",), "joins": ("fields",)},
        Note: _ENTITY,
        SqlObject: {**_SCHEMA, "owner": ("entities", "sql_objects"), "depends_on": _ANY},
        Conventions: {"owner_entity": ("entities",), "tenant_root": ("entities",)},
    }
)


def references(each: Object) -> Iterator[tuple[str, Id]]:
    """(attribute, id) of every reference that an object makes."""
    for attribute in REFERENCES[type(each)]:
        value: _Reference = getattr(each, attribute)
        match value:
            case str(target) | TypeRef(target):
                yield attribute, target
            case tuple(targets):
                for target in targets:
                    yield attribute, target
            case None | TypeName():
                pass


def dangling(design: Design) -> Iterator[tuple[Object, str]]:
    """(object, attribute) of every reference that leads nowhere, or to a wrong kind. Linear in the design."""
    for kind, table in TABLES.items():
        yield from _dangling(design, kind, getattr(design, table).values())
    yield from _dangling(design, Conventions, [design.conventions])


def _dangling(design: Design, kind: type[Object], objects: Iterable[Object]) -> Iterator[tuple[Object, str]]:
    allowed = {
        attribute: [getattr(design, table) for table in tables] for attribute, tables in REFERENCES[kind].items()
    }
    if allowed:
        for each in objects:
            for attribute, target in references(each):
                if not any(target in table for table in allowed[attribute]):
                    yield each, attribute


def referrers(design: Design, ids: frozenset[Id]) -> tuple[Object, ...]:
    """Objects that refer to one of `ids` directly, each once. Linear in the design."""
    return tuple(each for each in design.objects() if any(target in ids for _, target in references(each)))


def reidentified[T: Object](each: T, ids: Mapping[Id, Id]) -> T:
    """The object under its new id, its references too; ids that `ids` does not name stay."""
    changed: dict[str, object] = {"id": ids.get(each.id, each.id)}
    for attribute in REFERENCES[type(each)]:  # type: ignore[index]  # mypy does not see that T is an Object
        value: _Reference = getattr(each, attribute)
        match value:
            case str(target):
                changed[attribute] = ids.get(target, target)
            case TypeRef(target, dimensions):
                changed[attribute] = TypeRef(ids.get(target, target), dimensions)
            case tuple(targets):
                changed[attribute] = tuple(ids.get(target, target) for target in targets)
            case None | TypeName():
                pass
    return replace(each, **changed)
