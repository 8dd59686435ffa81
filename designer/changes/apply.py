"""Changes applied to a design, and undone."""

from collections.abc import Iterable
from typing import Any, assert_never

from msgspec.structs import replace

from designer.changes.change import KINDS, Add, Alter, Change, Remove
from designer.model import CONVENTIONS_ID, TABLES, Conventions, Design, Id, Object, Problem


class Conflict(Exception):
    """The design is not as the change expects it: somebody else was there first. `problem` says where and what."""

    def __init__(self, problem: Problem, *, expected: object = None, found: object = None) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.expected = expected
        self.found = found


def apply(design: Design, changes: Iterable[Change]) -> Design:
    """The design after the changes, in their order. Raises Conflict and then changes nothing.

    Copies only the tables that the changes touch. Does not check invariants: `designer.model.problems` does.
    """
    tables: dict[str, dict[Id, Any]] = {}
    conventions = design.conventions

    def table(kind: type[Object]) -> dict[Id, Any]:
        name = TABLES[kind]
        if name not in tables:
            tables[name] = dict(getattr(design, name))
        return tables[name]

    for change in changes:
        match change:
            case Add(added):
                _add(table(type(added)), added)
            case Remove(removed):
                _remove(table(type(removed)), removed)
            case Alter(object=id) if id == CONVENTIONS_ID:
                conventions = _altered(conventions, change)
            case Alter(object=id, kind=kind):
                objects = table(KINDS[kind])
                objects[id] = _altered(objects.get(id), change)
            case _:
                assert_never(change)
    return replace(design, conventions=conventions, **tables)


def _add(table: dict[Id, Any], added: Object) -> None:
    if added.id in table:
        raise Conflict(Problem(added.id, "", "It is already there: reload the page."), found=table[added.id])
    table[added.id] = added


def _remove(table: dict[Id, Any], removed: Object) -> None:
    found = table.get(removed.id)
    if found is None:
        raise Conflict(Problem(removed.id, "", "It has been deleted already: reload the page."))
    if found != removed:
        message = "It has been changed since: look at it again before you delete it."
        raise Conflict(Problem(removed.id, "", message), expected=removed, found=found)
    del table[removed.id]


def _altered[T: (Object, Conventions)](found: T | None, change: Alter) -> T:
    if found is None:
        raise Conflict(Problem(change.object, change.attribute, "It has been deleted meanwhile: reload the page."))
    value = getattr(found, change.attribute)
    if value != change.before:
        message = f"Its {change.attribute.replace('_', ' ')} has been changed meanwhile: choose which value to keep."
        raise Conflict(Problem(change.object, change.attribute, message), expected=change.before, found=value)
    return replace(found, **{change.attribute: change.after})


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that undo these: `apply(apply(design, changes), invert(changes)) == design`."""
    return tuple(_inverse(change) for change in reversed(tuple(changes)))


def _inverse(change: Change) -> Change:
    match change:
        case Add(added):
            return Remove(added)
        case Remove(removed):
            return Add(removed)
        case Alter(before=before, after=after):
            return replace(change, before=after, after=before)
        case _:
            assert_never(change)
