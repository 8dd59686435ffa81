"""Order among siblings: the fewest new ranks that give the order wished for."""

from bisect import bisect_left
from collections.abc import Sequence

from designer.model import Rank, rank_between


def reranked(current: Sequence[Rank | None]) -> tuple[Rank, ...]:
    """Strictly ascending ranks for things now in this order; None has no rank yet.

    Keeps the longest ascending run of the ranks there are (patience sorting, O(n log n)), so that two people who move
    different things seldom touch the same one.
    """
    kept = _longest_ascending(current)
    result: list[Rank] = []
    low: Rank | None = None
    for place, rank in enumerate(current):
        if place in kept and rank is not None:
            low = rank
        else:
            high = next((current[later] for later in range(place + 1, len(current)) if later in kept), None)
            low = rank_between(low, high)
        result.append(low)
    return tuple(result)


def _longest_ascending(current: Sequence[Rank | None]) -> frozenset[int]:
    """Places of a longest strictly ascending subsequence."""
    tails: list[Rank] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for place, rank in enumerate(current):
        if rank is None:
            continue
        length = bisect_left(tails, rank)
        before[place] = places[length - 1] if length else None
        tails[length : length + 1] = [rank]
        places[length : length + 1] = [place]
    kept: set[int] = set()
    last = places[-1] if places else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
