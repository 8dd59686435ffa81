"""A relationship as SVG: its line, and crow's feet that say how many at each end.

The notation is that of information engineering: a fork is many, a bar is one, a ring is none.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from designer.diagrams.geometry import Point, distance
from designer.diagrams.markup import escape, number, safe_id
from designer.diagrams.scene import Link

ROUND = 5  # radius of corners


class Many(StrEnum):
    """How many there can be at one end of a relationship."""

    ONE = "exactly one"
    NONE_OR_ONE = "zero or one"
    NONE_OR_MANY = "zero or many"


# Where the line begins, from the box outwards: behind what the end draws.
_BEGINS = {Many.ONE: 1.0, Many.NONE_OR_ONE: 16.0, Many.NONE_OR_MANY: 17.0}


def parent_end(link: Link) -> Many:
    return Many.ONE if link.required else Many.NONE_OR_ONE


def child_end(link: Link) -> Many:
    """A schema cannot demand that a parent has children, so none is always possible."""
    return Many.NONE_OR_ONE if link.single else Many.NONE_OR_MANY


def edge_svg(link: Link, route: Sequence[Point], title: str, *, far: bool, on: bool, interactive: bool) -> str:
    """The <g> of a relationship. route: corners from the child's row to the parent's. title: what a pointer is told."""
    child, parent = child_end(link), parent_end(link)
    line = _line(route, _BEGINS[child], _BEGINS[parent])
    child_marks, child_rings = _marks(child, route[0], route[1])
    parent_marks, parent_rings = _marks(parent, route[-1], route[-2])
    css_class = " ".join(["rel", *(["far"] if far else []), *(["on"] if on else [])])
    handle = (
        f' id="r-{safe_id(link.id)}" data-from="{safe_id(link.child)}" data-to="{safe_id(link.parent)}"'
        if interactive
        else ""
    )
    hit = f'<path class="hit" d="{line}"/>' if interactive else ""
    rings = "".join(
        f'<circle class="dot" cx="{number(x)}" cy="{number(y)}" r="3.5"/>' for x, y in (*child_rings, *parent_rings)
    )
    return (
        f'<g class="{css_class}"{handle}><title>{escape(title)}, {parent.value} to {child.value}</title>'
        f'<path d="{line}"/><path d="{child_marks}{parent_marks}"/>{rings}{hit}</g>'
    )


def _marks(many: Many, at: Point, beyond: Point) -> tuple[str, list[Point]]:
    """(path, centres of rings) of an end at `at` whose line leaves towards `beyond`, to the left or right."""
    x, y = at
    out = 1 if beyond[0] >= x else -1

    def bar(away: float) -> str:
        return f"M{number(x + out * away)} {number(y - 5)}v10"

    match many:
        case Many.ONE:
            return bar(6) + bar(10), []
        case Many.NONE_OR_ONE:
            stem = f"M{number(x + out)} {number(y)}h{number(out * 8)}"
            return bar(5) + stem, [(x + out * 12.5, y)]
        case Many.NONE_OR_MANY:
            tip = f"M{number(x + out * 10)} {number(y)}"
            return "".join(f"{tip}L{number(x)} {number(y + dy)}" for dy in (-5, 0, 5)), [(x + out * 13.5, y)]


def _line(route: Sequence[Point], skip_first: float, skip_last: float) -> str:
    """The path data: straight with rounded corners, less what the ends draw."""
    points = [_towards(route[0], route[1], skip_first), *route[1:-1], _towards(route[-1], route[-2], skip_last)]
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index, (before, corner) in enumerate(pairwise(points[:-1]), 1):
        after = points[index + 1]
        radius = min(ROUND, distance(before, corner) / 2, distance(corner, after) / 2)
        (x1, y1), (x2, y2) = _towards(corner, before, radius), _towards(corner, after, radius)
        data.append(f"L{number(x1)} {number(y1)}Q{number(corner[0])} {number(corner[1])} {number(x2)} {number(y2)}")
    data.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(data)


def _towards(start: Point, end: Point, by: float) -> Point:
    length = distance(start, end)
    share = min(by / length, 1) if length else 0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
