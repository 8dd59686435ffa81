"""Names can be names, and are unique in their scope."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from designer.model.annotations import AccessPattern, Area, Note
from designer.model.conventions import Conventions
from designer.model.design import Design
from designer.model.entity import Entity, Field, Schema
from designer.model.identity import Id
from designer.model.index import Index, IndexMember
from designer.model.keys import Check, Exclusion, KeyMember, PrimaryKey, Unique
from designer.model.names import character_fault, name_fault
from designer.model.problem import Problem
from designer.model.relationship import Relationship, RelationshipMember
from designer.model.sql_object import SqlKind, SqlObject
from designer.model.user_types import Domain, EnumType, EnumValue, Sequence

# Objects whose name is SQL ("total(integer)") or for people: any length, and spaces are fine.
type _Titled = Area | AccessPattern | SqlObject


def bad_names(design: Design) -> Iterator[Problem]:
    """Names that PostgreSQL or this product cannot take."""
    for each in design.objects():
        match each:
            case EnumValue(value=value):
                # Labels obey NAMEDATALEN but may be empty.
                if value and (fault := name_fault(value)):
                    yield Problem(each.id, "value", fault)
            case Area() | AccessPattern() | SqlObject():
                yield from _bad_title(each)
            case (
                Schema()
                | EnumType()
                | Domain()
                | Sequence()
                | Entity()
                | Field()
                | PrimaryKey()
                | Unique()
                | Check()
                | Exclusion()
                | Relationship()
                | Index()
            ):
                if fault := name_fault(each.name):
                    yield Problem(each.id, "name", fault)
            case KeyMember() | RelationshipMember() | IndexMember() | Note() | Conventions():
                pass
            case _:
                assert_never(each)


def _bad_title(each: _Titled) -> Iterator[Problem]:
    if not each.name.strip():
        yield Problem(each.id, "name", "Give it a name.")
    elif fault := character_fault(each.name):
        yield Problem(each.id, "name", fault)


def taken_names(design: Design) -> Iterator[Problem]:
    """Names that two objects of one scope share: each but the first is told, once."""
    seen: dict[tuple[str, ...], Id] = {}
    told: set[tuple[Id, str]] = set()
    for scope, each, attribute, what in chain(_relations(design), _types(design), _members(design), _carried(design)):
        if seen.setdefault(scope, each) != each and (each, attribute) not in told:
            told.add((each, attribute))
            yield Problem(each, attribute, f"The name {scope[-1]} is taken by another {what} here: choose another.")


type _Scoped = tuple[tuple[str, ...], Id, str, str]  # (scope and name, object, attribute, what shares the scope)


def _relations(design: Design) -> Iterator[_Scoped]:
    """What PostgreSQL keeps in pg_namespace and pg_class."""
    what = "table, view, index or sequence"
    schema_of = {entity.id: entity.schema for entity in design.entities.values()}
    for schema in design.schemas.values():
        yield ("schema", schema.name), schema.id, "name", "schema"
    for each in chain[Entity | Sequence](design.entities.values(), design.sequences.values()):
        yield ("relation", each.schema, each.name), each.id, "name", what
    for carried in design.sql_objects.values():
        if carried.schema and carried.kind in _RELATIONS:
            yield ("relation", carried.schema, carried.name), carried.id, "name", what
    for indexed in chain[PrimaryKey | Unique | Exclusion | Index](
        design.primary_keys.values(), design.uniques.values(), design.exclusions.values(), design.indexes.values()
    ):
        yield ("relation", schema_of[indexed.entity], indexed.name), indexed.id, "name", what
    for field in design.fields.values():
        if field.identity is not None and field.identity.sequence is not None:
            yield ("relation", schema_of[field.entity], field.identity.sequence), field.id, "identity", what


def _types(design: Design) -> Iterator[_Scoped]:
    """What PostgreSQL keeps in pg_type: tables and views bring a row type of their own name."""
    for defined in chain[EnumType | Domain | Entity](
        design.enum_types.values(), design.domains.values(), design.entities.values()
    ):
        yield ("type", defined.schema, defined.name), defined.id, "name", "type"
    for carried in design.sql_objects.values():
        if carried.schema and carried.kind in _RELATIONS | _TYPES:
            yield ("type", carried.schema, carried.name), carried.id, "name", "type"


def _members(design: Design) -> Iterator[_Scoped]:
    """Fields, labels, and what PostgreSQL keeps in pg_constraint."""
    for field in design.fields.values():
        yield ("field", field.entity, field.name), field.id, "name", "field"
        if field.not_null_name is not None:
            yield ("constraint", field.entity, field.not_null_name), field.id, "not_null_name", "constraint"
    for value in design.enum_values.values():
        yield ("value", value.enum, value.value), value.id, "value", "value"
    for constraint in chain[PrimaryKey | Unique | Exclusion | Relationship](
        design.primary_keys.values(),
        design.uniques.values(),
        design.exclusions.values(),
        design.relationships.values(),
    ):
        yield ("constraint", constraint.entity, constraint.name), constraint.id, "name", "constraint"
    for check in design.checks.values():
        yield ("constraint", check.owner, check.name), check.id, "name", "constraint"


_RELATIONS = frozenset({SqlKind.VIEW, SqlKind.MATERIALIZED_VIEW, SqlKind.FOREIGN_TABLE, SqlKind.COMPOSITE})
_TYPES = frozenset({SqlKind.RANGE, SqlKind.BASE_TYPE})
# Scope -> the kinds that share it.
_CARRIED = {
    SqlKind.FUNCTION: "function",
    SqlKind.PROCEDURE: "function",
    SqlKind.AGGREGATE: "function",
    SqlKind.TRIGGER: "trigger",
    SqlKind.POLICY: "policy",
    SqlKind.RULE: "rule",
    SqlKind.EXTENSION: "extension",
    SqlKind.EVENT_TRIGGER: "event trigger",
}
_GLOBAL = frozenset({SqlKind.EXTENSION, SqlKind.EVENT_TRIGGER})


def _carried(design: Design) -> Iterator[_Scoped]:
    """Routines of a schema, what hangs on a table or view, and what the database has once."""
    for each in design.sql_objects.values():
        if (what := _CARRIED.get(each.kind)) is not None:
            scope = "" if each.kind in _GLOBAL else each.owner or each.schema or ""
            yield (what, scope, each.name), each.id, "name", what
