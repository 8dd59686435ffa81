"""Entities and their fields: tables and columns in PostgreSQL's language."""

from enum import StrEnum

from msgspec import Struct

from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.types import DataType
from designer.model.value import DesignObject, share_default


class Schema(DesignObject, frozen=True, kw_only=True, tag="schema"):
    """A namespace of the database. `public` is an object like any other."""

    name: str
    description: str = ""


class Entity(DesignObject, frozen=True, kw_only=True, tag="entity"):
    """A table, or a partition of one.

    description: COMMENT ON TABLE. options: storage parameters in pg_class form ("fillfactor=70", "toast.x=1").
    partition_by: "RANGE (created_at)" on a partitioned table; partition_of and partition_bound ("FOR VALUES ...",
    "DEFAULT") on a partition. inherits: parents in order, for plain inheritance.
    area: the Area that frames it in the diagram. x, y: its place there in points once someone has dragged it.
    rows: the rows expected, for index and partition advice. shared: readable by every tenant.
    """

    schema: Id
    name: str
    description: str = ""
    area: Id | None = None
    x: float | None = None
    y: float | None = None
    rows: int | None = None
    shared: bool = False
    unlogged: bool = False
    options: tuple[str, ...] = ()
    partition_by: str | None = None
    partition_of: Id | None = None
    partition_bound: str | None = None
    inherits: tuple[Id, ...] = ()
    row_security: bool = False
    force_row_security: bool = False
    replica_identity: str = "d"


class GeneratedKind(StrEnum):
    STORED = "stored"
    VIRTUAL = "virtual"


class Generated(Struct, frozen=True):
    """GENERATED ALWAYS AS (expression)."""

    expression: str
    kind: GeneratedKind = GeneratedKind.STORED


class SequenceOptions(Struct, frozen=True, kw_only=True):
    """The numbers of a sequence; None is PostgreSQL's default for its type and direction."""

    start: int | None = None
    increment: int = 1
    minimum: int | None = None
    maximum: int | None = None
    cache: int = 1
    cycle: bool = False


_DEFAULT_OPTIONS = SequenceOptions()


class Identity(Struct, frozen=True, kw_only=True):
    """GENERATED {ALWAYS | BY DEFAULT} AS IDENTITY. sequence: its name where it is not <table>_<field>_seq."""

    always: bool = False
    sequence: str | None = None
    options: SequenceOptions = _DEFAULT_OPTIONS

    def __post_init__(self) -> None:
        share_default(self, "options", _DEFAULT_OPTIONS)


class Field(DesignObject, frozen=True, kw_only=True, tag="field"):
    """A column.

    default, generated: SQL expressions. collation: qualified and quoted SQL, where it differs from the type's.
    description: COMMENT ON COLUMN. sensitive: never leaves through a response schema.
    not_null_name: the NOT NULL constraint's name where PostgreSQL 18 has one that it would not choose itself.
    inherited: defined by a parent entity (inheritance or partition), not by this one.
    storage, compression, statistics, options: SET STORAGE / COMPRESSION / STATISTICS / (n_distinct=...), None or
    empty where they are the type's own.
    """

    entity: Id
    name: str
    rank: Rank
    type: DataType
    nullable: bool = True
    default: str | None = None
    identity: Identity | None = None
    generated: Generated | None = None
    collation: str | None = None
    description: str = ""
    sensitive: bool = False
    not_null_name: str | None = None
    inherited: bool = False
    storage: str | None = None
    compression: str | None = None
    statistics: int | None = None
    options: tuple[str, ...] = ()
