from hypothesis import given
from hypothesis import strategies as st

from designer.edits.order import reranked
from designer.model import ranks
from designer.model.rank import rank_fault

_RANKS = st.lists(st.one_of(st.none(), st.sampled_from(ranks(30))), max_size=12)


def test_ranks_in_order_stay() -> None:
    assert reranked(["1", "3", "5"]) == ("1", "3", "5")
    assert reranked([]) == ()


def test_one_that_moves_is_the_only_one_to_change() -> None:
    assert reranked(["5", "1", "3"])[1:] == ("1", "3")
    assert reranked(["1", None, "3"]) == ("1", "2", "3")


@given(_RANKS)
def test_the_result_ascends_and_keeps_all_it_can(current: list[str | None]) -> None:
    result = reranked(current)
    assert len(result) == len(current)
    assert list(result) == sorted(set(result))
    assert not any(map(rank_fault, result))
    kept = sum(was == becomes for was, becomes in zip(current, result, strict=True) if was is not None)
    assert kept >= _longest([rank for rank in current if rank is not None])


def _longest(ranks: list[str]) -> int:
    best: list[int] = []
    for place, rank in enumerate(ranks):
        best.append(1 + max((best[other] for other in range(place) if ranks[other] < rank), default=0))
    return max(best, default=0)
