"""Packs boxes into a rectangle of the shape of a screen: bottom-left skyline packing.

Source: Jylänki, "A Thousand Ways to Pack the Bin" (2010), skyline bottom-left.
"""

from collections.abc import Sequence
from math import log, sqrt

from designer.diagrams.geometry import Point

ASPECT = 1.55  # width to height of what is left of a screen beside the panes

STEP = 1.25  # ratio of heights that are about the same

type Size = tuple[float, float]


def pack(sizes: Sequence[Size], gap: float, aspect: float = ASPECT) -> list[Point]:
    """The upper left corner of each box, `gap` pixels apart, as a whole about `aspect` times as wide as high."""
    if not sizes:
        return []
    padded = [(width + gap, height + gap) for width, height in sizes]
    ideal = sqrt(sum(width * height for width, height in padded) * aspect)
    widest = max(width for width, _ in padded)
    tries = (_pack_within(padded, max(widest, ideal * factor / 20)) for factor in range(18, 36))
    return min(tries, key=lambda points: _screen(padded, points, aspect))


def _screen(sizes: Sequence[Size], points: Sequence[Point], aspect: float) -> float:
    """The height of the smallest screen that shows it all."""
    right = max(x + width for (x, _), (width, _) in zip(points, sizes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(points, sizes, strict=True))
    return max(right / aspect, bottom)


def _pack_within(sizes: Sequence[Size], limit: float) -> list[Point]:
    points: list[Point] = [(0, 0)] * len(sizes)
    skyline: list[tuple[float, float, float]] = [(0, limit, 0)]  # (left, right, y), from left to right
    # Of about the same height, in the order given.
    for index in sorted(range(len(sizes)), key=lambda index: (-round(log(sizes[index][1], STEP)), index)):
        width, height = sizes[index]
        y, x = min((_rest(skyline, left, width), left) for left, _, _ in skyline if left + width <= limit + 0.5)
        points[index] = (x, y)
        skyline = _raised(skyline, x, x + width, y + height)
    return points


def _rest(skyline: list[tuple[float, float, float]], left: float, width: float) -> float:
    """The height at which a box of this width comes to rest when its left side is at `left`."""
    return max(y for start, end, y in skyline if start < left + width and end > left)


def _raised(
    skyline: list[tuple[float, float, float]], left: float, right: float, y: float
) -> list[tuple[float, float, float]]:
    raised = [(start, min(end, left), level) for start, end, level in skyline if start < left]
    raised.append((left, right, y))
    raised += [(max(start, right), end, level) for start, end, level in skyline if end > right]
    return raised
