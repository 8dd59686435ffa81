"""Moves the entities of each column up or down, in their order, so that links run straight and columns stay compact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from designer.diagrams.scene import Link
from designer.diagrams.shape import Shape
from designer.diagrams.stacking import stack
from designer.model import Id

SWEEPS = 6

type Tops = dict[Id, float]


def straighten(
    columns: Sequence[Sequence[Id]], tops: Tops, shapes: Mapping[Id, Shape], links: Iterable[Link], gap: float
) -> Tops:
    """The upper edge of every entity. columns: from left to right, each from top to bottom. tops: where they start."""
    tops = dict(tops)
    column_of = {entity: index for index, column in enumerate(columns) for entity in column}
    # (neighbour, how much higher this entity's top is than the neighbour's when the link is level)
    before: dict[Id, list[tuple[Id, float]]] = defaultdict(list)
    after: dict[Id, list[tuple[Id, float]]] = defaultdict(list)
    for link in links:
        rise = shapes[link.parent].port(link.parent_field) - shapes[link.child].port(link.child_field)
        is_forward = column_of[link.parent] < column_of[link.child]
        (before if is_forward else after)[link.child].append((link.parent, rise))
        (after if is_forward else before)[link.parent].append((link.child, -rise))
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        for column in columns if rightwards else reversed(columns):
            nearer, further = (before, after) if rightwards else (after, before)
            wanted = [_wanted(each, tops, nearer.get(each) or further.get(each, [])) for each in column]
            heights = [shapes[each].height + gap for each in column]
            tops |= zip(column, stack(wanted, heights), strict=True)
    return tops


def _wanted(entity: Id, tops: Tops, neighbours: Sequence[tuple[Id, float]]) -> float:
    if not neighbours:
        return tops[entity]
    return sum(tops[other] + rise for other, rise in neighbours) / len(neighbours)
