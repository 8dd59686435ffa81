"""Gathers units into the groups that a reader expects (a table with its columns, keys and indexes), and puts the
groups in order.

A circle (two tables that refer to each other, a check whose function reads the table) is resolved by taking parts out
of their group: constraints, indexes and defaults are statements of their own where they must be. What no such part
explains is a circle of functions, broken by a stub.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from designer.migrations.order import circles, in_order
from designer.migrations.step import Unplannable
from designer.migrations.units import Key, Kind, Part, Unit, Units
from designer.model import Id

# The units in whose group a unit stands, the first of them that is there.
type Home = Callable[[Unit], Iterable[Key]]


class Group(Struct, frozen=True):
    """What is created, or dropped, at one place: the head, and the units that stand within or right after it."""

    head: Unit
    parts: tuple[Unit, ...] = ()


def grouped(units: Units, home: Home, splittable: frozenset[Id] = frozenset()) -> list[Group]:
    """Groups in an order in which they can be created; read backwards, in which they can be dropped.

    splittable: the functions and views that can be created in two goes, first empty and then whole. Raises Unplannable
    where units need each other for good.
    """
    units = dict(units)
    place = {key: _home(units, unit, home) for key, unit in units.items()}
    while found := circles(_needs(units, place)):
        for circle in found:
            _break(units, place, set(circle), splittable)
    members: dict[Key, list[Unit]] = {key: [] for key in units if place[key] == key}
    for key, unit in units.items():
        if place[key] != key:
            members[place[key]].append(unit)
    heads = in_order(_needs(units, place), lambda key: units[key].place)
    return [Group(units[key], tuple(sorted(members[key], key=lambda unit: unit.place))) for key in heads]


def _home(units: Units, unit: Unit, home: Home) -> Key:
    return next((key for key in home(unit) if key in units), unit.key)


def _needs(units: Units, place: Mapping[Key, Key]) -> dict[Key, set[Key]]:
    """What each group needs of the others."""
    needs: dict[Key, set[Key]] = {key: set() for key in units if place[key] == key}
    for key, unit in units.items():
        here = place[key]
        mine = needs[here]
        for each in unit.needs:
            there = place.get(each, here)
            if there != here:
                mine.add(there)
    return needs


def _break(units: Units, place: dict[Key, Key], circle: set[Key], splittable: frozenset[Id]) -> None:
    """Takes a circle apart: foreign keys out of their tables first, then other parts, then function bodies."""
    parts = list(_parts_in(units, place, circle))
    if parts:
        foreign_keys = [unit for unit in parts if unit.kind is Kind.FOREIGN_KEY]
        for unit in foreign_keys or parts:
            place[unit.key] = unit.key
        return
    breakable = sorted(
        (units[key] for key in circle if key.id in splittable and key.part == Part.WHOLE),
        # A view's placeholder needs nothing; a function's stub still needs the types of its arguments.
        key=lambda unit: (unit.kind is not Kind.VIEW, unit.place),
    )
    if not breakable:
        names = ", ".join(sorted(".".join(filter(None, units[key].name)) for key in circle))
        raise Unplannable(f"These need each other, so none can be created first: {names}. Take one reference away.")
    unit = breakable[0]
    body = Key(unit.key.id, Part.BODY)
    units[body] = Unit(body, unit.kind, unit.name, unit.needs | {unit.key})
    outside = frozenset(each for each in unit.needs if place.get(each) not in circle)
    units[unit.key] = Unit(unit.key, unit.kind, unit.name, outside)
    place[body] = body


def _parts_in(units: Units, place: Mapping[Key, Key], circle: set[Key]) -> Iterator[Unit]:
    """Parts that tie their group to another of the circle."""
    for key, unit in units.items():
        here = place[key]
        if here == key or here not in circle or unit.kind is Kind.COLUMN:
            continue
        if any(place.get(each, here) != here and place[each] in circle for each in unit.needs):
            yield unit
