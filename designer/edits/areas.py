"""Areas: named frames of the diagram, and the entities in them."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.refused import NEW, accepted, refuse
from designer.model import Area, Design, Id, by_rank, new_id, rank_between

HUES = range(1, 7)


def new_area(
    design: Design, name: str, *, hue: int | None = None, description: str = "", entities: Sequence[Id] = ()
) -> tuple[Change, ...]:
    """An area behind the others, with entities in it. hue: 1 to 6; None takes the one used least."""
    areas = by_rank(design.areas.values())
    used = [area.hue for area in areas]
    area = Area(
        id=new_id(),
        name=name.strip(),
        rank=rank_between(areas[-1].rank if areas else None, None),
        hue=min(HUES, key=used.count) if hue is None else hue,
        description=description.strip(),
    )
    _check_hue(area.hue, NEW)
    return accepted(design, (Add(area), *_assigned(design, entities, area.id)))


def alter_area(
    design: Design,
    area: Id,
    *,
    name: str | UnsetType = UNSET,
    hue: int | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay."""
    found = lookup(design.areas, area, "area")
    if hue is not UNSET:
        _check_hue(hue, area)
    changes = altered(
        found,
        name=name if name is UNSET else name.strip(),
        hue=hue,
        description=description if description is UNSET else description.strip(),
    )
    return accepted(design, changes)


def assign_area(design: Design, area: Id | None, entities: Sequence[Id]) -> tuple[Change, ...]:
    """Puts entities into an area; None takes them out of theirs."""
    if area is not None:
        lookup(design.areas, area, "area")
    return accepted(design, _assigned(design, entities, area))


def place_entities(design: Design, places: Mapping[Id, tuple[float, float] | None]) -> tuple[Change, ...]:
    """Where someone has dragged entities to, in points; None gives an entity back to the layout."""
    changes: list[Change] = []
    for entity, place in places.items():
        x, y = place or (None, None)
        changes += altered(lookup(design.entities, entity, "entity"), x=x, y=y)
    return accepted(design, changes)


def _assigned(design: Design, entities: Iterable[Id], area: Id | None) -> tuple[Change, ...]:
    found = [lookup(design.entities, each, "entities") for each in dict.fromkeys(entities)]
    return tuple(step for each in found for step in altered(each, area=area))


def _check_hue(hue: int, object: Id) -> None:  # noqa: A002 -- Problem's own name
    if hue not in HUES:
        raise refuse("hue", "There are six colours: choose one from 1 to 6.", object=object)
