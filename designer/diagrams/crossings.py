"""Where links between regions cross the borders: one place for all links of a region to one parent, a trunk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from designer.diagrams.board import End
from designer.diagrams.geometry import Box, Point
from designer.diagrams.regions import Region
from designer.diagrams.scene import Link
from designer.diagrams.shape import TITLE_SIZE
from designer.diagrams.stacking import stack
from designer.diagrams.text import width

HOP = 12  # on either side of a border a trunk runs straight
APART = 12  # between trunks

type Side = Literal["n", "e", "s", "w"]

_OPPOSITE: Mapping[Side, Side] = {"e": "w", "w": "e", "n": "s", "s": "n"}


class Trunk(Struct, frozen=True):
    """Links from entities of one region to a parent in another; all of them required, or none.

    source, target: keys of regions. leaves_at: the middle of the children's rows; arrives_at: the parent's row.
    """

    key: str
    source: str
    target: str
    links: tuple[Link, ...]
    leaves_at: Point
    arrives_at: Point


def crossings(trunks: Iterable[Trunk], regions: Mapping[str, Region]) -> dict[str, tuple[End, End]]:
    """By key of trunk: where it leaves its source and where it enters its target, both seen from outside."""
    wanted: dict[tuple[str, Side], list[tuple[float, str, bool]]] = defaultdict(list)
    for trunk in trunks:
        side = _facing(regions[trunk.source].box, regions[trunk.target].box)
        axis = 1 if side in {"e", "w"} else 0
        wanted[trunk.source, side].append((trunk.leaves_at[axis], trunk.key, True))
        wanted[trunk.target, _OPPOSITE[side]].append((trunk.arrives_at[axis], trunk.key, False))
    found: dict[tuple[str, bool], End] = {}
    for (region, side), several in wanted.items():
        several.sort(key=lambda each: each[0])
        for (_, key, leaves), place in zip(several, _along(regions[region], side, several), strict=True):
            found[key, leaves] = _crossing(regions[region].box, side, place)
    return {trunk.key: (found[trunk.key, True], found[trunk.key, False]) for trunk in trunks}


def _facing(source: Box, target: Box) -> Side:
    """The side of the source that looks at the target; sideways where it can be, as rows do."""
    if target.x >= source.right:
        return "e"
    if target.right <= source.x:
        return "w"
    return "s" if target.y >= source.y else "n"


def _along(region: Region, side: Side, wanted: Sequence[tuple[float, str, bool]]) -> list[float]:
    """Places along a side, near where the trunks want to cross and not on one another."""
    first, last = (region.box.y, region.box.bottom) if side in {"e", "w"} else (region.box.x, region.box.right)
    title = width(region.title, TITLE_SIZE) + 4 * HOP if side == "n" else 0
    first, last = first + HOP + title, last - HOP
    apart = min(APART, max(last - first, 0) / len(wanted))
    places = stack([place for place, _, _ in wanted], [apart] * len(wanted))
    count = len(places)
    return [
        round(min(max(place, first + index * apart), last - (count - 1 - index) * apart))
        for index, place in enumerate(places)
    ]


def _crossing(box: Box, side: Side, place: float) -> End:
    match side:
        case "e":
            return End((box.right, place), (box.right + HOP, place))
        case "w":
            return End((box.x, place), (box.x - HOP, place))
        case "s":
            return End((place, box.bottom), (place, box.bottom + HOP))
        case "n":
            return End((place, box.y), (place, box.y - HOP))
