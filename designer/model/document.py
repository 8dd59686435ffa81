"""A design as a versioned JSON document, and back.

The form: {"format": 1, "design": {...}}. Every table is an object by id; attributes at their default are left out.
A format number is never reused: a change of the model that old documents cannot satisfy adds an upcaster here.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from designer.model.conventions import CONVENTIONS_ID
from designer.model.design import TABLES, Design

FORMAT = 1

# One function a retired format: the decoded JSON of format n to that of format n + 1.
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class DocumentError(ValueError):
    """The bytes are not a design document; str() is a sentence for the user."""


def encode(design: Design) -> bytes:
    """Canonical JSON (UTF-8): the same design gives the same bytes, whatever the order it was built in."""
    return msgspec.json.encode({"format": FORMAT, "design": design}, order="sorted")


def decode(data: bytes | str) -> Design:
    """Raises DocumentError where `data` is no document, or one of a format this version does not know."""
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise DocumentError(f"This is not JSON: {error}.") from error
    if not isinstance(document, dict) or type(document.get("format")) is not int or "design" not in document:
        raise DocumentError('This JSON is not a design: it lacks "format" and "design".')
    number, tables = document["format"], document["design"]
    if number > FORMAT or number < 1:
        raise DocumentError(f"This design has format {number}; this version reads up to {FORMAT}: update it.")
    for each in range(number, FORMAT):
        tables = UPCASTERS[each](tables)
    try:
        design = msgspec.convert(tables, Design)
    except (msgspec.ValidationError, RecursionError) as error:
        raise DocumentError(f"This design document is damaged: {error}.") from error
    _check_ids(design)
    return design


def _check_ids(design: Design) -> None:
    """Every object stands under its own id, and no two of whatever kind share one."""
    seen = {CONVENTIONS_ID}
    if design.conventions.id != CONVENTIONS_ID:
        raise DocumentError(f"This design document is damaged: the id of its conventions is {CONVENTIONS_ID!r}.")
    for table in TABLES.values():
        for id, each in getattr(design, table).items():
            if each.id != id or id in seen:
                raise DocumentError(f"This design document is damaged: the id {id!r} in {table} is another object's.")
            seen.add(id)
