"""Relationships: proposed, made, altered."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from designer.changes import Add, Change, Remove, apply
from designer.edits.alteration import altered, lookup
from designer.edits.conventional import navigation_by_convention
from designer.edits.foreign_keys import ForeignKey, foreign_key_changes, index_changes, propose_foreign_key
from designer.edits.keys import removal
from designer.edits.link_entities import link_changes, link_name, new_link_entity
from designer.edits.refused import accepted, refuse, subject
from designer.edits.relationship_rules import check_actions, check_navigation
from designer.model import Action, Design, Id, Index, Relationship


class Cardinality(StrEnum):
    """How many children a parent has, and parents a child."""

    ONE_TO_ONE = "1:1"
    ONE_TO_MANY = "1:n"
    MANY_TO_MANY = "n:m"


class Proposal(Struct, frozen=True, kw_only=True):
    """What a new relationship would bring by the project's conventions: what the form shows before it is saved.

    foreign_keys: one, or the two of a link entity. link: the link entity's name in an n:m, else "".
    """

    cardinality: Cardinality
    required: bool
    on_delete: Action
    on_update: Action
    foreign_keys: tuple[ForeignKey, ...]
    link: str = ""


def propose_relationship(
    design: Design,
    parent: Id,
    child: Id,
    cardinality: Cardinality = Cardinality.ONE_TO_MANY,
    *,
    required: bool = True,
    field_names: Sequence[str] = (),
    key: Id | None = None,
) -> Proposal:
    """The proposal for a relationship in which `child` holds the foreign key to `parent`.

    field_names: of the foreign-key fields, where the person has named them; the other names follow. key: see
    `new_relationship`. Raises Refused, on `parent` or `child`, where there is no key to point at.
    """
    lookup(design.entities, parent, "parent")
    lookup(design.entities, child, "child")
    if cardinality is Cardinality.MANY_TO_MANY:
        name = link_name(design, parent, child)
        _, pair = link_changes(design, parent, child, name)
        foreign_keys: tuple[ForeignKey, ...] = pair
        required, on_delete = True, Action.CASCADE
    else:
        one = cardinality is Cardinality.ONE_TO_ONE
        name = ""
        foreign_keys = (propose_foreign_key(design, child, parent, one=one, field_names=field_names, key=key),)
        on_delete = proposed_on_delete(design, parent, required=required)
    return Proposal(
        cardinality=cardinality,
        required=required,
        on_delete=on_delete,
        on_update=Action.NO_ACTION,
        foreign_keys=foreign_keys,
        link=name,
    )


def proposed_on_delete(design: Design, parent: Id, *, required: bool) -> Action:
    """What is optional lets go; what is required goes with its owner or tenant, and holds any other parent."""
    if not required:
        return Action.SET_NULL
    owners = {design.conventions.owner_entity, design.conventions.tenant_root}
    return Action.CASCADE if parent in owners else Action.RESTRICT


def new_relationship(
    design: Design,
    parent: Id,
    child: Id,
    cardinality: Cardinality = Cardinality.ONE_TO_MANY,
    *,
    required: bool = True,
    on_delete: Action | UnsetType | None = UNSET,
    on_update: Action | UnsetType | None = UNSET,
    field_names: Sequence[str] = (),
    fields: Sequence[Id] = (),
    key: Id | None = None,
    child_name: str = "",
    parent_name: str = "",
    name: str = "",
    link: str = "",
    with_index: bool = True,
    description: str = "",
) -> tuple[Change, ...]:
    """A relationship with its foreign-key fields, their index (a unique key in a 1:1) and its names.

    What is not given is as `propose_relationship` proposes. field_names: one for each field of the parent's key.
    fields: existing fields of the child to use instead of new ones. key: the PrimaryKey or Unique of the parent to
    point at, where not its primary key. name: the constraint's. In an n:m a link entity (called `link`) is made that
    holds both foreign keys as its primary key and is the `subject`; otherwise the Relationship is.
    """
    lookup(design.entities, parent, "parent")
    lookup(design.entities, child, "child")
    if cardinality is Cardinality.MANY_TO_MANY:
        return new_link_entity(design, parent, child, link, on_delete=on_delete, on_update=on_update)
    for each in fields:
        lookup(design.fields, each, "fields")
    names = [design.fields[each].name for each in fields] or [each for each in field_names if each.strip()]
    one = cardinality is Cardinality.ONE_TO_ONE
    wanted = propose_foreign_key(design, child, parent, one=one, field_names=names, key=key)
    wanted = replace(
        wanted,
        name=name.strip() or wanted.name,
        child_name=child_name.strip() or wanted.child_name,
        parent_name=parent_name.strip() or wanted.parent_name,
        index_name=wanted.index_name if with_index or one else "",
    )
    action = proposed_on_delete(design, parent, required=required) if on_delete is UNSET else on_delete
    changes = foreign_key_changes(
        design,
        wanted,
        required=required,
        on_delete=action,
        on_update=Action.NO_ACTION if on_update is UNSET else on_update,
        fields=fields,
        description=description.strip(),
    )
    after = apply(design, changes)
    relationship = after.relationships[subject(changes)]
    check_actions(after, relationship)
    check_navigation(after, relationship)
    return accepted(design, changes, _parameters(changes, names))


def _parameters(changes: Sequence[Change], names: Sequence[str]) -> dict[tuple[Id, str], str]:
    """Whose faults are shown at which parameter."""
    parameters: dict[tuple[Id, str], str] = {}
    for change in changes:
        if isinstance(change, Add):
            match change.object:
                case Relationship(id=id):
                    parameters |= {(id, "members"): "fields", (id, "target"): "key"}
                case each:
                    parameters[each.id, "name"] = "field_names"
    return parameters


def alter_relationship(
    design: Design,
    relationship: Id,
    *,
    cardinality: Cardinality | UnsetType = UNSET,
    required: bool | UnsetType = UNSET,
    on_delete: Action | UnsetType | None = UNSET,
    on_update: Action | UnsetType | None = UNSET,
    child_name: str | UnsetType = UNSET,
    parent_name: str | UnsetType = UNSET,
    name: str | UnsetType = UNSET,
    deferrable: bool | UnsetType = UNSET,
    initially_deferred: bool | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay.

    required: whether the foreign-key fields may be empty. cardinality: from 1:n to 1:1 a unique key takes the place of
    the index, and back; a name by convention goes from `orders` to `order` with it. An n:m is an entity with two
    relationships: alter those.
    """
    found = lookup(design.relationships, relationship, "relationship")
    fields = design.foreign_key_fields(relationship)
    changes: tuple[Change, ...] = altered(
        found,
        on_delete=on_delete,
        on_update=on_update,
        child_name=child_name if child_name is UNSET else child_name.strip(),
        parent_name=parent_name if parent_name is UNSET else parent_name.strip(),
        name=name if name is UNSET else name.strip(),
        deferrable=deferrable,
        initially_deferred=initially_deferred,
        description=description if description is UNSET else description.strip(),
    )
    if required is not UNSET:
        changes += _requirement(design, found, fields, required=required)
    if cardinality is not UNSET:
        changes += _cardinality(apply(design, changes), found, fields, cardinality)
        if parent_name is UNSET:
            between = apply(design, changes)
            changes += navigation_by_convention(design, between, between.relationships[relationship])
    after = apply(design, changes)
    check_actions(after, after.relationships[relationship], relationship)
    check_navigation(after, after.relationships[relationship], relationship)
    return accepted(design, changes)


