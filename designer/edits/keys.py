"""Primary and unique keys."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change, Remove
from designer.edits.alteration import altered, lookup
from designer.edits.order import reranked
from designer.edits.proposals import primary_key_name, unique_name
from designer.edits.refused import NEW, accepted, refuse, subject
from designer.model import Design, Id, KeyMember, PrimaryKey, Unique, new_id, ranks


def new_unique(
    design: Design,
    entity: Id,
    fields: Sequence[Id],
    *,
    name: str = "",
    include: Sequence[Id] = (),
    nulls_distinct: bool = True,
    deferrable: bool = False,
    initially_deferred: bool = False,
    description: str = "",
) -> tuple[Change, ...]:
    """A unique key over fields in their order. name: "" takes the convention's."""
    lookup(design.entities, entity, "entity")
    _check_fields(design, fields)
    key = Unique(
        id=new_id(),
        entity=entity,
        name=name.strip() or unique_name(design, entity, _names(design, fields)),
        description=description.strip(),
        nulls_distinct=nulls_distinct,
        deferrable=deferrable or initially_deferred,
        initially_deferred=initially_deferred,
    )
    return accepted(design, (Add(key), *_members(key.id, fields, include)), {(key.id, "members"): "fields"})


def alter_unique(
    design: Design,
    unique: Id,
    *,
    fields: Sequence[Id] | UnsetType = UNSET,
    include: Sequence[Id] | UnsetType = UNSET,
    name: str | UnsetType = UNSET,
    nulls_distinct: bool | UnsetType = UNSET,
    deferrable: bool | UnsetType = UNSET,
    initially_deferred: bool | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. fields, include: the whole new list."""
    found = lookup(design.uniques, unique, "unique")
    changes: tuple[Change, ...] = altered(
        found,
        name=name if name is UNSET else name.strip(),
        nulls_distinct=nulls_distinct,
        deferrable=deferrable,
        initially_deferred=initially_deferred,
        description=description if description is UNSET else description.strip(),
    )
    if fields is not UNSET or include is not UNSET:
        wanted = design.key_fields(unique) if fields is UNSET else fields
        _check_fields(design, wanted, unique)
        changes += reordered_members(design, found, wanted, None if include is UNSET else include)
    return accepted(design, changes, {(unique, "members"): "fields", (found.entity, "members"): "fields"})


def unique_changes(design: Design, entity: Id, fields: Sequence[Id]) -> tuple[Change, ...]:
    """The unique key over `fields` under its name by convention. Not checked yet."""
    key = Unique(id=new_id(), entity=entity, name=unique_name(design, entity, _names(design, fields)))
    return Add(key), *_members(key.id, fields)


def without_unique(design: Design, entity: Id, field: Id) -> tuple[Change, ...]:
    """Removes the unique keys that are just this field. Not checked yet."""
    return tuple(
        change
        for unique in design.uniques_of(entity)
        if design.key_fields(unique.id) == (field,)
        for change in removal(design, unique)
    )


def removal(design: Design, key: PrimaryKey | Unique) -> tuple[Change, ...]:
    """A key with its members, members first."""
    return *(Remove(member) for member in reversed(design.members_of_key(key.id))), Remove(key)


def set_primary_key(design: Design, entity: Id, fields: Sequence[Id], *, name: str = "") -> tuple[Change, ...]:
    """Makes these fields, in their order, the primary key; none takes the key away. They become required."""
    lookup(design.entities, entity, "entity")
    for field in fields:
        lookup(design.fields, field, "fields")
    key = design.primary_key_of(entity)
    if not fields:
        return accepted(design, removal(design, key), {(entity, "members"): "fields"}) if key else ()
    required = [change for id in dict.fromkeys(fields) for change in altered(design.fields[id], nullable=False)]
    if key is None:
        changes = primary_key_changes(design, entity, fields, name.strip())
    else:
        changes = (*altered(key, name=name.strip() or key.name), *reordered_members(design, key, fields))
    owner = key.id if key else subject(changes)
    return accepted(design, (*required, *changes), {(owner, "members"): "fields", (entity, "members"): "fields"})


def primary_key_changes(design: Design, entity: Id, fields: Sequence[Id], name: str = "") -> tuple[Change, ...]:
    """A primary key for an entity that has none. Not checked yet."""
    key = PrimaryKey(id=new_id(), entity=entity, name=name or primary_key_name(design, entity))
    return Add(key), *_members(key.id, fields)


def reordered_members(
    design: Design, key: PrimaryKey | Unique, fields: Sequence[Id], include: Sequence[Id] | None = None
) -> tuple[Change, ...]:
    """The members of a key become these fields: those that stay keep their identity. include: None keeps it."""
    old = design.members_of_key(key.id)
    included = [member.field for member in old if member.included] if include is None else include
    wanted = [*((field, False) for field in fields), *((field, True) for field in included)]
    by_field = {(member.field, member.included): member for member in old}
    kept = [by_field.get(each) for each in wanted]
    places = reranked([member.rank if member else None for member in kept])
    changes: list[Change] = [Remove(member) for member in old if member not in kept]
    for (field, payload), member, rank in zip(wanted, kept, places, strict=True):
        if member is None:
            changes.append(Add(KeyMember(id=new_id(), key=key.id, field=field, rank=rank, included=payload)))
        else:
            changes += altered(member, rank=rank)
    return tuple(changes)


def _members(key: Id, fields: Sequence[Id], include: Sequence[Id] = ()) -> tuple[Change, ...]:
    members = [*((field, False) for field in fields), *((field, True) for field in include)]
    return tuple(
        Add(KeyMember(id=new_id(), key=key, field=field, rank=rank, included=included))
        for (field, included), rank in zip(members, ranks(len(members)), strict=True)
    )


def _check_fields(design: Design, fields: Sequence[Id], object: Id = NEW) -> None:  # noqa: A002 -- Problem's own name
    if not fields:
        raise refuse("fields", "Choose at least one field.", object=object)
    for field in fields:
        lookup(design.fields, field, "fields", object)


def _names(design: Design, fields: Sequence[Id]) -> tuple[str, ...]:
    return tuple(design.fields[field].name for field in fields)
