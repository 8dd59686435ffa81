"""One foreign key of a child: its fields, its index and every name, first as a proposal, then as changes."""

from collections.abc import Sequence
from itertools import chain, count

from msgspec import Struct

from designer.changes import Add, Change, apply
from designer.edits.fields import place_of_new
from designer.edits.inheritance import handed_down
from designer.edits.proposals import fitted, foreign_key_name, index_name, navigation_names, role_of, unique_name
from designer.edits.refused import refuse
from designer.model import (
    Action,
    Design,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Relationship,
    RelationshipMember,
    Unique,
    new_id,
    ranks,
)
from designer.model.inflection import singular


class ForeignKey(Struct, frozen=True, kw_only=True):
    """What one foreign key brings.

    targets: the parent's fields that it points at. field_names: the child's, one for each. name: the constraint's.
    index_name: of the index on the fields, of the unique key in a 1:1; "" where a key or index serves already.
    """

    child: Id
    parent: Id
    targets: tuple[Id, ...]
    field_names: tuple[str, ...]
    name: str
    index_name: str
    child_name: str
    parent_name: str
    one: bool = False


def propose_foreign_key(
    design: Design,
    child: Id,
    parent: Id,
    *,
    one: bool = False,
    field_names: Sequence[str] = (),
    key: Id | None = None,
    attribute: str = "parent",
) -> ForeignKey:
    """The foreign key by convention. one: a parent has one child at most. key: the PrimaryKey or Unique to point at,
    where not the primary key. Raises Refused, on the parameter `attribute`, where there is none."""
    targets = target_key(design, parent, key, attribute)
    names = tuple(name.strip() for name in field_names) or _field_names(design, child, parent, targets)
    if len(names) != len(targets):
        message = f"The key of {design.entities[parent].name} has {len(targets)} fields: name as many, in its order."
        raise refuse("field_names", message)
    role = singular(design.entities[parent].name)
    if len(names) == 1:
        role = role_of(names[0], design.fields[targets[0]].name, design.entities[parent].name)
    child_name, parent_name = navigation_names(design, child, parent, role, one=one, fields=names)
    return ForeignKey(
        child=child,
        parent=parent,
        targets=targets,
        field_names=names,
        name=foreign_key_name(design, child, names),
        index_name=unique_name(design, child, names) if one else index_name(design, child, names),
        child_name=child_name,
        parent_name=parent_name,
        one=one,
    )


def target_key(design: Design, parent: Id, key: Id | None, attribute: str) -> tuple[Id, ...]:
    """The fields to point at: of the key given, or of the primary key, or of the only unique key. Raises Refused."""
    uniques = design.uniques_of(parent)
    primary = design.primary_key_of(parent)
    if key is not None:
        if key not in {unique.id for unique in uniques} | ({primary.id} if primary else set()):
            raise refuse("key", "That key is no longer there: choose another.")
        return design.key_fields(key)
    if primary is not None:
        return design.key_fields(primary.id)
    if len(uniques) == 1:
        return design.key_fields(uniques[0].id)
    raise refuse(attribute, f"{design.entities[parent].name} has no primary key to point at: give it one first.")


def _field_names(design: Design, child: Id, parent: Id, targets: Sequence[Id]) -> tuple[str, ...]:
    """`customer_id` for the key `id` of customer, `parent_id` where an entity points at itself;
    `other_customer_id` where that is taken."""
    role = "parent" if parent == child else singular(design.entities[parent].name)
    taken = {field.name for field in design.fields_of(child)}
    names: list[str] = []
    for target in targets:
        bare = design.fields[target].name
        stem = bare if bare.startswith(f"{role}_") else f"{role}_{bare}"
        numbered = (fitted(f"other_{stem}", f"_{number}") for number in count(2))
        wishes = chain((fitted(stem), fitted(f"other_{stem}")), numbered)
        names.append(next(name for name in wishes if name not in {*taken, *names}))
    return tuple(names)


