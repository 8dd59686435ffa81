"""A design taken apart into the units that a migration creates, alters and drops, with what each of them needs."""

from collections.abc import Iterable, Iterator
from enum import IntEnum, StrEnum
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from designer.migrations.mentions import Mention, mentions, partition_mentions, type_mentions
from designer.migrations.namespace import Namespace
from designer.model import (
    Check,
    DataType,
    Design,
    Domain,
    Entity,
    Exclusion,
    Field,
    Id,
    Index,
    PrimaryKey,
    Relationship,
    Sequence,
    SqlKind,
    SqlObject,
    TypeRef,
    Unique,
)
from designer.model.expression import ExpressionError, column_names


class Kind(IntEnum):
    """Kinds of unit in the order in which they are created where nothing else decides. Source: pg_dump's order."""

    SCHEMA = 0
    EXTENSION = 1
    COLLATION = 2
    TYPE = 3
    DOMAIN = 4
    TEXT_SEARCH = 5
    FUNCTION = 6
    OPERATOR = 7
    SERVER = 8
    SEQUENCE = 9
    TABLE = 10
    COLUMN = 11
    DEFAULT = 12
    OWNER = 13
    VIEW = 14
    PRIMARY_KEY = 15
    UNIQUE = 16
    CHECK = 17
    EXCLUSION = 18
    INDEX = 19
    FOREIGN_KEY = 20
    ATTACHMENT = 21
    STATISTICS = 22
    RULE = 23
    TRIGGER = 24
    POLICY = 25
    SETTING = 26
    EVENT_TRIGGER = 27
    PUBLICATION = 28
    OTHER = 29


class Part(StrEnum):
    """The part of an object that is a unit of its own; WHOLE is the object itself."""

    WHOLE = ""
    DEFAULT = "default"
    OWNER = "owner"
    ATTACHMENT = "attachment"
    BODY = "body"


class Key(NamedTuple):
    id: Id
    part: str = Part.WHOLE.value


class Unit(Struct, frozen=True):
    """name: qualified, for ordering alike kinds and for sentences; never an id. rank: order among fields of a table.
    home: the unit within whose creation this one may stand."""

    key: Key
    kind: Kind
    name: tuple[str, ...]
    needs: frozenset[Key]
    home: Key | None = None
    rank: str = ""

    @property
    def place(self) -> tuple[Kind, tuple[str, ...], str, str, str]:
        """Where it stands among units that could come next."""
        return self.kind, self.name[:-1], self.rank, self.name[-1], self.key.part


type Units = dict[Key, Unit]

SQL_KINDS = MappingProxyType(
    {
        SqlKind.EXTENSION: Kind.EXTENSION,
        SqlKind.COLLATION: Kind.COLLATION,
        SqlKind.COMPOSITE: Kind.TYPE,
        SqlKind.RANGE: Kind.TYPE,
        SqlKind.BASE_TYPE: Kind.TYPE,
        SqlKind.FUNCTION: Kind.FUNCTION,
        SqlKind.PROCEDURE: Kind.FUNCTION,
        SqlKind.AGGREGATE: Kind.OPERATOR,
        SqlKind.OPERATOR: Kind.OPERATOR,
        SqlKind.OPERATOR_FAMILY: Kind.OPERATOR,
        SqlKind.OPERATOR_CLASS: Kind.OPERATOR,
        SqlKind.CAST: Kind.OPERATOR,
        SqlKind.VIEW: Kind.VIEW,
        SqlKind.MATERIALIZED_VIEW: Kind.VIEW,
        SqlKind.TRIGGER: Kind.TRIGGER,
        SqlKind.RULE: Kind.RULE,
        SqlKind.POLICY: Kind.POLICY,
        SqlKind.STATISTICS: Kind.STATISTICS,
        SqlKind.TEXT_SEARCH_DICTIONARY: Kind.TEXT_SEARCH,
        SqlKind.TEXT_SEARCH_CONFIGURATION: Kind.TEXT_SEARCH,
        SqlKind.FOREIGN_DATA_WRAPPER: Kind.SERVER,
        SqlKind.SERVER: Kind.SERVER,
        SqlKind.FOREIGN_TABLE: Kind.TABLE,
        SqlKind.EVENT_TRIGGER: Kind.EVENT_TRIGGER,
        SqlKind.PUBLICATION: Kind.PUBLICATION,
        SqlKind.TABLE_SETTING: Kind.SETTING,
        SqlKind.OTHER: Kind.OTHER,
    }
)


