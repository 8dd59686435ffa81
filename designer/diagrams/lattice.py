"""The lines that wires may run along, and which pieces of them boxes block."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from designer.diagrams.geometry import Box, Point

ASIDE = 24  # lines run so far to the left and right of a box, if nothing better is near
BELOW = 18  # and so far above and under it
CLEAR = 6  # nothing comes nearer to a box than this, but for its own ends
NEAR = 6  # lines nearer than this to one another are one


class Lattice:
    """Nodes are numbered row by row: node = row * width + column. A blocked piece leads right or down from its node."""

    def __init__(self, boxes: Sequence[Box], points: Iterable[Point], bounds: Box | None) -> None:
        points = tuple(points)
        self.xs = _lines(
            (x for x, _ in points),
            (edge for box in boxes for edge in (box.x - ASIDE, box.right + ASIDE)),
            (bounds.x, bounds.right) if bounds else None,
        )
        self.ys = _lines(
            (y for _, y in points),
            (edge for box in boxes for edge in (box.y - BELOW, box.bottom + BELOW)),
            (bounds.y, bounds.bottom) if bounds else None,
        )
        self.width, self.height = len(self.xs), len(self.ys)
        # The last column leads nowhere to the right, the last row nowhere down.
        self.right_blocked = bytearray(self.width * self.height)
        self.down_blocked = bytearray(self.width * self.height)
        for row in range(self.height):
            self.right_blocked[row * self.width + self.width - 1] = 1
        for column in range(self.width):
            self.down_blocked[(self.height - 1) * self.width + column] = 1
        for box in boxes:
            self._block(box)

    def node(self, point: Point) -> int:
        return bisect_left(self.ys, point[1]) * self.width + bisect_left(self.xs, point[0])

    def point(self, node: int) -> Point:
        row, column = divmod(node, self.width)
        return self.xs[column], self.ys[row]

    def _block(self, box: Box) -> None:
        left, right = bisect_right(self.xs, box.x - CLEAR), bisect_left(self.xs, box.right + CLEAR)
        top, bottom = bisect_right(self.ys, box.y - CLEAR), bisect_left(self.ys, box.bottom + CLEAR)
        for row in range(top, bottom):
            for column in range(max(left - 1, 0), right):
                self.right_blocked[row * self.width + column] = 1
        for row in range(max(top - 1, 0), bottom):
            for column in range(left, right):
                self.down_blocked[row * self.width + column] = 1


def _lines(needed: Iterable[float], wished: Iterable[float], bounds: tuple[float, float] | None) -> list[float]:
    lines = sorted(set(needed))
    for line in sorted(set(wished)):
        at = bisect_left(lines, line)
        is_near = any(abs(other - line) < NEAR for other in lines[max(at - 1, 0) : at + 1])
        if not is_near and (bounds is None or bounds[0] <= line <= bounds[1]):
            lines.insert(at, line)
    return lines
