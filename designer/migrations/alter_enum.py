"""The values of an enum: added in place; taken away or put in another order by a new type."""

from collections.abc import Iterator

from designer.migrations import columns, hazards, user_types
from designer.migrations.alter_user_type import describe_enum
from designer.migrations.alteration import Alteration
from designer.migrations.python_code import Autocommit, Call, Statement
from designer.migrations.retyping import retype
from designer.migrations.spelling import qualified
from designer.migrations.sql_code import execute
from designer.migrations.step import Step
from designer.model import Design, EnumType, Field, Id, TypeRef, literal
from designer.model.names import identifier


def rebuilt(settled: Design, new: Design) -> frozenset[Id]:
    """Enums whose values cannot be reached by adding some. Both designs call things by their new names."""
    both = settled.enum_types.keys() & new.enum_types.keys()
    return frozenset(enum for enum in both if _needs_new_type(settled, new, enum))


def _needs_new_type(settled: Design, new: Design, enum: Id) -> bool:
    before = [value.id for value in settled.values_of(enum)]
    kept = set(before)
    return before != [value.id for value in new.values_of(enum) if value.id in kept]


def alter_enum(change: Alteration[EnumType], *, at_once: bool) -> Iterator[Step]:
    """at_once: whether the same migration uses the type anew, perhaps one of its new values."""
    if _needs_new_type(change.settled, change.new, change.after.id):
        yield _rebuild(change)
    else:
        yield from _added_values(change, at_once=at_once)
    yield from describe_enum(change)


def _added_values(change: Alteration[EnumType], *, at_once: bool) -> Iterator[Step]:
    new, enum = change.new, change.after
    known = {value.id for value in change.settled.values_of(enum.id)}
    values = new.values_of(enum.id)
    for position, value in enumerate(values):
        if value.id in known:
            continue
        # What stands before it is there by now, whether it was or has just been added.
        place = f" AFTER {literal(values[position - 1].value)}" if position else ""
        if not position and len(values) > 1:
            follower = next((each for each in values if each.id in known), None)
            place = f" BEFORE {literal(follower.value)}" if follower else ""
        # A new value cannot be used before it is committed; committed, it is there when a later step fails.
        once = "IF NOT EXISTS " if at_once else ""
        add = execute(f"ALTER TYPE {user_types.user_type(new, enum)} ADD VALUE {once}{literal(value.value)}{place}")
        yield Step(
            summary=f"Add the value {value.value} to {enum.name}.",
            statements=(Autocommit(add) if at_once else add,),
            object=enum.id,
            hazard=hazards.ADD_VALUE,
        )


def _rebuild(change: Alteration[EnumType]) -> Step:
    """A new type in the place of the old one, and every column converted by way of text."""
    new, enum = change.new, change.after
    aside = f"{enum.name[:50]}_before"
    statements: list[Statement] = [
        execute(f"ALTER TYPE {user_types.user_type(new, enum)} RENAME TO {identifier(aside)}")
    ]
    statements.append(user_types.create_enum(new, enum))
    if enum.description:
        statements.append(user_types.comment_on_type(new, enum))
    for field in sorted(_fields_of(change), key=lambda field: (new.entities[field.entity].name, field.name)):
        statements += _convert(change, field)
    statements.append(execute(f"DROP TYPE {qualified(new, enum.schema, aside)}"))
    values = {value.value for value in new.values_of(enum.id)}
    gone = ", ".join(value.value for value in change.settled.values_of(enum.id) if value.value not in values)
    return change.step(
        f"Take {gone} out of {enum.name}." if gone else f"Put the values of {enum.name} in another order.",
        *statements,
        hazard=hazards.REBUILD_ENUM,
    )


def _fields_of(change: Alteration[EnumType]) -> list[Field]:
    """Fields that are of this type before and after."""
    enum = change.after.id
    return [
        field
        for field in change.new.fields.values()
        if isinstance(field.type, TypeRef)
        and field.type.id == enum
        and (before := change.settled.fields.get(field.id)) is not None
        and before.type == field.type
    ]


def _convert(change: Alteration[EnumType], field: Field) -> list[Call]:
    new, before = change.new, change.settled.fields[field.id]
    statements = [retype(new, field, before.type)]
    if before.default is not None:
        statements.insert(0, columns.drop_default(new, field))
        if field.default is not None:
            statements.append(columns.set_default(new, field))
    return statements
