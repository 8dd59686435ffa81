from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.diagrams.stacking import stack

WANTED = st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(0, 500)), max_size=20)


@given(WANTED)
def test_stacked_things_do_not_overlap(things):
    begins = stack([wanted for wanted, _ in things], [size for _, size in things])
    assert len(begins) == len(things)
    for (begin, (_, size)), (following, _) in pairwise(zip(begins, things, strict=True)):
        assert following >= begin + size - 1e-6


def test_what_fits_stands_where_it_wants():
    assert stack([0, 100, 300], [50, 50, 50]) == [0, 100, 300]


def test_what_does_not_fit_shares_the_displacement():
    assert stack([100, 100], [40, 40]) == pytest.approx([80, 120])
