"""A design: every object by id, in one flat table a kind; objects refer to each other by id."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct

from designer.model.annotations import AccessPattern, Area, Note
from designer.model.conventions import Conventions
from designer.model.entity import Entity, Field, Schema
from designer.model.identity import Id
from designer.model.index import Index, IndexMember
from designer.model.keys import Check, Exclusion, KeyMember, PrimaryKey, Unique
from designer.model.relationship import Relationship, RelationshipMember
from designer.model.sql_object import SqlObject
from designer.model.user_types import Domain, EnumType, EnumValue, Sequence
from designer.model.value import share_default

type Object = (
    Schema
    | Area
    | EnumType
    | EnumValue
    | Domain
    | Sequence
    | Entity
    | Field
    | PrimaryKey
    | Unique
    | KeyMember
    | Check
    | Exclusion
    | Relationship
    | RelationshipMember
    | Index
    | IndexMember
    | AccessPattern
    | Note
    | SqlObject
    | Conventions
)

# Which attribute of Design holds a kind of object: the one list that generic code (changes, lookups) walks.
# Parents come before what refers to them.
TABLES: Mapping[type[Object], str] = MappingProxyType(
    {
        Schema: "schemas",
        Area: "areas",
        EnumType: "enum_types",
        EnumValue: "enum_values",
        Domain: "domains",
        Sequence: "sequences",
        Entity: "entities",
        Field: "fields",
        PrimaryKey: "primary_keys",
        Unique: "uniques",
        KeyMember: "key_members",
        Check: "checks",
        Exclusion: "exclusions",
        Relationship: "relationships",
        RelationshipMember: "relationship_members",
        Index: "indexes",
        IndexMember: "index_members",
        AccessPattern: "access_patterns",
        Note: "notes",
        SqlObject: "sql_objects",
    }
)


class _Ranked(Protocol):
    @property
    def id(self) -> Id: ...
    @property
    def rank(self) -> str: ...


class _Named(Protocol):
    @property
    def id(self) -> Id: ...
    @property
    def name(self) -> str: ...


def by_rank[T: _Ranked](objects: Iterable[T], name: Callable[[T], str] = lambda _: "") -> tuple[T, ...]:
    """Siblings in their order; equal ranks (two people inserted at one place) fall back to the name, so that what is
    generated does not depend on ids, and then to the id."""
    return tuple(sorted(objects, key=lambda each: (each.rank, name(each), each.id)))


def by_name[T: _Named](objects: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(objects, key=lambda each: (each.name, each.id)))


def _group[T](objects: Iterable[tuple[Id, T]]) -> dict[Id, list[T]]:
    groups: dict[Id, list[T]] = {}
    for key, each in objects:
        groups.setdefault(key, []).append(each)
    return groups


_DEFAULT_CONVENTIONS = Conventions()


class Design(Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """Frozen: an edit makes a new one (`designer.changes.apply`). The mappings are never mutated after construction.

    Look-ups by parent are grouped once a design, on first use, and cost a dict access afterwards.
    """

    conventions: Conventions = _DEFAULT_CONVENTIONS
    schemas: dict[Id, Schema] = {}
    areas: dict[Id, Area] = {}
    enum_types: dict[Id, EnumType] = {}
    enum_values: dict[Id, EnumValue] = {}
    domains: dict[Id, Domain] = {}
    sequences: dict[Id, Sequence] = {}
    entities: dict[Id, Entity] = {}
    fields: dict[Id, Field] = {}
    primary_keys: dict[Id, PrimaryKey] = {}
    uniques: dict[Id, Unique] = {}
    key_members: dict[Id, KeyMember] = {}
    checks: dict[Id, Check] = {}
    exclusions: dict[Id, Exclusion] = {}
    relationships: dict[Id, Relationship] = {}
    relationship_members: dict[Id, RelationshipMember] = {}
    indexes: dict[Id, Index] = {}
    index_members: dict[Id, IndexMember] = {}
    access_patterns: dict[Id, AccessPattern] = {}
    notes: dict[Id, Note] = {}
    sql_objects: dict[Id, SqlObject] = {}

    def __post_init__(self) -> None:
        share_default(self, "conventions", _DEFAULT_CONVENTIONS)

    # --- every object -------------------------------------------------------------------------------------------

    def objects(self) -> Iterator[Object]:
        """Every object, parents before children; the conventions last."""
        for attribute in TABLES.values():
            yield from getattr(self, attribute).values()
        yield self.conventions

    def find(self, id: Id) -> Object | None:
        """The object with this id, of whatever kind; None if there is none."""
        if id == self.conventions.id:
            return self.conventions
        for attribute in TABLES.values():
            if (found := getattr(self, attribute).get(id)) is not None:
                return found  # type: ignore[no-any-return]
        return None

    # --- by parent ----------------------------------------------------------------------------------------------

    def fields_of(self, entity: Id) -> tuple[Field, ...]:
        """Fields of an entity in rank order."""
        return self._fields_by_entity.get(entity, ())

    def primary_key_of(self, entity: Id) -> PrimaryKey | None:
        return self._primary_key_by_entity.get(entity)

    def uniques_of(self, entity: Id) -> tuple[Unique, ...]:
        return self._uniques_by_entity.get(entity, ())

    def members_of_key(self, key: Id) -> tuple[KeyMember, ...]:
        """Members of a PrimaryKey or Unique in rank order, included ones too."""
        return self._members_by_key.get(key, ())

    def key_fields(self, key: Id) -> tuple[Id, ...]:
        """Field ids that a PrimaryKey or Unique constrains, in order (included ones left out)."""
        return tuple(member.field for member in self.members_of_key(key) if not member.included)

    def primary_key_fields(self, entity: Id) -> tuple[Id, ...]:
        """Field ids of an entity's primary key in order; empty where it has none."""
        key = self.primary_key_of(entity)
        return self.key_fields(key.id) if key else ()

    def checks_of(self, owner: Id) -> tuple[Check, ...]:
        """Checks of an Entity or a Domain, by name."""
        return self._checks_by_owner.get(owner, ())

    def exclusions_of(self, entity: Id) -> tuple[Exclusion, ...]:
        return self._exclusions_by_entity.get(entity, ())

    def indexes_of(self, entity: Id) -> tuple[Index, ...]:
        return self._indexes_by_entity.get(entity, ())

    def members_of_index(self, index: Id) -> tuple[IndexMember, ...]:
        """Members of an Index or Exclusion in rank order, included ones too."""
        return self._members_by_index.get(index, ())

    def relationships_of(self, entity: Id) -> tuple[Relationship, ...]:
        """Relationships in which the entity is the child (it holds the foreign key), by name."""
        return self._relationships_by_entity.get(entity, ())

    def relationships_to(self, entity: Id) -> tuple[Relationship, ...]:
        """Relationships in which the entity is the parent (others point at it), by name."""
        return self._relationships_by_target.get(entity, ())

    def members_of_relationship(self, relationship: Id) -> tuple[RelationshipMember, ...]:
        return self._members_by_relationship.get(relationship, ())

    def foreign_key_fields(self, relationship: Id) -> tuple[Id, ...]:
        """Field ids of the child, in order."""
        return tuple(member.field for member in self.members_of_relationship(relationship))

    def target_fields(self, relationship: Id) -> tuple[Id, ...]:
        """Field ids of the parent, in the order of `foreign_key_fields`."""
        return tuple(member.target_field for member in self.members_of_relationship(relationship))

    def values_of(self, enum: Id) -> tuple[EnumValue, ...]:
        """Labels of an enum in order."""
        return self._values_by_enum.get(enum, ())

    def access_patterns_of(self, entity: Id) -> tuple[AccessPattern, ...]:
        return self._access_patterns_by_entity.get(entity, ())

    def sql_objects_of(self, owner: Id) -> tuple[SqlObject, ...]:
        """Triggers, rules, policies and settings that hang on an object."""
        return self._sql_objects_by_owner.get(owner, ())

    # --- what follows from the objects --------------------------------------------------------------------------

    def is_required(self, relationship: Relationship) -> bool:
        """Whether every child has a parent: all its foreign-key fields are NOT NULL."""
        fields = self.foreign_key_fields(relationship.id)
        return bool(fields) and not any(self.fields[field].nullable for field in fields)

    def is_one_to_one(self, relationship: Relationship) -> bool:
        """Whether a parent has at most one child: some key of the child lies within the foreign-key fields."""
        held = set(self.foreign_key_fields(relationship.id))
        return any(key and key <= held for key in self.unique_field_sets(relationship.entity))

    def unique_field_sets(self, entity: Id) -> tuple[frozenset[Id], ...]:
        """Sets of fields whose values identify a row: keys, and unique indexes without predicate or expression."""
        sets = []
        if (key := self.primary_key_of(entity)) is not None:
            sets.append(frozenset(self.key_fields(key.id)))
        sets += [frozenset(self.key_fields(unique.id)) for unique in self.uniques_of(entity)]
        for index in self.indexes_of(entity):
            members = [member for member in self.members_of_index(index.id) if not member.included]
            if index.unique and index.where is None and all(member.field for member in members):
                sets.append(frozenset(member.field for member in members if member.field))
        return tuple(sets)

    def qualified_name(self, entity: Entity | EnumType | Domain | Sequence) -> str:
        """`schema.name` for people; unquoted, and without the schema where that is public."""
        schema = self.schemas[entity.schema].name
        return entity.name if schema == "public" else f"{schema}.{entity.name}"

    def _field_name(self, field: Id | None) -> str:
        found = self.fields.get(field or "")
        return found.name if found else ""

    # --- the groups, each made once -----------------------------------------------------------------------------

    @cached_property
    def _fields_by_entity(self) -> dict[Id, tuple[Field, ...]]:
        groups = _group((each.entity, each) for each in self.fields.values())
        return {key: by_rank(group, lambda each: each.name) for key, group in groups.items()}

    @cached_property
    def _primary_key_by_entity(self) -> dict[Id, PrimaryKey]:
        return {each.entity: each for each in self.primary_keys.values()}

    @cached_property
    def _uniques_by_entity(self) -> dict[Id, tuple[Unique, ...]]:
        groups = _group((each.entity, each) for each in self.uniques.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _members_by_key(self) -> dict[Id, tuple[KeyMember, ...]]:
        groups = _group((each.key, each) for each in self.key_members.values())
        return {key: by_rank(group, lambda each: self._field_name(each.field)) for key, group in groups.items()}

    @cached_property
    def _checks_by_owner(self) -> dict[Id, tuple[Check, ...]]:
        groups = _group((each.owner, each) for each in self.checks.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _exclusions_by_entity(self) -> dict[Id, tuple[Exclusion, ...]]:
        groups = _group((each.entity, each) for each in self.exclusions.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _indexes_by_entity(self) -> dict[Id, tuple[Index, ...]]:
        groups = _group((each.entity, each) for each in self.indexes.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _members_by_index(self) -> dict[Id, tuple[IndexMember, ...]]:
        groups = _group((each.index, each) for each in self.index_members.values())
        return {
            key: by_rank(group, lambda each: each.expression or self._field_name(each.field))
            for key, group in groups.items()
        }

    @cached_property
    def _relationships_by_entity(self) -> dict[Id, tuple[Relationship, ...]]:
        groups = _group((each.entity, each) for each in self.relationships.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _relationships_by_target(self) -> dict[Id, tuple[Relationship, ...]]:
        groups = _group((each.target, each) for each in self.relationships.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _members_by_relationship(self) -> dict[Id, tuple[RelationshipMember, ...]]:
        groups = _group((each.relationship, each) for each in self.relationship_members.values())
        return {key: by_rank(group, lambda each: self._field_name(each.field)) for key, group in groups.items()}

    @cached_property
    def _values_by_enum(self) -> dict[Id, tuple[EnumValue, ...]]:
        groups = _group((each.enum, each) for each in self.enum_values.values())
        return {key: by_rank(group, lambda each: each.value) for key, group in groups.items()}

    @cached_property
    def _access_patterns_by_entity(self) -> dict[Id, tuple[AccessPattern, ...]]:
        groups = _group((each.entity, each) for each in self.access_patterns.values())
        return {key: by_name(group) for key, group in groups.items()}

    @cached_property
    def _sql_objects_by_owner(self) -> dict[Id, tuple[SqlObject, ...]]:
        groups = _group((each.owner, each) for each in self.sql_objects.values() if each.owner)
        return {key: by_name(group) for key, group in groups.items()}


PUBLIC = Schema(id="public", name="public")

# What a new project starts from: an empty database, which has the schema public.
EMPTY = Design(schemas={PUBLIC.id: PUBLIC})
