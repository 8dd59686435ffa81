"""One measured figure: a row of the benchmarks' output."""

import time
from collections.abc import Callable

from msgspec import Struct


class Figure(Struct, frozen=True, kw_only=True):
    """limit: the value not to exceed, None where the figure only stands for comparison. value None: not measured,
    `note` says why."""

    group: str
    name: str
    value: float | None
    unit: str = "s"
    limit: float | None = None
    note: str = ""

    @property
    def ok(self) -> bool:
        return self.limit is None or (self.value is not None and self.value <= self.limit)


def seconds[T](run: Callable[[], T], *, times: int = 1) -> tuple[float, T]:
    """(wall seconds of the fastest of `times` runs, the last result): the fastest is the least disturbed."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - started)
    return round(best, 4), result
