"""Groups of units turned into the steps that drop them."""

from collections.abc import Iterator

from designer.migrations import columns, constraints, hazards, indexes, sql_objects, tables, user_types
from designer.migrations.groups import Group, Home
from designer.migrations.python_code import Call
from designer.migrations.step import Step
from designer.migrations.units import Key, Kind, Part, Unit
from designer.migrations.words import dropped
from designer.model import (
    PUBLIC,
    Check,
    Design,
    Exclusion,
    Index,
    PrimaryKey,
    Relationship,
    SqlObject,
    Unique,
)

_HOLDS_DATA = frozenset({Kind.TABLE, Kind.COLUMN})


def home(design: Design) -> Home:
    """With what a unit goes when that is dropped: a table takes along its parts, its triggers and its sequences, a
    column its default and its sequence."""

    def within(unit: Unit) -> Iterator[Key]:
        owned = unit.kind in {Kind.SEQUENCE, Kind.OWNER}
        column = design.sequences[unit.key.id].owned_by if owned else None
        if unit.home is not None:
            yield unit.home
        if column is not None:
            yield Key(design.fields[column].entity)
            yield Key(column)
        if unit.kind is Kind.DEFAULT:
            yield Key(unit.key.id)

    return within


def drop(design: Design, group: Group) -> Iterator[Step]:
    """The step that drops the head; what else is in the group goes with it.

    The schema public stays: alembic_version lives in it.
    """
    unit = group.head
    statements = tuple(_statements(design, unit)) if unit.key.id != PUBLIC.id else ()
    loses = unit.kind in _HOLDS_DATA and _has_values(design, unit)
    if statements:
        yield Step(
            summary=dropped(design, unit),
            statements=statements,
            object=unit.key.id,
            hazard=hazards.of_dropping(unit.kind) if loses or unit.kind not in _HOLDS_DATA else hazards.BRIEF,
            loses_data=loses,
        )


def _has_values(design: Design, unit: Unit) -> bool:
    """Whether what is in it is nowhere else: not in a foreign table, nor in what is computed."""
    if unit.kind is Kind.TABLE:
        return unit.key.id in design.entities
    return design.fields[unit.key.id].generated is None


def _statements(design: Design, unit: Unit) -> Iterator[Call]:
    found = design.find(unit.key.id)
    match unit.kind, found:
        case Kind.SCHEMA, _:
            yield user_types.drop_schema(design.schemas[unit.key.id])
        case Kind.COLUMN, _:
            yield columns.drop(design, design.fields[unit.key.id])
        case Kind.DEFAULT, _:
            yield columns.drop_default(design, design.fields[unit.key.id])
        case Kind.ATTACHMENT, _:
            yield tables.detach(design, design.entities[unit.key.id])
        case Kind.OWNER, _:
            yield user_types.own_sequence(design, design.sequences[unit.key.id], None)
        case Kind.SEQUENCE, _:
            yield user_types.drop_sequence(design, design.sequences[unit.key.id])
        case Kind.INDEX, Index():
            yield indexes.drop(design, found)
        case Kind.CHECK, Check(owner=owner) if owner in design.domains:
            yield user_types.drop_domain_check(design, design.domains[owner], found)
        case _, PrimaryKey() | Unique() | Check() | Exclusion() | Relationship():
            yield constraints.drop(design, found)
        case _, SqlObject():
            yield from sql_objects.drop_body(found) if unit.key.part == Part.BODY else sql_objects.drop(found)
        case Kind.TABLE, _:
            yield tables.drop(design, design.entities[unit.key.id])
        case Kind.TYPE, _:
            yield user_types.drop_type(design, design.enum_types[unit.key.id])
        case Kind.DOMAIN, _:
            yield user_types.drop_type(design, design.domains[unit.key.id])
        case _:
            raise AssertionError(unit)  # pragma: no cover -- every kind has its arm
