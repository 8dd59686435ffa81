"""The type of a field: PostgreSQL's own text, or a reference to an enum, domain or composite type of the design."""

from msgspec import Struct

from designer.model.identity import Id


class TypeName(Struct, frozen=True, tag="name"):
    """A type that PostgreSQL or an extension brings, spelled as format_type() spells it, without array brackets.

    text: for instance "character varying(20)", "timestamp with time zone", "public.citext".
    dimensions: 0 for a scalar, 1 for `text[]` and so on (PostgreSQL does not enforce more than "array or not").
    """

    text: str
    dimensions: int = 0


class TypeRef(Struct, frozen=True, tag="ref"):
    """A type of this design: the id of an EnumType, a Domain or an SqlObject that creates a type."""

    id: Id
    dimensions: int = 0


type DataType = TypeName | TypeRef
