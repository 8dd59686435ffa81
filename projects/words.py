"""Changes as lines: what a fix would do, what an edit did."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec
from msgspec import Struct

from designer.changes import Add, Alter, Change, Conflict, Remove, apply
from designer.edits import label
from designer.model import Design, Id, IndexMember, KeyMember, RelationshipMember, TypeName, TypeRef, short_type

_MEMBERS = (KeyMember, IndexMember, RelationshipMember)


class Line(Struct, frozen=True):
    """One change. css: add, del or mod, a class of controls.css."""

    css: str
    text: str


def lines(before: Design, changes: tuple[Change, ...]) -> tuple[Line, ...]:
    """Changes as lines; members of keys and indexes are told by their owners. before: what the changes apply to."""
    try:
        after = apply(before, changes)
    except Conflict:
        after = before
    return tuple(_lines(before, after, changes))


def _lines(before: Design, after: Design, changes: Iterable[Change]) -> Iterator[Line]:
    for change in changes:
        match change:
            case Add(added):
                if not isinstance(added, _MEMBERS):
                    yield Line("add", label(after, added))
            case Remove(removed):
                if not isinstance(removed, _MEMBERS):
                    yield Line("del", label(before, removed))
            case Alter(attribute="rank"):
                yield Line("mod", f"place of {_named(after, change.object)}")
            case Alter():
                what = change.attribute.replace("_", " ")
                was, becomes = _value(before, change.before), _value(after, change.after)
                yield Line("mod", f"{what} of {_named(before, change.object)}: {was} → {becomes}")
            case _:
                assert_never(change)


def _named(design: Design, id: Id) -> str:
    found = design.find(id)
    return label(design, found) if found else "something that is gone"


def _value(design: Design, value: object) -> str:
    match value:
        case None | "" | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case TypeName() | TypeRef():
            return short_type(design, value)
        case str():
            found = design.find(value)
            return label(design, found) if found else value
        case _:
            return str(msgspec.to_builtins(value))
