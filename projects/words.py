"""Changes in words: what a fix would do, what a deletion takes along, what an edit did."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec
from msgspec import Struct

from designer.changes import Add, Alter, Change, Remove, kind_of
from designer.model import (
    Design,
    EnumValue,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Object,
    RelationshipMember,
    TypeName,
    TypeRef,
    short_type,
)

_KINDS = {"sql_object": "SQL object", "enum_type": "enum", "enum_value": "value", "unique": "unique key"}
_SIGNS = {"add": "+", "del": "−", "mod": "~"}


class Line(Struct, frozen=True):
    """One change. css: add, del or mod, a class of controls.css."""

    css: str
    text: str

    @property
    def sign(self) -> str:
        return _SIGNS[self.css]


def lines(design: Design, changes: Iterable[Change]) -> tuple[Line, ...]:
    """Changes as lines, members of keys and indexes told with their owner. design: before or after them."""
    changes = tuple(changes)
    names = _Names(design, changes)
    return tuple(_lines(names, changes))


def named(design: Design, each: Object) -> str:
    """Something with its kind: "field purchase.note", "relationship purchase_customer_id_fkey"."""
    return f"{_kind(each)} {_Names(design, ()).of(each)}"


def _lines(names: "_Names", changes: tuple[Change, ...]) -> Iterator[Line]:
    for change in changes:
        match change:
            case (
                Add(object=KeyMember() | IndexMember() | RelationshipMember())
                | Remove(object=KeyMember() | IndexMember() | RelationshipMember())
            ):
                continue
            case Add(added):
                yield Line("add", f"{_kind(added)} {names.of(added)}")
            case Remove(removed):
                yield Line("del", f"{_kind(removed)} {names.of(removed)}")
            case Alter(attribute="rank"):
                yield Line("mod", f"order of {names.by_id(change.object)}")
            case Alter():
                what = change.attribute.replace("_", " ")
                before, after = names.value(change.before), names.value(change.after)
                yield Line("mod", f"{what} of {names.by_id(change.object)}: {before} → {after}")
            case _:
                assert_never(change)


class _Names:
    """Names of objects that are in a design or in the changes themselves."""

    def __init__(self, design: Design, changes: tuple[Change, ...]) -> None:
        self.design = design
        self.own = {each.object.id: each.object for each in changes if isinstance(each, Add | Remove)}

    def by_id(self, id: Id) -> str:
        found = self.own.get(id) or self.design.find(id)
        return self.of(found) if found else "something that is gone"

    def of(self, each: Object) -> str:
        match each:
            case Field() | Index():
                return f"{self.by_id(each.entity)}.{each.name}" if isinstance(each, Field) else each.name
            case EnumValue():
                return f"{each.value} of {self.by_id(each.enum)}"
            case _:
                return str(getattr(each, "name", "") or kind_of(each).replace("_", " "))

    def value(self, value: object) -> str:
        match value:
            case None | "":
                return "none"
            case bool():
                return "yes" if value else "no"
            case TypeName():
                return short_type(self.design, value)
            case TypeRef():
                return self.by_id(value.id) + "[]" * value.dimensions
            case str():
                found = self.own.get(value) or self.design.find(value)
                return self.of(found) if found else value
            case _:
                return str(msgspec.to_builtins(value))


def _kind(each: Object) -> str:
    kind = kind_of(each)
    return _KINDS.get(kind, kind.replace("_", " "))
