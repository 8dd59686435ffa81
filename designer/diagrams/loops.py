"""Routes of relationships from an entity to itself: around its left side."""

from collections import Counter
from collections.abc import Iterable, Mapping

from designer.diagrams.geometry import Box
from designer.diagrams.layouts import Path
from designer.diagrams.scene import Link
from designer.diagrams.shape import Shape
from designer.model import Id

OUT = 20  # between the feet at the rows and the wires of others
NEXT = 6


def loops(links: Iterable[Link], boxes: Mapping[Id, Box], shapes: Mapping[Id, Shape]) -> dict[Id, Path]:
    """By id of link. A second loop of an entity runs around the first."""
    routes: dict[Id, Path] = {}
    turns: Counter[Id] = Counter()
    for link in links:
        if link.child == link.parent:
            box, shape = boxes[link.child], shapes[link.child]
            start, end = box.y + shape.port(link.child_field), box.y + shape.port(link.parent_field)
            if start == end:  # both rows are hidden, or it is one field: leave from the header to the foot
                start, end = box.y + 9, box.y + 19
            x = box.x - OUT - NEXT * turns[link.child]
            turns[link.child] += 1
            routes[link.id] = ((box.x, start), (x, start), (x, end), (box.x, end))
    return routes
