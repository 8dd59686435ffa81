"""Moves wires that run on one another apart, and to the middle of the room they have.

The stretches of a net that lie on one line are one rail, so that what its wires share stays shared. Rails of different
nets that would run into one another get tracks, in the order that crosses least.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cmp_to_key
from itertools import pairwise

from designer.diagrams.geometry import Box, Point
from designer.diagrams.layouts import Path

TRACK = 10  # between two rails, where there is room
FEET = 24  # beside a box, where crow's feet stand
CLOSE = 5  # rails of different nets nearer than this seem one
REACH = 4 * CLOSE  # how far one goes out of another's way
EDGE = 8  # above and under a box
MIDDLE = 150  # in a gap up to so wide, rails run in its middle

type Wall = tuple[float, float, float, float]  # across a rail from, to; along it from, to
type NetPath = tuple[int, Path]  # (number of the net, corners from anchor to anchor)


class Rail:
    """A straight piece of one net. at: its line, from `low` to `high` along it; turns: (where, to which side) others
    of its net leave it."""

    def __init__(self, net: int, at: float, low: float, high: float) -> None:
        self.net, self.at, self.low, self.high = net, at, low, high
        self.is_fixed = False
        self.turns: set[tuple[float, int]] = set()
        self.least, self.most = float("-inf"), float("inf")

    def meets(self, other: "Rail") -> bool:
        """Whether the two would touch if they were on one line."""
        return self.low - EDGE < other.high and other.low - EDGE < self.high

    def wanted(self) -> float:
        if self.most - self.least <= MIDDLE:
            return (self.least + self.most) / 2
        return self.within(self.at)

    def within(self, at: float) -> float:
        return min(max(at, self.least), self.most)


class Rails:
    """All rails of one direction: horizontal ones (axis 1, a line is a y) or vertical ones (axis 0, a line is an x)."""

    def __init__(self, wires: Iterable[NetPath], axis: int) -> None:
        self.axis = axis
        self._by_line: dict[tuple[int, float], list[Rail]] = {}
        pieces: dict[tuple[int, float], list[tuple[float, float]]] = defaultdict(list)
        for net, path in wires:
            for start, end in pairwise(path):
                if start[axis] == end[axis]:
                    along = sorted((start[1 - axis], end[1 - axis]))
                    pieces[net, start[axis]].append((along[0], along[1]))
        for (net, line), several in pieces.items():
            self._by_line[net, line] = _merged(net, line, sorted(several))

    def find(self, net: int, start: Point, end: Point) -> Rail:
        low = min(start[1 - self.axis], end[1 - self.axis])
        return next(each for each in self._by_line[net, start[self.axis]] if each.low <= low <= each.high)

    def all(self) -> list[Rail]:
        return [rail for several in self._by_line.values() for rail in several]


def _merged(net: int, line: float, pieces: Sequence[tuple[float, float]]) -> list[Rail]:
    rails: list[Rail] = []
    for low, high in pieces:
        if rails and low <= rails[-1].high:
            rails[-1].high = max(rails[-1].high, high)
        else:
            rails.append(Rail(net, line, low, high))
    return rails


def nudge(wires: Mapping[str, NetPath], boxes: Sequence[Box], bounds: Box | None) -> dict[str, Path]:
    """The same wires apart. The first and last stretch of each stay where they are."""
    by_axis = (Rails(wires.values(), 0), Rails(wires.values(), 1))
    for net, path in wires.values():
        _note_turns(by_axis, net, path)
    for rails in by_axis:
        walls = [_wall(box, rails.axis) for box in boxes]
        room = _wall(bounds, rails.axis) if bounds else None
        for rail in rails.all():
            _limit(rail, FEET if rails.axis == 0 else EDGE, walls, room)
        _assign_tracks(rails.all())
    return {key: _moved(by_axis, net, path) for key, (net, path) in wires.items()}


def _stretches(by_axis: tuple[Rails, Rails], net: int, path: Path) -> list[tuple[int, Rail]]:
    """(axis, rail) of each stretch of a path."""
    stretches = []
    for start, end in pairwise(path):
        axis = 0 if start[0] == end[0] else 1
        stretches.append((axis, by_axis[axis].find(net, start, end)))
    return stretches


def _note_turns(by_axis: tuple[Rails, Rails], net: int, path: Path) -> None:
    stretches = _stretches(by_axis, net, path)
    for index, (axis, rail) in enumerate(stretches):
        if index in {0, len(stretches) - 1}:
            rail.is_fixed = True
        for corner, beyond in ((index, index - 1), (index + 1, index + 2)):
            if 0 <= beyond < len(path):
                side = 1 if path[beyond][axis] > path[corner][axis] else -1
                rail.turns.add((path[corner][1 - axis], side))


def _wall(box: Box, axis: int) -> Wall:
    if axis == 0:
        return box.x, box.x + box.width, box.y - EDGE, box.y + box.height + EDGE
    return box.y, box.y + box.height, box.x - EDGE, box.x + box.width + EDGE


def _limit(rail: Rail, clear: float, walls: Iterable[Wall], room: Wall | None) -> None:
    """How far a rail can move before it comes to a box."""
    at, low, high = rail.at, rail.low, rail.high
    least, most = rail.least, rail.most
    for near, far, begin, end in walls:
        if begin < high and low < end:
            if far <= at:
                least = max(least, far)
            elif near >= at:
                most = min(most, near)
    if room:
        least, most = max(least, min(room[0] - clear, at)), min(most, max(room[1] + clear, at))
    clear = min(clear, (most - least) * 0.4)
    rail.least, rail.most = least + clear, most - clear


# --- tracks -----------------------------------------------------------------------------------------------------------


def _assign_tracks(rails: Sequence[Rail]) -> None:
    wanted = {id(rail): rail.wanted() for rail in rails if not rail.is_fixed}
    settled = [rail for rail in rails if rail.is_fixed]
    for cluster in _clusters(rails, wanted):
        nets: dict[int, list[Rail]] = defaultdict(list)
        for rail in cluster:
            nets[rail.net].append(rail)
        order = sorted(nets.values(), key=cmp_to_key(_before))
        levels = _levels(order)
        room = min(rail.most - rail.least for rail in cluster)
        track = min(TRACK, room / max(*levels, 1))
        for net, level in zip(order, levels, strict=True):
            for rail in net:
                rail.at = rail.within(wanted[id(rail)] + (level - max(levels) / 2) * track)
            _dodge(net, settled)
            settled += net


def _dodge(net: Sequence[Rail], settled: Sequence[Rail]) -> None:
    """Moves the rails of a net together until they lie on none of another net, if they can."""
    near = [
        (rail, other)
        for rail in net
        for other in settled
        if other.net != rail.net and abs(other.at - rail.at) < REACH and rail.meets(other)
    ]
    blocking = next((other for rail, other in near if abs(other.at - rail.at) < CLOSE), None)
    if blocking is not None:
        first = CLOSE if _before(net, [blocking]) > 0 else -CLOSE
        for by in (first, -first, 2 * first, -2 * first, 3 * first, -3 * first):
            is_free = all(abs(other.at - rail.at - by) >= CLOSE for rail, other in near)
            if is_free and all(rail.least <= rail.at + by <= rail.most for rail in net):
                for rail in net:
                    rail.at += by
                break
    for rail in net:
        rail.at = round(rail.at, 1)


def _clusters(rails: Sequence[Rail], wanted: Mapping[int, float]) -> list[list[Rail]]:
    """Movable rails that would run into one another."""
    ordered = sorted(
        (rail for rail in rails if not rail.is_fixed), key=lambda rail: (wanted[id(rail)], rail.net, rail.low)
    )
    clusters: list[list[Rail]] = []
    for rail in ordered:
        near = [
            cluster
            for cluster in clusters
            if any(wanted[id(rail)] - wanted[id(other)] < TRACK and rail.meets(other) for other in cluster)
        ]
        clusters = [cluster for cluster in clusters if cluster not in near]
        clusters.append([*(other for cluster in near for other in cluster), rail])
    return clusters


def _before(one: Sequence[Rail], other: Sequence[Rail]) -> int:
    """Which of two nets runs first (left, above) so that they cross least: negative if it is `one`."""
    score = 0
    for rail in one:
        for neighbour in other:
            score += _pull(rail, neighbour) - _pull(neighbour, rail)
    return score or (-1 if (one[0].at, one[0].net) < (other[0].at, other[0].net) else 1)


def _pull(rail: Rail, neighbour: Rail) -> int:
    """To which side of its neighbour a rail would better be, and how much: what leaves it crosses or, at the very end
    of the neighbour, runs on what leaves that."""
    low, high = neighbour.low, neighbour.high
    return sum(side * (2 if where in {low, high} else 1) for where, side in rail.turns if low <= where <= high)


def _levels(order: Sequence[Sequence[Rail]]) -> list[int]:
    """The track of each net: nets that do not meet may share one."""
    levels: list[int] = []
    for index, net in enumerate(order):
        below = [
            levels[other] + 1
            for other in range(index)
            if any(rail.meets(neighbour) for rail in net for neighbour in order[other])
        ]
        levels.append(max(below, default=0))
    return levels


def _moved(by_axis: tuple[Rails, Rails], net: int, path: Path) -> Path:
    stretches = _stretches(by_axis, net, path)
    corners = [
        (first.at, second.at) if axis == 0 else (second.at, first.at)
        for (axis, first), (_, second) in pairwise(stretches)
    ]
    return (path[0], *corners, path[-1])
