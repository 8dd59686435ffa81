"""Relationships: foreign keys, with the names by which each side reaches the other."""

from enum import StrEnum

from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.value import DesignObject


class Action(StrEnum):
    """What a foreign key does when its target row is deleted or its key changes."""

    NO_ACTION = "NO ACTION"
    RESTRICT = "RESTRICT"
    CASCADE = "CASCADE"
    SET_NULL = "SET NULL"
    SET_DEFAULT = "SET DEFAULT"


class Relationship(DesignObject, frozen=True, kw_only=True, tag="relationship"):
    """A foreign key from `entity` (the child) to `target` (the parent); its field pairs are RelationshipMembers.

    name: the constraint's. child_name: the attribute on the child that reaches the parent ("customer"); parent_name:
    the attribute on the parent that reaches the children ("orders"); empty means proposed by the conventions.
    on_delete, on_update: None is "nobody has chosen", which PostgreSQL treats as NO ACTION.
    set_fields: the fields of ON DELETE SET NULL (...) / SET DEFAULT (...), all of them when empty.
    Cardinality is not stored: one-to-one where a key of the child covers exactly the members (see
    `Design.is_one_to_one`); required where all the member fields are NOT NULL.
    """

    entity: Id
    target: Id
    name: str
    child_name: str = ""
    parent_name: str = ""
    on_delete: Action | None = None
    on_update: Action | None = None
    set_fields: tuple[Id, ...] = ()
    match_full: bool = False
    deferrable: bool = False
    initially_deferred: bool = False
    validated: bool = True
    enforced: bool = True
    period: bool = False
    description: str = ""


class RelationshipMember(DesignObject, frozen=True, kw_only=True, tag="relationship_member"):
    """One pair of a relationship: `field` of the child holds the value of `target_field` of the parent."""

    relationship: Id
    field: Id
    target_field: Id
    rank: Rank
