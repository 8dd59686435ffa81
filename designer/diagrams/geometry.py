"""Points and boxes on the page: pixels, x to the right, y downwards."""

from collections.abc import Iterable

from msgspec import Struct

type Point = tuple[float, float]


class Box(Struct, frozen=True, array_like=True):
    """x, y: its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Box":
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, margin: float) -> "Box":
        return Box(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def overlaps(self, other: "Box") -> bool:
        """Whether they share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them. Raises ValueError where there are none."""
    edges = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    left, top = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    return Box(left, top, max(edge[2] for edge in edges) - left, max(edge[3] for edge in edges) - top)


def segment_hits(start: Point, end: Point, box: Box) -> bool:
    """Whether a horizontal or vertical segment passes through the inside of a box."""
    (x1, y1), (x2, y2) = start, end
    return (
        min(x1, x2) < box.x + box.width
        and max(x1, x2) > box.x
        and min(y1, y2) < box.y + box.height
        and max(y1, y2) > box.y
    )


def distance(one: Point, other: Point) -> float:
    """Along the axes."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
