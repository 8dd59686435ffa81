"""Types by what they hold, through domains and without sizes."""

import re
from functools import lru_cache

from designer.model import DataType, Design, TypeName, TypeRef

TIMESTAMP = "timestamp without time zone"
TIMESTAMPTZ = "timestamp with time zone"
# Widths in bytes.
INTEGERS = {"smallint": 2, "integer": 4, "bigint": 8}
TEXTS = frozenset({"text", "character varying", "character", "citext"})

_SIZE = re.compile(r"\(([^)]*)\)")


def base_type(design: Design, data_type: DataType) -> DataType:
    """The type under a domain, at any depth; another type unchanged."""
    if isinstance(data_type, TypeName):
        return data_type
    dimensions = data_type.dimensions
    seen = set()
    while isinstance(data_type, TypeRef) and data_type.id in design.domains and data_type.id not in seen:
        seen.add(data_type.id)
        data_type = design.domains[data_type.id].type
        dimensions += data_type.dimensions
    if isinstance(data_type, TypeRef):
        return TypeRef(data_type.id, dimensions)
    return TypeName(data_type.text, dimensions)


def scalar(design: Design, data_type: DataType) -> str | None:
    """The name of the type that a field holds one value of: `character varying` for `varchar(20)` or a domain of it,
    `citext` for `public.citext`. None for arrays and for enums and composite types."""
    return None if base_type(design, data_type).dimensions else element(design, data_type)


def element(design: Design, data_type: DataType) -> str | None:
    """The same, and for an array what it is an array of."""
    found = base_type(design, data_type)
    return _bare(found.text) if isinstance(found, TypeName) else None


@lru_cache(maxsize=5_000)
def _bare(text: str) -> str:
    return _SIZE.sub("", text).rpartition(".")[2]


def size(data_type: DataType) -> int | None:
    """The length of `character varying(20)`; None where the type says none."""
    if isinstance(data_type, TypeRef) or not (found := _SIZE.search(data_type.text)):
        return None
    return int(found[1]) if found[1].isdigit() else None
