"""What the router is asked: obstacles, and wires to lead around them."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from designer.diagrams.geometry import Box, Point
from designer.diagrams.layouts import Path


class End(Struct, frozen=True, array_like=True):
    """anchor: where a wire ends. out: from where it is free to turn."""

    anchor: Point
    out: Point

    def lowered(self, dy: float) -> "End":
        return End((self.anchor[0], self.anchor[1] + dy), (self.out[0], self.out[1] + dy))

    def inverted(self) -> "End":
        """The same anchor, left to the other side."""
        (x, y), (out_x, out_y) = self.anchor, self.out
        return End((x, y), (2 * x - out_x, 2 * y - out_y))


class Wire(Struct, frozen=True, array_like=True):
    key: str
    start: End
    end: End


class Board(Struct, frozen=True, array_like=True):
    """In the diagram's coordinates. bounds: what no wire leaves."""

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    bounds: Box | None

    @property
    def digest(self) -> str:
        return blake2b(msgspec.json.encode(self), digest_size=12).hexdigest()


def straight(points: Sequence[Point]) -> Path:
    """The same path without repeated points and points within a stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def join(paths: Iterable[Path]) -> Path:
    """One path of several that follow one another."""
    return straight([point for path in paths for point in path])