def _requirement(
    design: Design, relationship: Relationship, fields: Sequence[Id], *, required: bool
) -> tuple[Change, ...]:
    if not required and set(fields) & set(design.primary_key_fields(relationship.entity)):
        message = "Its field is part of the primary key, which is never empty: keep it required."
        raise refuse("required", message, object=relationship.id)
    return tuple(change for field in fields for change in altered(design.fields[field], nullable=not required))


def _cardinality(
    design: Design, relationship: Relationship, fields: Sequence[Id], cardinality: Cardinality
) -> tuple[Change, ...]:
    entity, one = relationship.entity, design.is_one_to_one(relationship)
    match cardinality:
        case Cardinality.MANY_TO_MANY:
            message = "An n:m needs a link entity: delete this relationship and make a new one."
            raise refuse("cardinality", message, object=relationship.id)
        case Cardinality.ONE_TO_ONE if not one:
            changes = tuple(
                step for index in _own_indexes(design, entity, fields) for step in index_removal(design, index)
            )
        case Cardinality.ONE_TO_MANY if one:
            changes = _without_keys(design, relationship, fields)
        case _:
            return ()
    return changes + index_changes(
        apply(design, changes), entity, relationship.target, fields, one=cardinality is Cardinality.ONE_TO_ONE
    )


def _own_indexes(design: Design, entity: Id, fields: Sequence[Id]) -> tuple[Index, ...]:
    """Plain indexes on just these fields: a unique key does their work."""
    return tuple(
        index
        for index in design.indexes_of(entity)
        if index.where is None
        and index.method == "btree"
        and tuple(member.field for member in design.members_of_index(index.id)) == tuple(fields)
    )


def _without_keys(design: Design, relationship: Relationship, fields: Sequence[Id]) -> tuple[Change, ...]:
    """Removes what lets a parent have one child only."""
    entity, held = relationship.entity, frozenset(fields)
    if set(design.primary_key_fields(entity)) <= held and design.primary_key_of(entity):
        message = "The foreign key is the primary key, so there is one child at most: choose another primary key first."
        raise refuse("cardinality", message, object=relationship.id)
    changes: list[Change] = []
    for unique in design.uniques_of(entity):
        if held.issuperset(design.key_fields(unique.id)):
            changes += removal(design, unique)
    for index in design.indexes_of(entity):
        members = [member for member in design.members_of_index(index.id) if not member.included]
        if index.unique and index.where is None and all(member.field in held for member in members):
            changes += index_removal(design, index)
    return tuple(changes)


def index_removal(design: Design, index: Index) -> tuple[Change, ...]:
    """An index with its members, members first."""
    return *(Remove(member) for member in reversed(design.members_of_index(index.id))), Remove(index)
