"""Surviving objects turned into the steps that alter them in place."""

from collections.abc import Iterator

from designer.migrations import sql_objects
from designer.migrations.alter_constraint import alter_constraint, alter_index
from designer.migrations.alter_entity import alter_entity
from designer.migrations.alter_enum import alter_enum
from designer.migrations.alter_field import alter_default, alter_field
from designer.migrations.alter_user_type import alter_domain, alter_owner, alter_schema, alter_sequence
from designer.migrations.alteration import Alteration
from designer.migrations.constraints import Constraint
from designer.migrations.sql_code import execute
from designer.migrations.step import Step
from designer.migrations.units import Key, Part
from designer.model import (
    Check,
    Design,
    Domain,
    Entity,
    EnumType,
    Exclusion,
    Field,
    Id,
    Index,
    PrimaryKey,
    Relationship,
    Schema,
    Sequence,
    SqlObject,
    Unique,
)


def alter(settled: Design, new: Design, key: Key, used_at_once: frozenset[Id]) -> Iterator[Step]:
    """The steps that turn a unit of `settled` (the old design under its new names) into that of `new`; none where only
    something differs that the database does not hold. used_at_once: the enums that other steps of the migration use.

    Raises Unplannable."""
    before, after = settled.find(key.id), new.find(key.id)
    match before, after, key.part:
        case Field(), Field(), Part.DEFAULT:
            # A new type has brought its default along.
            if before.default != after.default and (before.type, before.collation) == (after.type, after.collation):
                yield alter_default(Alteration(settled, new, before, after))
        case Sequence(), Sequence(), Part.OWNER:
            if before.owned_by != after.owned_by:
                yield alter_owner(Alteration(settled, new, before, after))
        case Schema(), Schema(), Part.WHOLE:
            yield from alter_schema(Alteration(settled, new, before, after))
        case EnumType(), EnumType(), Part.WHOLE:
            yield from alter_enum(Alteration(settled, new, before, after), at_once=key.id in used_at_once)
        case Domain(), Domain(), Part.WHOLE:
            yield from alter_domain(Alteration(settled, new, before, after))
        case Sequence(), Sequence(), Part.WHOLE:
            yield from alter_sequence(Alteration(settled, new, before, after))
        case Entity(), Entity(), Part.WHOLE:
            yield from alter_entity(Alteration(settled, new, before, after))
        case Field(), Field(), Part.WHOLE:
            yield from alter_field(Alteration(settled, new, before, after))
        case Index(), Index(), Part.WHOLE:
            yield from alter_index(Alteration(settled, new, before, after))
        case (
            PrimaryKey() | Unique() | Check() | Exclusion() | Relationship(),
            PrimaryKey() | Unique() | Check() | Exclusion() | Relationship(),
            Part.WHOLE,
        ):
            yield from alter_constraint(Alteration[Constraint](settled, new, before, after))
        case SqlObject(), SqlObject(), Part.WHOLE:
            yield from _alter_sql_object(Alteration(settled, new, before, after))
        case _:
            return


def _alter_sql_object(change: Alteration[SqlObject]) -> Iterator[Step]:
    after = change.after
    if change.changes("create"):
        statements = [execute(text) for text in after.create]
        yield change.step(f"Replace the {after.kind.lower()} {after.name}.", *statements, hazard=None)
    if change.changes("description"):
        statement = sql_objects.comment_on(change.new, after)
        yield change.step(f"Describe {after.name}.", statement, hazard=None)
