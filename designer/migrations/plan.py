"""The steps from one design to another, and back."""

from collections.abc import Iterator

from msgspec import Struct

from designer.migrations.creating import Creation, create
from designer.migrations.dropping import drop, home
from designer.migrations.groups import grouped
from designer.migrations.step import Step
from designer.migrations.units import Part, Units, units
from designer.model import Design


class Plan(Struct, frozen=True):
    """upgrade: from the old design to the new. downgrade: back; planned alike, so that both have their hazards."""

    upgrade: tuple[Step, ...]
    downgrade: tuple[Step, ...]


def plan(old: Design, new: Design) -> Plan:
    """Raises Unplannable where a change has no recipe."""
    return Plan(tuple(_steps(old, new)), tuple(_steps(new, old)))


def _steps(old: Design, new: Design) -> Iterator[Step]:
    before, after = units(old), units(new)
    for group in reversed(grouped({key: unit for key, unit in before.items() if key not in after}, home(old))):
        yield from drop(old, group)
    yield from _creations(new, {key: unit for key, unit in after.items() if key not in before})


def _creations(design: Design, added: Units) -> Iterator[Step]:
    groups = grouped(added, lambda unit: unit.home)
    fresh = frozenset(group.head.key.id for group in groups if group.head.key.id in design.entities)
    split = frozenset(group.head.key.id for group in groups if group.head.key.part == Part.BODY)
    for group in groups:
        yield from create(Creation(design, fresh, split), group)
