"""Indexes."""

from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.value import DesignObject, share_default


class Index(DesignObject, frozen=True, kw_only=True, tag="index"):
    """CREATE [UNIQUE] INDEX ... USING method (members) INCLUDE (...) WITH (options) WHERE where.

    description: COMMENT ON INDEX. rationale: which query it serves and why it is worth its writes.
    """

    entity: Id
    name: str
    method: str = "btree"
    unique: bool = False
    nulls_distinct: bool = True
    where: str | None = None
    options: tuple[str, ...] = ()
    description: str = ""
    rationale: str = ""
    clustered: bool = False
    replica_identity: bool = False

    def __post_init__(self) -> None:
        share_default(self, "method", "btree")


class IndexMember(DesignObject, frozen=True, kw_only=True, tag="index_member"):
    """A key of an Index or Exclusion (`index`): a field or an expression, exactly one of the two.

    nulls_first: None is the order's own default (NULLS LAST ascending, NULLS FIRST descending).
    opclass, collation: SQL text, with parameters ("public.gist_trgm_ops (siglen='32')"). operator: an Exclusion's only.
    """

    index: Id
    rank: Rank
    field: Id | None = None
    expression: str | None = None
    descending: bool = False
    nulls_first: bool | None = None
    opclass: str | None = None
    collation: str | None = None
    included: bool = False
    operator: str | None = None