def foreign_key_changes(
    design: Design,
    wanted: ForeignKey,
    *,
    required: bool,
    on_delete: Action | None,
    on_update: Action | None,
    fields: Sequence[Id] = (),
    description: str = "",
) -> tuple[Change, ...]:
    """The relationship, its fields and its index. Not checked yet.

    fields: existing fields of the child to use instead of new ones. The Relationship is the `subject`.
    """
    relationship = Relationship(
        id=new_id(),
        entity=wanted.child,
        target=wanted.parent,
        name=wanted.name,
        child_name=wanted.child_name,
        parent_name=wanted.parent_name,
        on_delete=on_delete,
        on_update=on_update,
        description=description,
    )
    ids, added = (tuple(fields), ()) if fields else _fields(design, wanted, required=required)
    pairs = zip(ids, wanted.targets, ranks(len(ids)), strict=True)
    members = (
        RelationshipMember(id=new_id(), relationship=relationship.id, field=field, target_field=target, rank=rank)
        for field, target, rank in pairs
    )
    changes = (Add(relationship), *added, *map(Add, members))
    if not wanted.index_name:
        return changes
    after = apply(design, changes)
    return changes + index_changes(after, wanted.child, wanted.parent, ids, one=wanted.one, name=wanted.index_name)


def _fields(design: Design, wanted: ForeignKey, *, required: bool) -> tuple[tuple[Id, ...], tuple[Change, ...]]:
    """The new fields, and the changes that make them, one behind the other."""
    ids: list[Id] = []
    changes: list[Change] = []
    for name, target in zip(wanted.field_names, wanted.targets, strict=True):
        rank, others = place_of_new(design, wanted.child, ids[-1] if ids else None)
        model = design.fields[target]
        field = Field(
            id=new_id(),
            entity=wanted.child,
            name=name,
            rank=rank,
            type=model.type,
            nullable=not required,
            collation=model.collation,
        )
        steps = (Add(field), *others, *handed_down(design, field))
        ids.append(field.id)
        changes += steps
        design = apply(design, steps)
    return tuple(ids), tuple(changes)


def index_changes(
    design: Design, child: Id, parent: Id, fields: Sequence[Id], *, one: bool, name: str = ""
) -> tuple[Change, ...]:
    """The unique key of a 1:1, or the index, as far as the child has none that serves. name: "" takes the
    convention's."""
    names = [design.fields[field].name for field in fields]
    places = ranks(len(fields))
    if one:
        if frozenset(fields) in design.unique_field_sets(child):
            return ()
        key = Unique(id=new_id(), entity=child, name=name or unique_name(design, child, names))
        members = (
            KeyMember(id=new_id(), key=key.id, field=each, rank=rank) for each, rank in zip(fields, places, strict=True)
        )
        return (Add(key), *map(Add, members))
    if is_indexed(design, child, fields):
        return ()
    rationale = f"Foreign key to {design.qualified_name(design.entities[parent])}: joins, and deletes of its rows."
    name = name or index_name(design, child, names)
    index = Index(id=new_id(), entity=child, name=name, rationale=rationale)
    parts = (
        IndexMember(id=new_id(), index=index.id, field=each, rank=rank)
        for each, rank in zip(fields, places, strict=True)
    )
    return (Add(index), *map(Add, parts))


def is_indexed(design: Design, entity: Id, fields: Sequence[Id]) -> bool:
    """Whether a key or a whole-table btree index of the entity begins with these fields, in any order."""
    wanted = set(fields)
    leads = [design.key_fields(key.id) for key in design.uniques_of(entity)] + [design.primary_key_fields(entity)]
    for index in design.indexes_of(entity):
        if index.where is None and index.method == "btree":
            members = design.members_of_index(index.id)
            leads.append(tuple(member.field or "" for member in members if not member.included))
    return any(set(lead[: len(fields)]) == wanted for lead in leads)
