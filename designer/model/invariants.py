"""What is true of every design that is kept: names are unique in their scope, references resolve, expressions parse
and name existing fields.

What is merely unwise belongs to the checklist, and what only PostgreSQL can tell (types of expressions, operators)
belongs to the proof.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from msgspec import Struct

from designer.model.annotations import AccessPattern, Area, Note
from designer.model.conventions import Conventions
from designer.model.design import Design, Object
from designer.model.entity import Entity, Field, Schema
from designer.model.expression import column_names, parse_fault
from designer.model.identity import Id
from designer.model.index import Index, IndexMember
from designer.model.keys import Check, Exclusion, KeyMember, PrimaryKey, Unique
from designer.model.names import name_fault
from designer.model.references import dangling
from designer.model.relationship import Relationship, RelationshipMember
from designer.model.sql_object import SqlKind, SqlObject
from designer.model.user_types import Domain, EnumType, EnumValue, Sequence


class Problem(Struct, frozen=True):
    """One broken rule: the object, its attribute, and a sentence for the user that says what to do."""

    object: Id
    attribute: str
    message: str


class InvalidDesign(ValueError):
    """A design that breaks invariants; `problems` says which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def problems(design: Design) -> tuple[Problem, ...]:
    """Every invariant that a design breaks; empty for a valid one. Linear in the number of objects."""
    # References first: the other checks follow them.
    if broken := tuple(_broken_references(design)):
        return broken
    return (
        *_bad_names(design),
        *_taken_names(design),
        *_bad_expressions(design),
        *_bad_members(design),
    )


def _broken_references(design: Design) -> Iterator[Problem]:
    for each in design.objects():
        for attribute in dangling(design, each):
            yield Problem(each.id, attribute, "It refers to something that no longer exists: choose another.")


# --- names ------------------------------------------------------------------------------------------------------------


def _bad_names(design: Design) -> Iterator[Problem]:
    for each in design.objects():
        match each:
            case EnumValue():
                # Labels obey NAMEDATALEN but may be empty.
                if each.value and (fault := name_fault(each.value)):
                    yield Problem(each.id, "value", fault)
            case SqlObject():
                if not each.name or "\0" in each.name:
                    yield Problem(each.id, "name", "Give it a name.")
            case Area() | AccessPattern():
                if not each.name.strip():
                    yield Problem(each.id, "name", "Give it a name.")
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


def _taken_names(design: Design) -> Iterator[Problem]:
    """Names that two objects of one scope share: each but the first is told."""
    seen: dict[tuple[str, ...], Id] = {}
    for scope, each, attribute, what in _scoped_names(design):
        if seen.setdefault(scope, each) != each:
            yield Problem(each, attribute, f"The name {scope[-1]} is taken by another {what} here: choose another.")


def _scoped_names(design: Design) -> Iterator[tuple[tuple[str, ...], Id, str, str]]:
    """(scope and name, object, attribute, what shares the scope). Source: pg_class, pg_type, pg_constraint."""
    schema_of = {entity.id: entity.schema for entity in design.entities.values()}
    for schema in design.schemas.values():
        yield ("schema", schema.name), schema.id, "name", "schema"
    for entity in design.entities.values():
        yield ("relation", entity.schema, entity.name), entity.id, "name", "table, view, index or sequence"
    for sequence in design.sequences.values():
        yield ("relation", sequence.schema, sequence.name), sequence.id, "name", "table, view, index or sequence"
    for view in design.sql_objects.values():
        if view.schema and view.kind in {SqlKind.VIEW, SqlKind.MATERIALIZED_VIEW, SqlKind.FOREIGN_TABLE}:
            yield ("relation", view.schema, view.name), view.id, "name", "table, view, index or sequence"
    for indexed in chain[PrimaryKey | Unique | Exclusion](
        design.primary_keys.values(), design.uniques.values(), design.exclusions.values()
    ):
        yield ("relation", schema_of[indexed.entity], indexed.name), indexed.id, "name", "index or table"
        yield ("constraint", indexed.entity, indexed.name), indexed.id, "name", "constraint"
    for index in design.indexes.values():
        yield ("relation", schema_of[index.entity], index.name), index.id, "name", "index or table"
    for defined in chain[EnumType | Domain](design.enum_types.values(), design.domains.values()):
        yield ("type", defined.schema, defined.name), defined.id, "name", "type"
    # A table brings a row type of its own name.
    for entity in design.entities.values():
        yield ("type", entity.schema, entity.name), entity.id, "name", "type"
    for field in design.fields.values():
        yield ("field", field.entity, field.name), field.id, "name", "field"
    for check in design.checks.values():
        yield ("constraint", check.owner, check.name), check.id, "name", "constraint"
    for relationship in design.relationships.values():
        yield ("constraint", relationship.entity, relationship.name), relationship.id, "name", "constraint"
    for value in design.enum_values.values():
        yield ("value", value.enum, value.value), value.id, "value", "value"
    for key in design.primary_keys.values():
        yield ("primary key", key.entity, "primary key"), key.id, "entity", "key"


