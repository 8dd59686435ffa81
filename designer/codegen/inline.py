"""Which keys, indexes and foreign keys a field says by itself (`Field(unique=True, index=True, foreign_key=...)`).

What needs more than that, or has a name of its own, stands in `__table_args__`.
"""

from collections.abc import Mapping

from msgspec import Struct

from designer.codegen.constraint_names import Convention, follows
from designer.codegen.order import fields_in_order, index_members, key_members, pairs, relationships_in_order
from designer.model import Action, Design, Field, Id, Index, PrimaryKey, Relationship, Unique


class Inline(Struct, frozen=True):
    """By field: the Unique, Index and Relationship it says. ids: of everything said so, the primary key included."""

    uniques: Mapping[Id, Id]
    indexes: Mapping[Id, Id]
    relationships: Mapping[Id, Id]
    ids: frozenset[Id]


def inline(design: Design, convention: Convention, entity: Id, circular: frozenset[Id]) -> Inline:
    """circular: the relationships that need `use_alter`, which a field cannot say."""
    uniques = {
        key_members(design, each.id)[0].field: each.id
        for each in design.uniques_of(entity)
        if _is_plain_unique(design, each) and follows(design, convention, each)
    }
    indexes = {
        field: each.id
        for each in design.indexes_of(entity)
        if (field := _plain_index_field(design, each)) is not None
        and follows(design, convention, each)
        # SQLAlchemy makes one unique index of `unique=True, index=True`.
        and field not in uniques
    }
    relationships: dict[Id, Id] = {}
    for each in relationships_in_order(design, design.relationships_of(entity)):
        if each.id not in circular and _is_plain_reference(design, each) and follows(design, convention, each):
            relationships.setdefault(design.foreign_key_fields(each.id)[0], each.id)
    key = design.primary_key_of(entity)
    said = {*uniques.values(), *indexes.values(), *relationships.values()}
    if key and _is_plain_key(design, key) and follows(design, convention, key):
        said.add(key.id)
    return Inline(uniques, indexes, relationships, frozenset(said))


def _is_plain_key(design: Design, key: PrimaryKey) -> bool:
    members = key_members(design, key.id)
    order = [field.id for field in fields_in_order(design, key.entity) if field.id in {each.field for each in members}]
    return (
        [each.field for each in members] == order
        and not any(each.included for each in members)
        and not (key.deferrable or key.initially_deferred or key.options or key.description)
    )


def _is_plain_unique(design: Design, unique: Unique) -> bool:
    return (
        len(design.members_of_key(unique.id)) == 1
        and unique.nulls_distinct
        and not (unique.deferrable or unique.initially_deferred or unique.options or unique.description)
    )


def _plain_index_field(design: Design, index: Index) -> Id | None:
    members = index_members(design, index.id)
    if index.method != "btree" or index.unique or index.where is not None or index.options or len(members) != 1:
        return None
    member = members[0]
    ordered = member.descending or member.nulls_first is not None
    return None if ordered or member.opclass or member.collation else member.field


def _is_plain_reference(design: Design, relationship: Relationship) -> bool:
    members = pairs(design, relationship.id)
    if len(members) != 1 or "." in design.fields[members[0].target_field].name:
        return False
    return (
        _deletes_plainly(relationship.on_delete, design.fields[members[0].field])
        and relationship.on_update in {None, Action.NO_ACTION}
        and not (relationship.set_fields or relationship.match_full or relationship.period)
        and not (relationship.deferrable or relationship.initially_deferred or relationship.description)
        and relationship.validated
        and relationship.enforced
    )


def _deletes_plainly(action: Action | None, field: Field) -> bool:
    # SQLModel knows three actions, and refuses SET NULL on a required field.
    return action is not Action.SET_DEFAULT and not (action is Action.SET_NULL and not field.nullable)
