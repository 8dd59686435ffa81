"""Divides the links of a diagram into wires: those within a region, and those between regions.

A link between two regions is three wires: from the child's row to the border of its region, from border to border, and
from there to the parent's row. So a region is routed anew only if something in it or at its border has changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from designer.diagrams.board import Board, End, Wire
from designer.diagrams.crossings import HOP, Trunk, crossings
from designer.diagrams.geometry import Box, Point
from designer.diagrams.layouts import Frame
from designer.diagrams.regions import Region, regions
from designer.diagrams.scene import Link
from designer.diagrams.shape import Shape
from designer.model import Id

BETWEEN = ""  # the key of the board between regions
STUB = 24  # the straight end of a wire at a row: room for a crow's foot
LEAST = 8  # room that a wire needs to get out between two boxes
ASIDE = 5  # at a row where required and optional links meet, so far above and below its middle

type Parts = dict[Id, tuple[tuple[str, str], ...]]


class _Lead(Struct, frozen=True):
    """A wire before its end at the parent's row is settled. required: None where it ends at a border."""

    board: str
    key: str
    start: End
    end: End
    required: bool | None = None


def boards(
    frames: Sequence[Frame], boxes: Mapping[Id, Box], shapes: Mapping[Id, Shape], links: Iterable[Link]
) -> tuple[dict[str, Board], Parts]:
    """(a board by key of region, and one BETWEEN them; by id of link the wires it consists of, as (board, wire))."""
    found = regions(frames)
    rows = _Rows(boxes, shapes, found)
    home = {entity: region.key for region in found for frame in region.frames for entity in frame.members}
    leads: list[_Lead] = []
    parts: Parts = {}
    far: dict[tuple[str, Id, Id, bool], list[Link]] = defaultdict(list)
    for link in links:
        source, target = home[link.child], home[link.parent]
        if source != target:
            far[source, link.parent, link.parent_field, link.required].append(link)
        elif link.child != link.parent:
            leads.append(_Lead(source, link.id, *rows.facing(link), required=link.required))
            parts[link.id] = ((source, link.id),)
    trunks = [_trunk(source, home[parent], several, rows) for (source, parent, *_), several in far.items()]
    ends = crossings(trunks, {each.key: each for each in found})
    for trunk in trunks:
        leads += _leads(trunk, *ends[trunk.key], rows)
        for link in trunk.links:
            parts[link.id] = ((trunk.source, link.id), (BETWEEN, trunk.key), (trunk.target, trunk.key))
    return _boards(found, boxes, _apart(leads)), parts


def _trunk(source: str, target: str, links: Sequence[Link], rows: "_Rows") -> Trunk:
    first = links[0]
    parent_x, _ = rows.middle(first.parent, first.parent_field)
    children_x = sum(rows.middle(link.child, link.child_field)[0] for link in links) / len(links)
    children = [rows.beside(link.child, link.child_field, parent_x) for link in links]
    return Trunk(
        key=f"{source}>{first.parent}.{first.parent_field}{'!' if first.required else '?'}",
        source=source,
        target=target,
        links=tuple(links),
        leaves_at=(sum(x for x, _ in children) / len(children), sum(y for _, y in children) / len(children)),
        arrives_at=rows.beside(first.parent, first.parent_field, children_x),
    )


def _leads(trunk: Trunk, leaving: End, entering: End, rows: "_Rows") -> Iterable[_Lead]:
    for link in trunk.links:
        row = rows.towards(link.child, link.child_field, leaving.anchor[0])
        yield _Lead(trunk.source, link.id, row, leaving.inverted())
    yield _Lead(BETWEEN, trunk.key, leaving, entering)
    first = trunk.links[0]
    row = rows.towards(first.parent, first.parent_field, entering.anchor[0])
    yield _Lead(trunk.target, trunk.key, entering.inverted(), row, required=first.required)


