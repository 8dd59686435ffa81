"""Finds ways for wires on a lattice: short, with few corners and crossings, and shared by wires with the same end.

A* with the direction as part of the state. Source: Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic
Determination of Minimum Cost Paths" (1968).
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from designer.diagrams.board import End, Wire
from designer.diagrams.geometry import distance
from designer.diagrams.lattice import ALONG, DOWN, Lattice

CORNER = 60.0  # what a corner costs, in pixels of detour
CROSSING = 20.0
BESIDE = 0.6  # more for each pixel beside another net
LARGE = 50_000  # nodes: on lattices so large, what remains counts double, so that far fewer nodes are looked at
FAR = float("inf")

type Way = list[int]  # nodes, from the start of a wire to its end


class Search:
    """Ways on one lattice; those found are dear to all that come after, but not to their own net."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.haste = 1 + min(lattice.width * lattice.height / LARGE, 1)
        self.used: tuple[set[int], set[int]] = (set(), set())  # by direction: nodes through which a net runs

    def net(self, wires: Sequence[Wire]) -> dict[str, Way]:
        """Ways of wires that share their end: the nearest first, each to what is there already."""
        end = self.lattice.node(wires[0].end.out)
        onwards: dict[int, int | None] = {end: None}  # the tree: node -> the next one on the way to the end
        ways = {}
        for wire in sorted(wires, key=lambda each: distance(each.start.out, each.end.out)):
            start = self.lattice.node(wire.start.out)
            way = self._find(start, onwards, _direction(wire.start), _direction(wire.end))
            if way is None:
                continue
            for here, there in pairwise(way):
                onwards.setdefault(here, there)
            ways[wire.key] = way + _rest(onwards, way[-1])
        self._use(ways.values())
        return ways

    def _find(self, start: int, tree: dict[int, int | None], leaving: int, entering: int) -> Way | None:
        """The cheapest way from a node to the tree, None where boxes are in every way."""
        lattice, used = self.lattice, self.used
        points = [lattice.point(node) for node in tree]
        low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
        low_y, high_y = min(y for _, y in points), max(y for _, y in points)
        first = 2 * start + leaving
        costs, came = {first: 0.0}, {first: first}
        settled: set[int] = set()
        queue = [(0.0, first)]
        while queue:
            _, state = heappop(queue)
            node, direction = state >> 1, state & 1
            if node in tree:
                return _walk(came, state)
            if state in settled:
                continue
            settled.add(state)
            cost = costs[state]
            for to, way, length, x, y in lattice.steps(node):
                price = cost + length
                if way != direction:
                    price += CORNER
                if to in used[way] and node in used[way]:
                    price += BESIDE * length
                if to in used[1 - way]:
                    price += CROSSING
                if way != entering and to in tree and tree[to] is None:
                    price += CORNER
                reached = 2 * to + way
                if price < costs.get(reached, FAR):
                    costs[reached], came[reached] = price, state
                    # What remains at least: the distance to the tree, and a corner if it does not lie straight on.
                    dx = low_x - x if x < low_x else x - high_x if x > high_x else 0.0
                    dy = low_y - y if y < low_y else y - high_y if y > high_y else 0.0
                    turns = CORNER if (dy if way == ALONG else dx) else 0.0
                    heappush(queue, (price + self.haste * (dx + dy) + turns, reached))
        return None

    def _use(self, ways: Iterable[Way]) -> None:
        width = self.lattice.width
        for way in ways:
            for here, there in pairwise(way):
                self.used[ALONG if here // width == there // width else DOWN].update((here, there))


def _direction(end: End) -> int:
    return DOWN if end.anchor[0] == end.out[0] else ALONG


def _walk(came: dict[int, int], state: int) -> Way:
    """The nodes to a state from the one that came from itself."""
    way = [state >> 1]
    while came[state] != state:
        state = came[state]
        way.append(state >> 1)
    way.reverse()
    return way


def _rest(onwards: dict[int, int | None], node: int) -> Way:
    rest = []
    while (following := onwards[node]) is not None:
        rest.append(following)
        node = following
    return rest
