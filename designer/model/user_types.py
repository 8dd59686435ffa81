"""Types and sequences that a design defines."""

from designer.model.entity import SequenceOptions
from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.types import DataType
from designer.model.value import DesignObject, share_default

_DEFAULT_OPTIONS = SequenceOptions()


class EnumType(DesignObject, frozen=True, kw_only=True, tag="enum_type"):
    """CREATE TYPE ... AS ENUM; its labels are EnumValues in rank order."""

    schema: Id
    name: str
    description: str = ""


class EnumValue(DesignObject, frozen=True, kw_only=True, tag="enum_value"):
    enum: Id
    value: str
    rank: Rank


class Domain(DesignObject, frozen=True, kw_only=True, tag="domain"):
    """CREATE DOMAIN; its checks are Checks whose owner it is."""

    schema: Id
    name: str
    type: DataType
    nullable: bool = True
    default: str | None = None
    collation: str | None = None
    not_null_name: str | None = None
    description: str = ""


class Sequence(DesignObject, frozen=True, kw_only=True, tag="sequence"):
    """CREATE SEQUENCE of its own (an identity field's is part of the field). owned_by: the Field of OWNED BY."""

    schema: Id
    name: str
    type: str = "bigint"
    options: SequenceOptions = _DEFAULT_OPTIONS
    owned_by: Id | None = None
    unlogged: bool = False
    description: str = ""

    def __post_init__(self) -> None:
        share_default(self, "type", "bigint")
        share_default(self, "options", _DEFAULT_OPTIONS)
