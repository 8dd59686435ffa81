"""Constraints on one entity: primary key, unique keys, checks and exclusions."""

from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.value import DesignObject, share_default


class PrimaryKey(DesignObject, frozen=True, kw_only=True, tag="primary_key"):
    """PRIMARY KEY; at most one an entity. Its fields are KeyMembers."""

    entity: Id
    name: str
    description: str = ""
    deferrable: bool = False
    initially_deferred: bool = False
    without_overlaps: bool = False
    options: tuple[str, ...] = ()


class Unique(DesignObject, frozen=True, kw_only=True, tag="unique"):
    """UNIQUE as a constraint (a unique index with a predicate or expression is an Index)."""

    entity: Id
    name: str
    description: str = ""
    nulls_distinct: bool = True
    deferrable: bool = False
    initially_deferred: bool = False
    without_overlaps: bool = False
    options: tuple[str, ...] = ()


class KeyMember(DesignObject, frozen=True, kw_only=True, tag="key_member"):
    """A field of a PrimaryKey or Unique (`key`), in `rank` order; included ones are INCLUDE payload."""

    key: Id
    field: Id
    rank: Rank
    included: bool = False


class Check(DesignObject, frozen=True, kw_only=True, tag="check"):
    """CHECK (expression) on an Entity or a Domain (`owner`). In a domain's the value is called VALUE."""

    owner: Id
    name: str
    expression: str
    description: str = ""
    validated: bool = True
    inherited: bool = False
    no_inherit: bool = False
    enforced: bool = True


class Exclusion(DesignObject, frozen=True, kw_only=True, tag="exclusion"):
    """EXCLUDE USING method (...) WHERE (where). Its members are IndexMembers with an operator."""

    entity: Id
    name: str
    method: str = "gist"
    where: str | None = None
    description: str = ""
    deferrable: bool = False
    initially_deferred: bool = False
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        share_default(self, "method", "gist")
