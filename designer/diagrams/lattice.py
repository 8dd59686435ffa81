"""The lines that wires may run along, and which pieces of them boxes block."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from designer.diagrams.geometry import Box, Point

ASIDE = 24  # lines run so far to the left and right of a box, if nothing better is near
BELOW = 18  # and so far above and under it
CLEAR = 3  # nothing comes nearer to a box than this, but for its own ends
NEAR = 10  # lines beside boxes that are nearer than this to one another are one

ALONG, DOWN = 0, 1  # directions: horizontal, vertical

type Step = tuple[int, int, float, float, float]  # to which node, in which direction, how far; the node's x and y


class Lattice:
    """Nodes are numbered row by row: node = row * width + column. A blocked piece leads right or down from its node."""

    def __init__(self, boxes: Sequence[Box], points: Sequence[Point], bounds: Box | None) -> None:
        sides = [edge for box in boxes for edge in (box.x - ASIDE, box.right + ASIDE)]
        levels = [edge for box in boxes for edge in (box.y - BELOW, box.bottom + BELOW)]
        self.xs = _lines((x for x, _ in points), sides, (bounds.x, bounds.right) if bounds else None)
        self.ys = _lines((y for _, y in points), levels, (bounds.y, bounds.bottom) if bounds else None)
        self.width, self.height = len(self.xs), len(self.ys)
        self._right = bytearray(self.width * self.height)  # 1: blocked
        self._down = bytearray(self.width * self.height)
        self._right[self.width - 1 :: self.width] = bytes([1]) * self.height
        self._down[(self.height - 1) * self.width :] = bytes([1]) * self.width
        for box in boxes:
            self._block(box)
        self._ends = {self.node(point) for point in points}
        self._keep_local(set(sides), set(levels))
        self._steps: dict[int, tuple[Step, ...]] = {}

    def node(self, point: Point) -> int:
        return bisect_left(self.ys, point[1]) * self.width + bisect_left(self.xs, point[0])

    def point(self, node: int) -> Point:
        row, column = divmod(node, self.width)
        return self.xs[column], self.ys[row]

    def steps(self, node: int) -> tuple[Step, ...]:
        """Where one can go from a node: in each direction to the next where one could turn or end."""
        if (known := self._steps.get(node)) is None:
            known = self._steps[node] = self._find_steps(node)
        return known

    def _find_steps(self, node: int) -> tuple[Step, ...]:
        right, down, width = self._right, self._down, self.width
        row, column = divmod(node, width)
        x, y = self.xs[column], self.ys[row]
        found = []
        to = node
        while not right[to]:
            to += 1
            if self._is_stop(to, down, width):
                found.append((to, ALONG, self.xs[to % width] - x, self.xs[to % width], y))
                break
        to = node
        while to and not right[to - 1]:
            to -= 1
            if self._is_stop(to, down, width):
                found.append((to, ALONG, x - self.xs[to % width], self.xs[to % width], y))
                break
        to = node
        while not down[to]:
            to += width
            if self._is_stop(to, right, 1):
                found.append((to, DOWN, self.ys[to // width] - y, x, self.ys[to // width]))
                break
        to = node
        while to >= width and not down[to - width]:
            to -= width
            if self._is_stop(to, right, 1):
                found.append((to, DOWN, y - self.ys[to // width], x, self.ys[to // width]))
                break
        return tuple(found)

    def _is_stop(self, node: int, crossing: bytearray, by: int) -> bool:
        """Whether one can turn or end there."""
        return not crossing[node] or (node >= by and not crossing[node - by]) or node in self._ends

    def _block(self, box: Box) -> None:
        left, right = bisect_right(self.xs, box.x - CLEAR), bisect_left(self.xs, box.right + CLEAR)
        top, bottom = bisect_right(self.ys, box.y - CLEAR), bisect_left(self.ys, box.bottom + CLEAR)
        for row in range(top, bottom):
            start = row * self.width
            self._right[start + max(left - 1, 0) : start + right] = bytes([1]) * (right - max(left - 1, 0))
        for row in range(max(top - 1, 0), bottom):
            start = row * self.width
            self._down[start + left : start + right] = bytes([1]) * (right - left)

    def _keep_local(self, sides: set[float], levels: set[float]) -> None:
        """Lines that are there for the end of a wire lead from it to the first box, and not through the whole board."""
        columns: dict[int, list[int]] = {}
        rows: dict[int, list[int]] = {}
        for node in sorted(self._ends):
            row, column = divmod(node, self.width)
            if self.ys[row] not in levels:
                rows.setdefault(row, []).append(column)
            if self.xs[column] not in sides:
                columns.setdefault(column, []).append(row)
        for row, ends in rows.items():
            _cut(self._right, row * self.width, 1, self.width, ends)
        for column, ends in columns.items():
            _cut(self._down, column, self.width, self.height, ends)


def _cut(blocked: bytearray, start: int, by: int, count: int, ends: Sequence[int]) -> None:
    """Blocks the pieces of a line (`count` nodes from `start`, `by` apart) that lead to none of `ends`."""
    reached: set[int] = set()
    for end in ends:
        low = high = end
        while low > 0 and not blocked[start + (low - 1) * by]:
            low -= 1
        while high < count - 1 and not blocked[start + high * by]:
            high += 1
        reached.update(range(low, high))
    for index in range(count):
        if index not in reached:
            blocked[start + index * by] = 1


def _lines(needed: Iterable[float], wished: Iterable[float], bounds: tuple[float, float] | None) -> list[float]:
    kept: list[float] = []
    for line in sorted(set(wished)):
        if (not kept or line - kept[-1] >= NEAR) and (bounds is None or bounds[0] <= line <= bounds[1]):
            kept.append(line)
    return sorted({*needed, *kept})
