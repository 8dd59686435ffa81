"""Enum types and their values."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.refused import accepted, refuse
from designer.model import PUBLIC, Design, EnumType, EnumValue, Id, new_id, ranks


def new_enum(
    design: Design, name: str, values: Sequence[str], *, schema: Id = PUBLIC.id, description: str = ""
) -> tuple[Change, ...]:
    """An enum type with its values in order."""
    lookup(design.schemas, schema, "schema")
    enum = EnumType(id=new_id(), schema=schema, name=name.strip(), description=description.strip())
    labels = _labels(values)
    added = [
        EnumValue(id=new_id(), enum=enum.id, value=value, rank=rank)
        for value, rank in zip(labels, ranks(len(labels)), strict=True)
    ]
    parameters = {(each.id, "value"): "values" for each in added}
    return accepted(design, (Add(enum), *map(Add, added)), parameters)


def _labels(values: Sequence[str]) -> tuple[str, ...]:
    labels = tuple(stripped for value in values if (stripped := value.strip()))
    if not labels:
        raise refuse("values", "Give it at least one value.")
    return labels


def alter_enum(
    design: Design,
    enum: Id,
    *,
    name: str | UnsetType = UNSET,
    schema: Id | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay."""
    found = lookup(design.enum_types, enum, "enum")
    changes = altered(
        found,
        name=name if name is UNSET else name.strip(),
        schema=schema,
        description=description if description is UNSET else description.strip(),
    )
    return accepted(design, changes)
