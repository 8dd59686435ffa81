"""Finds ways for wires on a lattice: short, with few corners and crossings, and shared by wires with the same end.

A* with the direction as part of the state. Source: Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic
Determination of Minimum Cost Paths" (1968).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from designer.diagrams.board import End, Wire
from designer.diagrams.geometry import distance
from designer.diagrams.lattice import Lattice

CORNER = 60.0  # what a corner costs, in pixels of detour
CROSSING = 20.0
BESIDE = 0.6  # more for each pixel beside another net

ALONG, DOWN = 0, 1  # directions: horizontal, vertical

type Way = list[int]  # nodes, from the start of a wire to its end


class Search:
    """Ways on one lattice; those found are dear to all that come after, but not to their own net."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.used = (defaultdict[int, int](int), defaultdict[int, int](int))  # by direction: node -> nets

    def net(self, wires: Sequence[Wire]) -> dict[str, Way]:
        """Ways of wires that share their end: the nearest first, each to what is there already."""
        end = self.lattice.node(wires[0].end.out)
        onwards: dict[int, int | None] = {end: None}  # the tree: node -> the next one on the way to the end
        ways = {}
        for wire in sorted(wires, key=lambda each: (distance(each.start.out, each.end.out), each.key)):
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
        xs, ys, width = self.lattice.xs, self.lattice.ys, self.lattice.width
        right, down = self.lattice.right_blocked, self.lattice.down_blocked
        points = [self.lattice.point(node) for node in tree]
        low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
        low_y, high_y = min(y for _, y in points), max(y for _, y in points)

        def remaining(node: int) -> float:
            row, column = divmod(node, width)
            x, y = xs[column], ys[row]
            dx = low_x - x if x < low_x else x - high_x if x > high_x else 0.0
            dy = low_y - y if y < low_y else y - high_y if y > high_y else 0.0
            return dx + dy + (CORNER if dx and dy else 0.0)

        along, across = self.used
        first = 2 * start + leaving
        costs = {first: 0.0}
        came: dict[int, int] = {}
        settled: set[int] = set()
        queue = [(remaining(start), first)]
        while queue:
            _, state = heappop(queue)
            cost = costs[state]
            node, direction = state >> 1, state & 1
            if node in tree:
                return _walk(came, state)
            if state in settled:
                continue
            settled.add(state)
            row, column = divmod(node, width)
            steps = []
            if not right[node]:
                steps.append((node + 1, ALONG, xs[column + 1] - xs[column]))
            if column and not right[node - 1]:
                steps.append((node - 1, ALONG, xs[column] - xs[column - 1]))
            if not down[node]:
                steps.append((node + width, DOWN, ys[row + 1] - ys[row]))
            if row and not down[node - width]:
                steps.append((node - width, DOWN, ys[row] - ys[row - 1]))
            for to, way, length in steps:
                beside, crossed = (along, across) if way == ALONG else (across, along)
                price = cost + length
                if way != direction:
                    price += CORNER
                if to in beside and node in beside:
                    price += BESIDE * length
                if to in crossed:
                    price += CROSSING
                if to in tree and tree[to] is None and way != entering:
                    price += CORNER
                reached = 2 * to + way
                if price < costs.get(reached, float("inf")):
                    costs[reached] = price
                    came[reached] = state
                    heappush(queue, (price + remaining(to), reached))
        return None

    def _use(self, ways: Iterable[Way]) -> None:
        width = self.lattice.width
        touched: tuple[set[int], set[int]] = (set(), set())
        for way in ways:
            for here, there in pairwise(way):
                touched[ALONG if here // width == there // width else DOWN].update((here, there))
        for used, nodes in zip(self.used, touched, strict=True):
            for node in nodes:
                used[node] += 1


def _direction(end: End) -> int:
    return DOWN if end.anchor[0] == end.out[0] else ALONG


def _walk(came: dict[int, int], state: int) -> Way:
    way = [state >> 1]
    while state in came:
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