# --- expressions ------------------------------------------------------------------------------------------------------


def expressions(design: Design) -> Iterator[tuple[Object, str, str, Id | None]]:
    """(object, attribute, expression, entity whose fields it may name or None) of every expression of a design."""
    for field in design.fields.values():
        if field.default is not None:
            yield field, "default", field.default, None
        if field.generated is not None:
            yield field, "generated", field.generated.expression, field.entity
    for domain in design.domains.values():
        if domain.default is not None:
            yield domain, "default", domain.default, None
    for check in design.checks.values():
        yield check, "expression", check.expression, check.owner if check.owner in design.entities else None
    for index in design.indexes.values():
        if index.where is not None:
            yield index, "where", index.where, index.entity
    for exclusion in design.exclusions.values():
        if exclusion.where is not None:
            yield exclusion, "where", exclusion.where, exclusion.entity
    for member in design.index_members.values():
        if member.expression is not None:
            owner = design.indexes.get(member.index) or design.exclusions[member.index]
            yield member, "expression", member.expression, owner.entity


# PostgreSQL's system columns may be named wherever a field may; VALUE is a domain's own value.
_ALWAYS_THERE = frozenset({"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax", "value"})


def _bad_expressions(design: Design) -> Iterator[Problem]:
    names_of: dict[Id, set[str]] = {}
    for each, attribute, expression, entity in expressions(design):
        if fault := parse_fault(expression):
            yield Problem(each.id, attribute, fault)
            continue
        if entity is None:
            continue
        if entity not in names_of:
            names_of[entity] = {field.name for field in design.fields_of(entity)} | {design.entities[entity].name}
        for unknown in sorted(column_names(expression) - names_of[entity] - _ALWAYS_THERE):
            where = design.entities[entity].name
            message = f"The expression names {unknown}, which is no field of {where}: add it or change the expression."
            yield Problem(each.id, attribute, message)


# --- members ----------------------------------------------------------------------------------------------------------


def _bad_members(design: Design) -> Iterator[Problem]:
    for key in chain[PrimaryKey | Unique](design.primary_keys.values(), design.uniques.values()):
        members = design.members_of_key(key.id)
        yield from _member_faults(design, key.id, key.entity, (member.field for member in members))
    for relationship in design.relationships.values():
        pairs = design.members_of_relationship(relationship.id)
        yield from _member_faults(design, relationship.id, relationship.entity, (pair.field for pair in pairs))
        if any(design.fields[pair.target_field].entity != relationship.target for pair in pairs):
            yield Problem(
                relationship.id, "target", "A target field belongs to another entity: choose the parent's own."
            )
    for index in chain[Index | Exclusion](design.indexes.values(), design.exclusions.values()):
        yield from _index_faults(design, index)
    for field in design.fields.values():
        if sum(each is not None for each in (field.default, field.identity, field.generated)) > 1:
            yield Problem(
                field.id, "default", "A field has a default, an identity or a generated value, only one of them."
            )


def _member_faults(design: Design, owner: Id, entity: Id, fields: Iterable[Id]) -> Iterator[Problem]:
    count = Counter(fields)
    if not count:
        yield Problem(owner, "members", "Choose at least one field.")
    if any(times > 1 for times in count.values()):
        yield Problem(owner, "members", "A field is named twice: keep it once.")
    if any(design.fields[field].entity != entity for field in count):
        yield Problem(owner, "members", "A field belongs to another entity: choose this entity's own.")


def _index_faults(design: Design, index: Index | Exclusion) -> Iterator[Problem]:
    members = design.members_of_index(index.id)
    if not any(not member.included for member in members):
        yield Problem(index.id, "members", "Choose at least one field or expression.")
    for member in members:
        if (member.field is None) == (member.expression is None):
            yield Problem(member.id, "field", "An index member is a field or an expression, exactly one of the two.")
        elif member.field is not None and design.fields[member.field].entity != index.entity:
            yield Problem(index.id, "members", "A field belongs to another entity: choose this entity's own.")
