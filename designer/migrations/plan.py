"""The steps from one design to another, and back."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.migrations.alter_enum import rebuilt
from designer.migrations.altering import alter
from designer.migrations.changed import Surviving, replaced
from designer.migrations.creating import Creation, create
from designer.migrations.dropping import drop, home
from designer.migrations.groups import grouped
from designer.migrations.renaming import renames, sequence_of
from designer.migrations.settling import settled
from designer.migrations.sql_objects import is_splittable
from designer.migrations.step import Step
from designer.migrations.units import Key, Kind, Part, Unit, Units, units
from designer.model import Design, Id


class Plan(Struct, frozen=True):
    """upgrade: from the old design to the new. downgrade: back; planned alike, so that both have their hazards."""

    upgrade: tuple[Step, ...]
    downgrade: tuple[Step, ...]


def plan(old: Design, new: Design) -> Plan:
    """Things are the same where their ids are. Raises Unplannable where a change has no recipe."""
    one, other = units(old), units(new)
    return Plan(tuple(_steps(old, new, one, other)), tuple(_steps(new, old, other, one)))


def _steps(old: Design, new: Design, before: Units, after: Units) -> Iterator[Step]:
    """Schemas come first, since things move into them; then what goes, as far as nothing that stays needs it; renames;
    what comes and what changes, each after what it needs; and last what had to wait until nothing needed it."""
    surviving = Surviving(settled(old, new), new, before, after)
    again = replaced(surviving, rebuilt(surviving.settled, new))
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    late = _late(before, gone, surviving.both() - again)
    schemas = {key for key in come if after[key].kind is Kind.SCHEMA}

    yield from _creations(surviving, _of(after, schemas), frozenset())
    yield from _drops(old, _of(before, (gone - late) | again))
    yield from renames(old, surviving.settled, again)
    yield from _creations(surviving, _of(after, (come - schemas) | surviving.both()), surviving.both() - again)
    yield from _drops(surviving.settled, _of(before, late))


def _of(units: Units, keys: Iterable[Key]) -> Units:
    wanted = set(keys)
    return {key: unit for key, unit in units.items() if key in wanted}


def _late(before: Units, gone: set[Key], staying: set[Key]) -> set[Key]:
    """What goes but is needed until something that stays has been altered, with what it needs itself."""
    late = {need for key in staying for need in before[key].needs if need in gone}
    waiting = list(late)
    while waiting:
        needed = {need for need in before[waiting.pop()].needs if need in gone} - late
        late |= needed
        waiting += needed
    return late


def _splittable(design: Design) -> frozenset[Id]:
    return frozenset(found.id for found in design.sql_objects.values() if is_splittable(found))


def _drops(design: Design, going: Units) -> Iterator[Step]:
    for group in reversed(grouped(going, home(design), _splittable(design))):
        yield from drop(design, group)


def _after_its_name_is_free(surviving: Surviving, unit: Unit) -> Unit:
    """A sequence may take the name of one that goes when a column stops being numbered."""
    if unit.kind is not Kind.SEQUENCE:
        return unit
    before, after = surviving.settled, surviving.new
    taken = {
        Key(field.id)
        for field in before.fields.values()
        if field.identity is not None
        and (now := after.fields.get(field.id)) is not None
        and now.identity is None
        and (before.schemas[before.entities[field.entity].schema].name, sequence_of(before, field)) == unit.name
    }
    return replace(unit, needs=unit.needs | taken)


def _enums_used(surviving: Surviving, coming: Units, staying: set[Key] | frozenset[Key]) -> frozenset[Id]:
    """Enums whose values may stand in something that comes or changes."""
    return frozenset(
        need.id
        for key, unit in coming.items()
        for need in unit.needs
        if need.id in surviving.new.enum_types
        and unit.kind is not Kind.COLUMN
        and (key not in staying or surviving.settled.find(key.id) != surviving.new.find(key.id))
    )


def _creations(surviving: Surviving, coming: Units, staying: set[Key] | frozenset[Key]) -> Iterator[Step]:
    """Creates what comes and alters what stays."""

    def within(unit: Unit) -> Iterator[Key]:
        """What comes stands in what comes: a column in its table, a default in its column."""
        candidates = () if unit.key in staying else (unit.home, Key(unit.key.id) if unit.kind is Kind.DEFAULT else None)
        return (key for key in candidates if key is not None and key not in staying)

    coming = {key: _after_its_name_is_free(surviving, unit) for key, unit in coming.items()}
    groups = grouped(coming, within, _splittable(surviving.new))
    fresh = {group.head.key.id for group in groups if group.head.kind is Kind.TABLE} - {key.id for key in staying}
    split = frozenset(group.head.key.id for group in groups if group.head.key.part == Part.BODY)
    used = _enums_used(surviving, coming, staying)
    creation = Creation(surviving.new, frozenset(fresh), split)
    for group in groups:
        if group.head.key in staying:
            yield from alter(surviving.settled, surviving.new, group.head.key, used)
        else:
            yield from create(creation, group)
