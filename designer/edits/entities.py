"""New entities, and changes to their own attributes."""

from typing import assert_never

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from designer.changes import Add, Change, apply
from designer.edits.alteration import altered, lookup
from designer.edits.conventional import renamed_by_convention
from designer.edits.proposals import primary_key_name
from designer.edits.refused import accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.edits.timestamps import timestamp_changes
from designer.model import (
    PUBLIC,
    Conventions,
    Design,
    Entity,
    Field,
    Id,
    Identity,
    KeyMember,
    KeyStyle,
    PrimaryKey,
    Sequence,
    TypeName,
    new_id,
    ranks,
)

_UUIDV7_SINCE = 18


def new_entity(
    design: Design,
    name: str,
    *,
    schema: Id = PUBLIC.id,
    description: str = "",
    area: Id | None = None,
    key: KeyStyle | UnsetType | None = UNSET,
    timestamps: bool | None = None,
    soft_delete: bool | None = None,
) -> tuple[Change, ...]:
    """An entity with its key and timestamps. What is not given follows the project's conventions.

    key: the style of its key field `id`; None makes it without a key. timestamps: created_at and updated_at.
    soft_delete: deleted_at. The entity is the `subject` of the changes.
    """
    lookup(design.schemas, schema, "schema")
    conventions = design.conventions
    entity = Entity(id=new_id(), schema=schema, name=name.strip(), description=description.strip(), area=area)
    changes: list[Change] = [Add(entity)]
    style = conventions.key_style if key is UNSET else key
    if style is not None:
        changes += _key(apply(design, changes), entity.id, style)
    changes += timestamp_changes(
        apply(design, changes),
        entity.id,
        timestamps=conventions.timestamps if timestamps is None else timestamps,
        soft_delete=conventions.soft_delete if soft_delete is None else soft_delete,
    )
    return accepted(design, changes)


def _key(design: Design, entity: Id, style: KeyStyle) -> tuple[Change, ...]:
    field = key_field(design.conventions, entity, style)
    key = PrimaryKey(id=new_id(), entity=entity, name=primary_key_name(design, entity))
    (rank,) = ranks(1)
    return Add(field), Add(key), Add(KeyMember(id=new_id(), key=key.id, field=field.id, rank=rank))


def key_field(conventions: Conventions, entity: Id, style: KeyStyle) -> Field:
    """The field `id` of a key style. PostgreSQL makes UUIDs of version 7 itself only from 18 on; before that the key
    is a random UUID."""
    (rank,) = ranks(1)
    bare = Field(id=new_id(), entity=entity, name="id", rank=rank, type=TypeName("uuid"), nullable=False)
    match style:
        case KeyStyle.UUID:
            return replace(bare, default="gen_random_uuid()")
        case KeyStyle.UUIDV7:
            native = conventions.target_version >= _UUIDV7_SINCE
            return replace(bare, default="uuidv7()" if native else "gen_random_uuid()")
        case KeyStyle.BIGINT:
            return replace(bare, type=TypeName("bigint"), identity=Identity())
        case KeyStyle.INTEGER:
            return replace(bare, type=TypeName("integer"), identity=Identity())
        case _:
            assert_never(style)


def alter_entity(
    design: Design,
    entity: Id,
    *,
    name: str | UnsetType = UNSET,
    schema: Id | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
    area: Id | UnsetType | None = UNSET,
    rows: int | UnsetType | None = UNSET,
    shared: bool | UnsetType = UNSET,
    follow: bool = True,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay.

    A new name or schema is followed by all SQL that names the entity, and, where `follow`, by the names of its
    constraints, indexes and relationships that came from the convention.
    """
    found = lookup(design.entities, entity, "entity")
    becomes = found.name if name is UNSET else name.strip()
    place = found.schema if schema is UNSET else lookup(design.schemas, schema, "schema", entity).id
    changes: tuple[Change, ...] = altered(
        found,
        name=becomes,
        schema=place,
        description=description if description is UNSET else description.strip(),
        area=area,
        rows=rows,
        shared=shared,
    )
    if rows is not UNSET and rows is not None and rows < 0:
        raise refuse("rows", "Expect no rows or more: give 0 or a larger number.", object=entity)
    if (becomes, place) != (found.name, found.schema):
        moved = design.schemas[place].name if place != found.schema else None
        # PostgreSQL keeps a sequence in the schema of the field that owns it.
        owned = [each for each in design.sequences.values() if moved and _owner(design, each) == entity]
        changes += tuple(step for each in owned for step in altered(each, schema=place))
        names = {each.id: NewName(each.name, moved) for each in owned}
        changes = renamed(design, {entity: NewName(becomes, moved), **names}, changes)
    if follow and becomes != found.name:
        changes += renamed_by_convention(design, apply(design, changes), entity)
    return accepted(design, changes)


def _owner(design: Design, sequence: Sequence) -> Id | None:
    return design.fields[sequence.owned_by].entity if sequence.owned_by else None
