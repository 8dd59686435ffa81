"""The laws that keep edits, diffs, history and documents from drifting apart."""

from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.changes import apply, compare, decode_changes, encode_changes, invert
from designer.model import EMPTY, Design, decode, encode, problems
from tests.designer.strategies import altered_designs, designs, edits, journals

LAW = settings(max_examples=60, deadline=None)


@LAW
@given(altered_designs())
def test_law_1_a_difference_applied_is_the_other_design(pair: tuple[Design, Design]) -> None:
    old, new = pair
    assert apply(old, compare(old, new)) == new
    assert compare(new, new) == ()


@LAW
@given(st.data())
def test_law_2_an_inverse_undoes(data: st.DataObject) -> None:
    design = data.draw(designs())
    changes = data.draw(edits(design))
    assert apply(apply(design, changes), invert(changes)) == design


@LAW
@given(altered_designs())
def test_law_2_changes_and_designs_survive_their_documents(pair: tuple[Design, Design]) -> None:
    old, new = pair
    changes = compare(old, new)
    assert decode_changes(encode_changes(changes)) == changes
    assert decode(encode(new)) == new
    assert encode(decode(encode(new))) == encode(new)


@LAW
@given(journals())
def test_law_3_every_prefix_of_a_journal_is_a_valid_design(journal: tuple) -> None:
    design = EMPTY
    for changes in journal:
        design = apply(design, changes)
        assert problems(design) == ()


@LAW
@given(journals())
def test_law_7_replaying_gives_the_head_and_undoing_everything_gives_the_empty_design(journal: tuple) -> None:
    head = reduce(apply, journal, EMPTY)
    replayed = reduce(apply, (decode_changes(encode_changes(changes)) for changes in journal), EMPTY)
    assert replayed == head
    assert reduce(apply, (invert(changes) for changes in reversed(journal)), head) == EMPTY
