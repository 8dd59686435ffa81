"""Places entities that have no place yet: Graphviz lays out what is connected, packing does the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

from graphviz import Digraph
from msgspec import Struct

from designer.diagrams import graphviz
from designer.diagrams.geometry import Box, around
from designer.diagrams.groups import Group
from designer.diagrams.packing import ASPECT, pack
from designer.diagrams.ranking import columns_between
from designer.diagrams.scene import Link
from designer.diagrams.shape import HEAD, ROW, Shape
from designer.diagrams.straightening import straighten
from designer.model import Id

INCH = 72  # Graphviz measures nodes and gaps in inches, positions in points; a point of its is a pixel of ours
BETWEEN_RANKS = 96
BETWEEN_ENTITIES = 36
BETWEEN_BLOCKS = 64
BETWEEN_FRAMES = 56
PADDING = 40  # between a frame and its entities: links pass there
TITLE = 16  # more of it at the top, for the frame's title
GRID = 4


class Component(Struct, frozen=True):
    """Entities that links connect, and those links."""

    members: tuple[Id, ...]
    links: tuple[Link, ...]


type Placed = dict[Id, Box]


def place(groups: Sequence[Group], shapes: Mapping[Id, Shape], links: Iterable[Link]) -> list[Placed]:
    """For each group a box for every member, from (0, 0)."""
    links = tuple(links)
    components = [components_of(each.members, links) for each in groups]
    answers = iter(
        graphviz.run("dot", [_dot(each, shapes) for several in components for each in several if each.links])
    )
    placed = []
    for several in components:
        blocks = [_block(each, shapes, next(answers)) for each in several if each.links]
        if lone := [shapes[each.members[0]] for each in several if not each.links]:
            blocks.append(_columns_of(lone))
        placed.append(_pack(blocks, BETWEEN_BLOCKS))
    return placed


def framed(boxes: Iterable[Box]) -> Box:
    """The frame around entities."""
    inner = around(boxes)
    return Box(
        inner.x - PADDING, inner.y - PADDING - TITLE, inner.width + 2 * PADDING, inner.height + 2 * PADDING + TITLE
    )


def _pack(blocks: Sequence[Placed], gap: float) -> Placed:
    wholes = [around(each.values()) for each in blocks]
    corners = pack([(each.width, each.height) for each in wholes], gap)
    return {
        entity: box.moved(x - whole.x, y - whole.y)
        for block, whole, (x, y) in zip(blocks, wholes, corners, strict=True)
        for entity, box in block.items()
    }


def components_of(members: Sequence[Id], links: Iterable[Link]) -> list[Component]:
    """What hangs together, the first member's component first; entities alone have no links."""
    home = {each: [each] for each in members}
    inside = [each for each in links if each.child in home and each.parent in home and each.child != each.parent]
    for each in inside:
        one, other = home[each.child], home[each.parent]
        if one is not other:
            one += other
            home |= dict.fromkeys(other, one)
    order = {each: index for index, each in enumerate(members)}
    linked: dict[int, list[Link]] = defaultdict(list)
    for each in inside:
        linked[id(home[each.child])].append(each)
    found = {id(each): each for each in home.values()}
    return [Component(tuple(sorted(each, key=order.__getitem__)), tuple(linked[key])) for key, each in found.items()]


def _columns_of(lone: Sequence[Shape]) -> Placed:
    """Entities without links, in columns: the narrow ones together, each column by name."""
    limit = sqrt(sum((each.width + BETWEEN_ENTITIES) * (each.height + BETWEEN_ENTITIES) for each in lone) / ASPECT)
    columns: list[list[Shape]] = []
    height = limit
    for shape in sorted(lone, key=lambda each: (each.width, each.title, each.entity)):
        if height >= limit:
            columns.append([])
            height = 0
        columns[-1].append(shape)
        height += shape.height + BETWEEN_ENTITIES
    placed, left = {}, 0.0
    for column in columns:
        width, top = max(each.width for each in column), 0.0
        for shape in sorted(column, key=lambda each: (each.title, each.entity)):
            placed[shape.entity] = Box(left, top, width, shape.height)
            top += shape.height + BETWEEN_ENTITIES
        left += width + BETWEEN_BLOCKS
    return placed


# --- Graphviz ---------------------------------------------------------------------------------------------------------


def _dot(component: Component, shapes: Mapping[Id, Shape]) -> str:
    graph = Digraph(
        graph_attr={
            "rankdir": "LR",
            "nodesep": f"{BETWEEN_ENTITIES / INCH:.3f}",
            "ranksep": f"{BETWEEN_RANKS / INCH:.3f}",
        },
        node_attr={"shape": "plain", "label": ""},
        edge_attr={"dir": "none"},
    )
    names = {each: f"n{index}" for index, each in enumerate(component.members)}
    ports: dict[Id, set[Id]] = defaultdict(set)
    for link in component.links:
        ports[link.child].add(link.child_field)
        ports[link.parent].add(link.parent_field)
    cells = {each: _cells(shapes[each], ports[each]) for each in component.members}
    for each, name in names.items():
        graph.node(name, label=_table(shapes[each].width, cells[each]))
    columns = columns_between(component.members, component.links, shapes, (BETWEEN_RANKS, BETWEEN_ENTITIES))
    for link in component.links:
        graph.edge(
            f"{names[link.parent]}:{_port(shapes[link.parent], link.parent_field)}:e",
            f"{names[link.child]}:{_port(shapes[link.child], link.child_field)}:w",
            minlen=str(columns.get(link.id, 1)),
        )
    return str(graph.source)


def _port(shape: Shape, field: Id) -> str:
    return f"p{shape.port(field):.0f}"


def _cells(shape: Shape, fields: Iterable[Id]) -> list[tuple[str, float]]:
    """The heights of cells from top to bottom, one with a port around each row that a link meets."""
    cells: list[tuple[str, float]] = []
    at = 0.0
    for port in sorted({shape.port(each) for each in fields}):
        half = ROW / 2 if port > HEAD else HEAD / 2
        if port - half > at:
            cells.append(("", port - half - at))
        cells.append((f"p{port:.0f}", 2 * half))
        at = port + half
    if shape.height > at:
        cells.append(("", shape.height - at))
    return cells


def _table(width: float, cells: Iterable[tuple[str, float]]) -> str:
    rows = "".join(
        f'<TR><TD {port}FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"></TD></TR>'
        for port, height in (((f'PORT="{name}" ' if name else ""), height) for name, height in cells)
    )
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>'


def _block(component: Component, shapes: Mapping[Id, Shape], answer: Mapping[str, Any]) -> Placed:
    """Graphviz decides the columns and the order in them; their widths are made equal and the links straight."""
    places = {each["name"]: each["pos"].split(",") for each in answer["objects"]}
    centres: dict[int, list[Id]] = defaultdict(list)
    tops = {}
    for index, entity in enumerate(component.members):
        x, y = map(float, places[f"n{index}"])
        centres[round(x)].append(entity)
        tops[entity] = -y - shapes[entity].height / 2
    columns = [sorted(centres[x], key=tops.__getitem__) for x in sorted(centres)]
    tops = straighten(columns, tops, shapes, component.links, BETWEEN_ENTITIES)
    placed: Placed = {}
    left = 0.0
    for column in columns:
        width = max(shapes[entity].width for entity in column)
        placed |= {each: Box(left, _snap(tops[each]), width, shapes[each].height) for each in column}
        left += width + BETWEEN_RANKS
    return placed


def _snap(value: float) -> float:
    return round(value / GRID) * GRID
