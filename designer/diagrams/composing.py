"""From a design to a layout: what was there keeps its place, what is new finds one, what changed is routed again."""

from collections.abc import Iterable, Mapping, Sequence

from designer.diagrams.board import Board, join
from designer.diagrams.geometry import Box
from designer.diagrams.groups import Group, group
from designer.diagrams.hubs import folded
from designer.diagrams.layouts import Frame, Layout, Wired
from designer.diagrams.loops import loops
from designer.diagrams.packing import pack
from designer.diagrams.placement import BETWEEN_FRAMES, Placed, framed, place
from designer.diagrams.routing import route
from designer.diagrams.scene import Link, scene
from designer.diagrams.settling import add_entity, add_group, pins, push, stand
from designer.diagrams.shape import Detail, Shape, shapes
from designer.diagrams.wiring import boards
from designer.model import Design, Id


def layout(design: Design, previous: Layout | None = None, *, detail: Detail = Detail.ALL) -> Layout:
    """Where everything of a diagram stands.

    previous: the layout before an edit. Entities that it knows stay where they are, unless their area has changed or
    another one has grown into them; new ones come near what they are related to; and only frames in which something
    has changed are routed again. Entities with x and y stand there in any case. The same arguments give the same
    layout. Raises DiagramUnavailable where Graphviz cannot be run.
    """
    before = previous or Layout()
    drawn = scene(design)
    groups = group(design, drawn, {entity: frame.key for entity, frame in before.frame_of.items()})
    told = folded(drawn, groups, before.folded)
    sizes = shapes(design, drawn, detail, told)
    words = frozenset(told)
    lines = [each for each in drawn.links.values() if each.id not in words]
    pinned = pins(drawn.entities.values(), sizes)
    settled = _settled(groups, _kept(groups, before), pinned, sizes, lines)
    boxes = {entity: settled[entity] for entity in drawn.entities}  # in one order, whatever was there before
    frames = tuple(
        Frame(each.key, each.title, each.hue, framed([boxes[entity] for entity in each.members]), each.members)
        for each in groups
    )
    asked, parts = boards(frames, boxes, sizes, lines)
    wired = {key: _wired(board, before.wired.get(key)) for key, board in asked.items()}
    routes = {link: join(wired[board].paths[wire] for board, wire in wires) for link, wires in parts.items()}
    routes |= loops(lines, boxes, sizes)
    return Layout(
        detail=detail,
        boxes=boxes,
        frames=frames,
        routes={each.id: routes[each.id] for each in lines},
        folded=told,
        wired=wired,
    )


def _wired(board: Board, before: Wired | None) -> Wired:
    digest = board.digest
    return before if before and before.digest == digest else Wired(digest, route(board))


def _kept(groups: Iterable[Group], before: Layout) -> Placed:
    """Boxes of the layout before, of entities that are still in their frame."""
    return {
        entity: before.boxes[entity]
        for each in groups
        for entity in each.members
        if entity in before.boxes and before.frame_of[entity].key == each.key
    }


def _settled(
    groups: Sequence[Group], kept: Placed, pinned: Placed, shapes: Mapping[Id, Shape], links: Sequence[Link]
) -> Placed:
    """A box for every entity. Groups of which something stands get their new members one by one, the others come as a
    whole; what someone has pinned stands there in any case."""
    boxes = stand(kept, pinned, shapes)
    old = [each for each in groups if any(entity in kept for entity in each.members)]
    new = [each for each in groups if each not in old]
    boxes = _with_entities(old, boxes, shapes, links)
    boxes = _with_groups(place(new, shapes, links), [_frame(each, boxes) for each in old], boxes)
    return push(boxes, pinned, pinned)


def _with_groups(blocks: Sequence[Placed], frames: Sequence[Box], boxes: Placed) -> Placed:
    """Blocks packed together on an empty page, or each where it fits beside the frames that stand."""
    sizes = [framed(block.values()) for block in blocks]
    corners = pack([(each.width, each.height) for each in sizes], BETWEEN_FRAMES) if not frames else []
    taken = list(frames)
    added: Placed = {}
    for index, (block, size) in enumerate(zip(blocks, sizes, strict=True)):
        at_origin = size.moved(-size.x, -size.y)
        x, y = add_group(at_origin, taken, boxes) if frames else corners[index]
        added |= {entity: box.moved(x - size.x, y - size.y) for entity, box in block.items()}
        taken.append(at_origin.moved(x, y))
    return added | boxes


def _frame(group: Group, boxes: Placed) -> Box:
    return framed([boxes[entity] for entity in group.members if entity in boxes])


def _with_entities(groups: Sequence[Group], boxes: Placed, shapes: Mapping[Id, Shape], links: Iterable[Link]) -> Placed:
    links = tuple(links)
    for each in groups:
        for entity in _nearest_first([entity for entity in each.members if entity not in boxes], boxes, links):
            others = [_frame(other, boxes) for other in groups if other is not each]
            own = [link for link in links if entity in {link.child, link.parent}]
            boxes[entity] = add_entity(shapes[entity], boxes, each.members, own, others)
    return boxes


def _nearest_first(entities: list[Id], boxes: Placed, links: Sequence[Link]) -> Iterable[Id]:
    """Those related to what stands already come before those related to them."""
    waiting, placed = list(entities), set(boxes)
    while waiting:
        related = {link.child for link in links if link.parent in placed} | {
            link.parent for link in links if link.child in placed
        }
        following = next((each for each in waiting if each in related), waiting[0])
        waiting.remove(following)
        placed.add(following)
        yield following