def units(design: Design) -> Units:
    """Every unit of a design by key. Linear in its objects; each distinct expression is parsed once."""
    taken = _Taking(design)
    return {unit.key: unit for unit in taken.all()}


class _Taking:
    """One pass over a design."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.namespace = Namespace(design)
        self.partitions: dict[Id, list[Id]] = {}
        for entity in design.entities.values():
            if entity.partition_of is not None:
                self.partitions.setdefault(entity.partition_of, []).append(entity.id)

    def all(self) -> Iterator[Unit]:
        design = self.design
        for schema in design.schemas.values():
            yield Unit(Key(schema.id), Kind.SCHEMA, (schema.name,), frozenset())
        for enum in design.enum_types.values():
            yield Unit(Key(enum.id), Kind.TYPE, self._name(enum.schema, enum.name), frozenset({Key(enum.schema)}))
        yield from map(self._domain, design.domains.values())
        for sequence in design.sequences.values():
            yield from self._sequence(sequence)
        for entity in design.entities.values():
            yield from self._entity(entity)
        for field in design.fields.values():
            yield from self._field(field)
        for key in chain[PrimaryKey | Unique](design.primary_keys.values(), design.uniques.values()):
            kind = Kind.PRIMARY_KEY if isinstance(key, PrimaryKey) else Kind.UNIQUE
            yield self._of_table(kind, key, (Key(member.field) for member in design.members_of_key(key.id)))
        yield from map(self._check, design.checks.values())
        for index in chain[Index | Exclusion](design.indexes.values(), design.exclusions.values()):
            kind = Kind.INDEX if isinstance(index, Index) else Kind.EXCLUSION
            yield self._of_table(kind, index, self._index_needs(index))
        for relationship in design.relationships.values():
            yield self._of_table(Kind.FOREIGN_KEY, relationship, self._relationship_needs(relationship))
        yield from map(self._sql_object, design.sql_objects.values())

    # --- one kind each ----------------------------------------------------------------------------------------------

    def _domain(self, domain: Domain) -> Unit:
        needs = {Key(domain.schema), *self._type_needs(domain.type)}
        for text in (domain.default, domain.collation and f"'' COLLATE {domain.collation}"):
            needs |= self._mentioned(mentions(text)) if text else set()
        return Unit(Key(domain.id), Kind.DOMAIN, self._name(domain.schema, domain.name), frozenset(needs))

    def _sequence(self, sequence: Sequence) -> Iterator[Unit]:
        name = self._name(sequence.schema, sequence.name)
        yield Unit(Key(sequence.id), Kind.SEQUENCE, name, frozenset({Key(sequence.schema)}))
        if sequence.owned_by is not None:
            owner = self.design.fields[sequence.owned_by]
            needs = frozenset({Key(sequence.id), Key(owner.id)})
            yield Unit(Key(sequence.id, Part.OWNER), Kind.OWNER, name, needs, Key(owner.entity))

    def _entity(self, entity: Entity) -> Iterator[Unit]:
        name = self._name(entity.schema, entity.name)
        needs = {Key(entity.schema), *map(Key, entity.inherits)}
        if entity.partition_by is not None:
            needs |= self._mentioned(partition_mentions(entity.partition_by))
        yield Unit(Key(entity.id), Kind.TABLE, name, frozenset(needs))
        if entity.partition_of is not None:
            both = frozenset({Key(entity.id), Key(entity.partition_of)})
            yield Unit(Key(entity.id, Part.ATTACHMENT), Kind.ATTACHMENT, name, both, Key(entity.id))

    def _field(self, field: Field) -> Iterator[Unit]:
        entity = self.design.entities[field.entity]
        table, name = Key(entity.id), (*self._name(entity.schema, entity.name), field.name)
        needs = {table, *self._type_needs(field.type)}
        for text in (
            field.generated and field.generated.expression,
            field.collation and f"'' COLLATE {field.collation}",
        ):
            needs |= self._mentioned(mentions(text)) if text else set()
        yield Unit(Key(field.id), Kind.COLUMN, name, frozenset(needs), table, field.rank)
        if field.default is not None:
            used = {Key(field.id), *self._mentioned(mentions(field.default))}
            yield Unit(Key(field.id, Part.DEFAULT), Kind.DEFAULT, name, frozenset(used), table, field.rank)

    def _check(self, check: Check) -> Unit:
        used = self._mentioned(mentions(check.expression))
        if (domain := self.design.domains.get(check.owner)) is not None:
            name = (*self._name(domain.schema, domain.name), check.name)
            return Unit(Key(check.id), Kind.CHECK, name, frozenset({Key(domain.id), *used}), Key(domain.id))
        entity = self.design.entities[check.owner]
        needs = {Key(entity.id), *used, *self._columns_in(entity.id, check.expression)}
        name = (*self._name(entity.schema, entity.name), check.name)
        return Unit(Key(check.id), Kind.CHECK, name, frozenset(needs), Key(entity.id))

    def _index_needs(self, index: Index | Exclusion) -> Iterator[Key]:
        for member in self.design.members_of_index(index.id):
            if member.field is not None:
                yield Key(member.field)
            if member.expression is not None:
                yield from self._mentioned(mentions(member.expression))
                yield from self._columns_in(index.entity, member.expression)
            if member.collation is not None:
                yield from self._mentioned(mentions(f"'' COLLATE {member.collation}"))
            if member.opclass is not None:
                yield from map(Key, self.namespace.operator_class(member.opclass))
        if index.where is not None:
            yield from self._mentioned(mentions(index.where))
            yield from self._columns_in(index.entity, index.where)

    def _relationship_needs(self, relationship: Relationship) -> Iterator[Key]:
        targets = self.design.target_fields(relationship.id)
        yield Key(relationship.target)
        yield from map(Key, self.design.foreign_key_fields(relationship.id))
        yield from map(Key, targets)
        yield from self._keys_over(relationship.target, frozenset(targets))
        # It has copies for each partition of its target, which could not be dropped before it.
        yield from self._attachments(relationship.target)

    def _sql_object(self, found: SqlObject) -> Unit:
        needs = {self._unit_of(each) for each in found.depends_on}
        needs |= {Key(each) for each in (found.schema, found.owner) if each is not None}
        home = Key(found.owner) if found.owner in self.design.entities else None
        name = (self.design.schemas[found.schema].name if found.schema else "", found.name)
        needs.discard(Key(found.id))
        return Unit(Key(found.id), SQL_KINDS[found.kind], name, frozenset(needs), home)

    def _of_table(
        self, kind: Kind, each: PrimaryKey | Unique | Index | Exclusion | Relationship, needs: Iterable[Key]
    ) -> Unit:
        entity = self.design.entities[each.entity]
        name = (*self._name(entity.schema, entity.name), each.name)
        return Unit(Key(each.id), kind, name, frozenset({Key(entity.id), *needs}), Key(entity.id))

    # --- what they need ---------------------------------------------------------------------------------------------

    def _name(self, schema: Id, name: str) -> tuple[str, str]:
        return self.design.schemas[schema].name, name

    def _mentioned(self, found: Iterable[Mention]) -> set[Key]:
        return {Key(each) for mention in found for each in self.namespace.find(mention)}

    def _type_needs(self, data_type: DataType) -> set[Key]:
        if isinstance(data_type, TypeRef):
            return {Key(data_type.id)}
        return self._mentioned(type_mentions(data_type.text))

    def _columns_in(self, entity: Id, expression: str) -> Iterator[Key]:
        try:
            names = column_names(expression)
        except ExpressionError:
            return
        for field in self.design.fields_of(entity):
            if field.name in names:
                yield Key(field.id)

    def _attachments(self, entity: Id) -> Iterator[Key]:
        for partition in self.partitions.get(entity, ()):
            yield Key(partition, Part.ATTACHMENT)
            yield from self._attachments(partition)

    def _keys_over(self, entity: Id, fields: frozenset[Id]) -> Iterator[Key]:
        """The unique keys and indexes on which a foreign key to these fields may rest."""
        key = self.design.primary_key_of(entity)
        for each in (*((key,) if key else ()), *self.design.uniques_of(entity)):
            if frozenset(self.design.key_fields(each.id)) == fields:
                yield Key(each.id)
        for index in self.design.indexes_of(entity):
            members = [member for member in self.design.members_of_index(index.id) if not member.included]
            if index.unique and frozenset(member.field for member in members) == fields:
                yield Key(index.id)

    def _unit_of(self, id: Id) -> Key:
        """The unit that brings an object: a member's is its key's, a label's its enum's."""
        design = self.design
        if id in design.enum_values:
            return Key(design.enum_values[id].enum)
        if id in design.key_members:
            return Key(design.key_members[id].key)
        if id in design.index_members:
            return Key(design.index_members[id].index)
        if id in design.relationship_members:
            return Key(design.relationship_members[id].relationship)
        return Key(id)
