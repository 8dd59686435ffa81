"""What makes one design into another, by id."""

from collections.abc import Iterator

from msgspec.structs import fields

from designer.changes.change import Add, Alter, Change, Remove, kind_of
from designer.model import TABLES, Conventions, Design, Object


def compare(old: Design, new: Design) -> tuple[Change, ...]:
    """The changes from `old` to `new`: `apply(old, compare(old, new)) == new`.

    Removals first, children before parents; then alterations; then additions, parents before children. Within a kind
    by id, so that the same two designs always give the same list.
    """
    if old == new:
        return ()
    removed: list[Change] = []
    altered: list[Change] = list(alterations(old.conventions, new.conventions))
    added: list[Change] = []
    for table in TABLES.values():
        before, after = getattr(old, table), getattr(new, table)
        if before is after:
            continue
        removed += [Remove(before[id]) for id in sorted(before.keys() - after.keys())]
        added += [Add(after[id]) for id in sorted(after.keys() - before.keys())]
        for id in sorted(before.keys() & after.keys()):
            if before[id] is not after[id]:
                altered += alterations(before[id], after[id])
    return (*reversed(removed), *altered, *added)


def alterations[T: (Object, Conventions)](before: T, after: T) -> Iterator[Alter]:
    """One Alter for each attribute in which two states of an object differ."""
    for field in fields(before):
        was, becomes = getattr(before, field.name), getattr(after, field.name)
        if was != becomes:
            yield Alter(object=before.id, kind=kind_of(before), attribute=field.name, before=was, after=becomes)
