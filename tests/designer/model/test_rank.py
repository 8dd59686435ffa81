import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model import rank_between, ranks
from designer.model.rank import DIGITS, rank_fault

RANKS = st.text(DIGITS, min_size=1, max_size=8).filter(lambda rank: rank_fault(rank) is None)


@given(RANKS, RANKS)
def test_a_rank_fits_strictly_between_any_two(one, other):
    if one == other:
        return
    low, high = sorted((one, other))
    between = rank_between(low, high)
    assert low < between < high
    assert rank_fault(between) is None


@given(RANKS)
def test_a_rank_fits_before_and_after_any(rank):
    assert rank_between(None, rank) < rank < rank_between(rank, None)
    assert rank_fault(rank_between(None, rank)) is None
    assert rank_fault(rank_between(rank, None)) is None


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_insertions_anywhere_keep_the_order(places):
    order = list(ranks(3))
    for place in places:
        at = place % (len(order) + 1)
        order.insert(at, rank_between(order[at - 1] if at else None, order[at] if at < len(order) else None))
    assert order == sorted(order)
    assert len(set(order)) == len(order)


@pytest.mark.parametrize("place", [0, 1, None])
def test_a_thousand_insertions_at_one_place_keep_ranks_short(place):
    order = ["V"]
    for _ in range(1_000):
        at = len(order) if place is None else place
        order.insert(at, rank_between(order[at - 1] if at else None, order[at] if at < len(order) else None))
    assert order == sorted(order)
    assert max(map(len, order)) <= (20 if place is None else 210)


@pytest.mark.parametrize(("low", "high"), [("V", "V"), ("W", "V"), ("V", "A5")])
def test_nothing_fits_between_equal_or_turned_ranks(low, high):
    with pytest.raises(ValueError, match="no rank fits"):
        rank_between(low, high)


@given(st.integers(0, 500))
def test_ranks_ascend_and_leave_room(count):
    found = ranks(count)
    assert len(set(found)) == count
    assert list(found) == sorted(found)
    assert all(rank_fault(rank) is None for rank in found)
    assert len(set(map(len, found))) <= 1


def test_a_long_rank_is_no_deep_recursion():
    assert rank_between("z" * 5_000, None) > "z" * 5_000


@pytest.mark.parametrize("rank", ["", "0", "a0", "a-b", "ä", "a b", "1\n", "1" * 1_001])
def test_what_is_no_rank(rank):
    assert rank_fault(rank)
