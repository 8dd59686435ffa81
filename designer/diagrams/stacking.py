"""Things in a row that must not overlap, each as near as can be to where it wants to be.

Least squares by pooling adjacent violators. Source: Ayer et al., "An Empirical Distribution Function for Sampling with
Incomplete Information" (1955).
"""

from collections.abc import Sequence


def stack(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Where each thing begins, in the given order: as near to `wanted` as can be, none before the end of the last."""
    pools: list[tuple[float, int]] = []  # (mean of what is wanted less what stands before, how many)
    before = 0.0
    for begin, size in zip(wanted, sizes, strict=True):
        mean, count = begin - before, 1
        while pools and pools[-1][0] >= mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
        before += size
    begins: list[float] = []
    before = 0.0
    for mean, count in pools:
        for _ in range(count):
            begins.append(mean + before)
            before += sizes[len(begins) - 1]
    return begins
