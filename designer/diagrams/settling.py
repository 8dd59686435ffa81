"""Keeps entities where they were, and finds places for new ones.

An entity moves only if another one has grown into it; then it goes down, as little as it can.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from designer.diagrams.geometry import Box, Point, around, distance
from designer.diagrams.packing import ASPECT
from designer.diagrams.placement import BETWEEN_ENTITIES, BETWEEN_FRAMES, BETWEEN_RANKS, Placed, framed
from designer.diagrams.scene import Link
from designer.diagrams.shape import Shape
from designer.model import Entity, Id

APART = 12  # what is left between two entities when one has grown
INTO_OTHERS = 10_000.0  # pixels that a place is worse by if its frame would then cover a part of another
BEFORE_ALL = 300.0  # and if the whole picture would then begin further left or up


def pins(entities: Iterable[Entity], shapes: Mapping[Id, Shape]) -> Placed:
    """Boxes of entities that someone has put where they are."""
    return {
        each.id: Box(each.x, each.y, shapes[each.id].width, shapes[each.id].height)
        for each in entities
        if each.x is not None and each.y is not None
    }


def stand(before: Placed, pinned: Placed, shapes: Mapping[Id, Shape]) -> Placed:
    """Boxes of entities that had a place before, and of those pinned, in their new sizes.

    before: the boxes of those that keep their place.
    """
    boxes = {}
    for entity in before.keys() | pinned.keys():
        old, shape = before.get(entity), shapes[entity]
        place = pinned.get(entity) or before[entity]
        # Entities of one column were made equally wide: they stay so.
        boxes[entity] = Box(place.x, place.y, max(shape.width, old.width if old else 0), shape.height)
    return push(boxes, [entity for entity, box in boxes.items() if before.get(entity) != box], pinned)


def push(boxes: Placed, changed: Iterable[Id], pinned: Container[Id]) -> Placed:
    """What overlaps a box that has grown or come goes under it, and so on; what is pinned stays."""
    boxes = dict(boxes)
    waiting = sorted(changed, key=lambda entity: (entity not in pinned, boxes[entity].y, boxes[entity].x))
    while waiting:
        grown = waiting.pop(0)
        for entity in [each for each, box in boxes.items() if each != grown and box.overlaps(boxes[grown])]:
            upper, lower = sorted((grown, entity), key=lambda each: (each not in pinned, boxes[each].y, boxes[each].x))
            if lower not in pinned:
                boxes[lower] = boxes[lower].moved(0, boxes[upper].bottom + APART - boxes[lower].y)
                waiting.append(lower)
    return boxes


# --- new entities -----------------------------------------------------------------------------------------------------


def add_entity(shape: Shape, boxes: Placed, members: Sequence[Id], links: Iterable[Link], frames: Sequence[Box]) -> Box:
    """A place beside an entity it is related to, or else beside one of its group.

    boxes: what stands. members: those of its group, at least one of them standing. frames: those of other groups.
    """
    parents = [boxes[link.parent] for link in links if link.child == shape.entity and link.parent in boxes]
    children = [boxes[link.child] for link in links if link.parent == shape.entity and link.child in boxes]
    group = [boxes[each] for each in members if each in boxes]
    frame = framed(group)
    whole = around([frame, *frames])
    size = Box(0, 0, shape.width, shape.height)
    wanted = [
        *((box.right + BETWEEN_RANKS, box.y) for box in parents),
        *((box.x - BETWEEN_RANKS - size.width, box.y) for box in children),
    ]

    def cost(box: Box) -> tuple[float, float, float]:
        grown = framed([*group, box])
        covers = any(grown.overlaps(other) and not frame.overlaps(other) for other in frames)
        before = grown.x < whole.x or grown.y < whole.y
        if wanted:
            far = sum(distance((box.x, box.y), place) for place in wanted) / len(wanted)
            far += grown.width + grown.height - frame.width - frame.height
        else:
            far = max(grown.width / ASPECT, grown.height)
        return far + INTO_OTHERS * covers + BEFORE_ALL * before, box.y, box.x

    places = (
        Box(x, y, size.width, size.height) for box in [*parents, *children, *group] for x, y in _beside(box, size)
    )
    return min((box for box in places if _is_free(box, boxes)), key=cost, default=None) or _under(boxes, size)


def _beside(box: Box, size: Box) -> list[Point]:
    return [
        (box.right + BETWEEN_RANKS, box.y),
        (box.x, box.bottom + BETWEEN_ENTITIES),
        (box.x - BETWEEN_RANKS - size.width, box.y),
        (box.x, box.y - BETWEEN_ENTITIES - size.height),
    ]


def _is_free(box: Box, boxes: Placed) -> bool:
    room = box.grown(BETWEEN_ENTITIES - 1)
    return not any(room.overlaps(other) for other in boxes.values())


def _under(boxes: Placed, size: Box) -> Box:
    whole = around(boxes.values())
    return Box(whole.x, whole.bottom + BETWEEN_FRAMES, size.width, size.height)


def add_group(size: Box, frames: Sequence[Box], boxes: Placed) -> Point:
    """Where a new frame of this size fits among others, so that the whole keeps the shape of a screen."""
    taken = [*frames, *boxes.values()]
    whole = around(taken)
    corners = [
        *((frame.right + BETWEEN_FRAMES, frame.y) for frame in frames),
        *((frame.x, frame.bottom + BETWEEN_FRAMES) for frame in frames),
        (whole.right + BETWEEN_FRAMES, whole.y),
        (whole.x, whole.bottom + BETWEEN_FRAMES),
    ]
    free = [
        corner
        for corner in corners
        if not any(size.moved(*corner).grown(BETWEEN_FRAMES - 1).overlaps(other) for other in taken)
    ]

    def screen(corner: Point) -> tuple[float, float, float]:
        grown = around([whole, size.moved(*corner)])
        return max(grown.width / ASPECT, grown.height), corner[1], corner[0]

    return min(free, key=screen)
