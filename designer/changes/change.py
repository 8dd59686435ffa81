"""The one vocabulary of edits, diffs, history and migrations."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from designer.model import TABLES, Conventions, Id, Object


class Add(Struct, frozen=True, tag="add", tag_field="change"):
    """An object comes into being."""

    object: Object


class Alter(Struct, frozen=True, kw_only=True, tag="alter", tag_field="change"):
    """One attribute of an object goes from `before` to `after`.

    kind: the object's tag ("field", "entity", ...). before, after: values of the attribute's type.
    """

    object: Id
    kind: str
    attribute: str
    before: Any
    after: Any


class Remove(Struct, frozen=True, tag="remove", tag_field="change"):
    """An object ceases to be; it is kept here as it was, so that the change can be inverted."""

    object: Object


type Change = Add | Alter | Remove


def kind_of(kind: type[Object] | Object) -> str:
    """The tag of a kind of object, as it stands in documents: "field", "primary_key", ..."""
    tag = kind.__struct_config__.tag
    assert isinstance(tag, str)  # noqa: S101 -- every DesignObject is tagged with a text
    return tag


KINDS: Mapping[str, type[Object]] = MappingProxyType({kind_of(kind): kind for kind in (*TABLES, Conventions)})

_ATTRIBUTE_TYPES: Mapping[tuple[str, str], Any] = MappingProxyType(
    {(name, field.name): field.type for name, kind in KINDS.items() for field in fields(kind)}
)


class ChangesError(ValueError):
    """The bytes are not a list of changes of this format."""


def encode_changes(changes: tuple[Change, ...]) -> bytes:
    """Canonical JSON (UTF-8) of a list of changes."""
    return msgspec.json.encode(changes, order="sorted")


def decode_changes(data: bytes) -> tuple[Change, ...]:
    """Raises ChangesError. An Alter's values are decoded by the type of the attribute they belong to."""
    try:
        return tuple(_typed(change) for change in _DECODER.decode(data))
    except (msgspec.DecodeError, KeyError, RecursionError) as error:
        raise ChangesError(f"These are not changes of a design: {error}.") from error


_DECODER = msgspec.json.Decoder(tuple[Add | Alter | Remove, ...])


def _typed(change: Change) -> Change:
    if not isinstance(change, Alter):
        return change
    attribute_type = _ATTRIBUTE_TYPES[change.kind, change.attribute]
    return msgspec.structs.replace(
        change,
        before=msgspec.convert(change.before, attribute_type),
        after=msgspec.convert(change.after, attribute_type),
    )
