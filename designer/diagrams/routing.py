"""Leads wires around boxes: ways on a lattice, then tracks, so that nothing runs on or through anything else."""

from collections import defaultdict
from collections.abc import Sequence

from designer.diagrams.board import Board, Wire, straight
from designer.diagrams.geometry import Point, distance
from designer.diagrams.lattice import Lattice
from designer.diagrams.layouts import Path
from designer.diagrams.nudging import nudge
from designer.diagrams.search import Search


def route(board: Board) -> dict[str, Path]:
    """The path of every wire by key, from its start to its end, every stretch horizontal or vertical.

    Wires with the same end are one net: they share the way to it.
    """
    if not board.wires:
        return {}
    lattice = Lattice(board.boxes, [end.out for wire in board.wires for end in (wire.start, wire.end)], board.bounds)
    search = Search(lattice)
    found, stuck = {}, {}
    for number, net in enumerate(_nets(board.wires)):
        ways = search.net(net)
        for wire in net:
            if wire.key in ways:
                corners = [lattice.point(node) for node in ways[wire.key]]
                found[wire.key] = number, straight([wire.start.anchor, *corners, wire.end.anchor])
            else:
                stuck[wire.key] = _elbow(wire)
    return {key: straight(path) for key, path in nudge(found, board.boxes, board.bounds).items()} | stuck


def _nets(wires: Sequence[Wire]) -> list[list[Wire]]:
    """Short nets first: they have the fewest ways to choose from."""
    nets: dict[Point, list[Wire]] = defaultdict(list)
    for wire in wires:
        nets[wire.end.anchor].append(wire)
    return sorted(nets.values(), key=lambda net: max(map(_length, net)))


def _length(wire: Wire) -> float:
    return distance(wire.start.anchor, wire.end.anchor)


def _elbow(wire: Wire) -> Path:
    """For a wire whose end lies within a box, because boxes stand on one another."""
    (x1, y1), (x2, y2) = wire.start.out, wire.end.out
    middle = (x1 + x2) / 2
    return straight([wire.start.anchor, (x1, y1), (middle, y1), (middle, y2), (x2, y2), wire.end.anchor])
