"""Enum types and their values."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change, Remove
from designer.edits.alteration import altered, lookup
from designer.edits.labels import label
from designer.edits.moves import inserted, moved
from designer.edits.refused import accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.edits.sql_texts import sql_texts, texts_naming
from designer.edits.user_types import place_changed
from designer.model import PUBLIC, Design, EnumType, EnumValue, Id, new_id, ranks


def new_enum(
    design: Design, name: str, values: Sequence[str], *, schema: Id = PUBLIC.id, description: str = ""
) -> tuple[Change, ...]:
    """An enum type with its values in order; empty ones are left out."""
    lookup(design.schemas, schema, "schema")
    labels = [stripped for value in values if (stripped := value.strip())]
    if not labels:
        raise refuse("values", "Give it at least one value.")
    enum = EnumType(id=new_id(), schema=schema, name=name.strip(), description=description.strip())
    added = [
        EnumValue(id=new_id(), enum=enum.id, value=value, rank=rank)
        for value, rank in zip(labels, ranks(len(labels)), strict=True)
    ]
    return accepted(design, (Add(enum), *map(Add, added)), {(each.id, "value"): "values" for each in added})


def alter_enum(
    design: Design,
    enum: Id,
    *,
    name: str | UnsetType = UNSET,
    schema: Id | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. SQL that names the type follows a new name or schema."""
    found = lookup(design.enum_types, enum, "enum")
    changes = place_changed(design, found, name, schema)
    changes += altered(found, description=description if description is UNSET else description.strip())
    return accepted(design, changes)


def new_enum_value(design: Design, enum: Id, value: str, *, after: Id | None = None) -> tuple[Change, ...]:
    """A further value, behind `after` or last."""
    lookup(design.enum_types, enum, "enum")
    if not value.strip():
        raise refuse("value", "Give it a name.")
    rank, others = inserted(design.values_of(enum), after=after)
    return accepted(design, (Add(EnumValue(id=new_id(), enum=enum, value=value.strip(), rank=rank)), *others))


def rename_enum_value(design: Design, value: Id, to: str) -> tuple[Change, ...]:
    """Another name for a value; the SQL that says the old one follows. Problems are on the parameter `to`."""
    found = lookup(design.enum_values, value, "value")
    if not to.strip():
        raise refuse("to", "Give it a name.", object=value)
    if to.strip() == found.value:
        return ()
    changes = renamed(design, {value: NewName(to.strip())}, altered(found, value=to.strip()), attribute="to")
    return accepted(design, changes, {(value, "value"): "to"})


def move_enum_value(
    design: Design, value: Id, *, before: Id | None = None, after: Id | None = None
) -> tuple[Change, ...]:
    """Puts a value before or after another of its enum; without either, last. The order is the order of comparison."""
    found = lookup(design.enum_values, value, "value")
    return accepted(design, moved(design.values_of(found.enum), found, before=before, after=after))


def delete_enum_value(design: Design, value: Id) -> tuple[Change, ...]:
    """Takes a value away. Raises Refused while a default or another expression says it, and for the last one."""
    found = lookup(design.enum_values, value, "value")
    if fault := value_fault(design, found):
        raise refuse("value", fault, object=value)
    return accepted(design, (Remove(found),))


def value_fault(design: Design, value: EnumValue) -> str | None:
    """Why a value cannot be taken away, as a sentence for the user; None if it can."""
    users = dict.fromkeys(
        label(design, text.holder)
        for text in texts_naming(sql_texts(design), (value,))
        if any(mention.id == value.id for mention in text.mentions(design))
    )
    if users:
        return f"{value.value} is said by {', '.join(users)}: change that first."
    if len(design.values_of(value.enum)) == 1:
        return "It is the last value: delete the enum instead."
    return None