def _apart(leads: Sequence[_Lead]) -> Iterable[tuple[str, Wire]]:
    """(board, wire). Required and optional links that end at one row end a little apart: their signs differ."""
    kinds = Counter(anchor for anchor, _ in {(lead.end.anchor, lead.required) for lead in leads})
    for lead in leads:
        is_shared = lead.required is not None and kinds[lead.end.anchor] > 1
        end = lead.end.lowered(-ASIDE if lead.required else ASIDE) if is_shared else lead.end
        yield lead.board, Wire(lead.key, lead.start, end)


def _boards(found: Sequence[Region], boxes: Mapping[Id, Box], wires: Iterable[tuple[str, Wire]]) -> dict[str, Board]:
    of: dict[str, list[Wire]] = defaultdict(list)
    for board, wire in wires:
        of[board].append(wire)
    asked = {
        each.key: Board(
            boxes=tuple(box for box in boxes.values() if box.overlaps(each.box)) if each.key in of else (),
            wires=tuple(of[each.key]),
            bounds=each.box.grown(-HOP) if each.is_framed else None,
        )
        for each in found
    }
    return asked | {BETWEEN: Board(tuple(each.box for each in found), tuple(of[BETWEEN]), None)}


class _Rows:
    """Where wires end at the rows of entities."""

    def __init__(self, boxes: Mapping[Id, Box], shapes: Mapping[Id, Shape], found: Iterable[Region]) -> None:
        self._boxes, self._shapes = boxes, shapes
        self._near: dict[Id, tuple[Box, ...]] = {}  # the boxes in whose region an entity stands
        for region in found:
            inside = tuple(box for box in boxes.values() if box.overlaps(region.box))
            self._near |= {entity: inside for frame in region.frames for entity in frame.members}

    def middle(self, entity: Id, field: Id) -> Point:
        box = self._boxes[entity]
        return box.x + box.width / 2, box.y + self._shapes[entity].port(field)

    def beside(self, entity: Id, field: Id, x: float) -> Point:
        """Where a wire from the row can turn up or down, on the side that looks to `x`."""
        (out_x, y) = self.towards(entity, field, x).out
        return out_x + (STUB if out_x > self.middle(entity, field)[0] else -STUB), y

    def facing(self, link: Link) -> tuple[End, End]:
        """(the child's end, the parent's): on the sides that look at each other; right for one above the other."""
        child, parent = self._boxes[link.child], self._boxes[link.parent]
        child_is_right, parent_is_right = child.right <= parent.x, parent.right <= child.x
        if not child_is_right and not parent_is_right:
            child_is_right = parent_is_right = True
        return (
            self._end(link.child, link.child_field, on_right=child_is_right),
            self._end(link.parent, link.parent_field, on_right=parent_is_right),
        )

    def towards(self, entity: Id, field: Id, x: float) -> End:
        """The end on the side that looks to `x`."""
        return self._end(entity, field, on_right=x >= self.middle(entity, field)[0])

    def _end(self, entity: Id, field: Id, *, on_right: bool) -> End:
        """The end on one side, or on the other if a box stands too near to that one."""
        box, y = self._boxes[entity], self.middle(entity, field)[1]
        rooms = {side: self._room(box, entity, y, on_right=side) for side in (on_right, not on_right)}
        side = on_right if rooms[on_right] >= LEAST or rooms[on_right] >= rooms[not on_right] else not on_right
        stub = min(STUB, round(rooms[side] / 2, 1))
        return End((box.right, y), (box.right + stub, y)) if side else End((box.x, y), (box.x - stub, y))

    def _room(self, box: Box, entity: Id, y: float, *, on_right: bool) -> float:
        """How far it is from a row to the next box."""
        level = (other for other in self._near[entity] if other.y - LEAST < y < other.y + other.height + LEAST)
        if on_right:
            return min((other.x - box.right for other in level if other.x > box.x), default=2.0 * STUB)
        return min((box.x - other.right for other in level if other.x < box.x), default=2.0 * STUB)
