"""What steps say about locks, cost and loss."""

import pytest

from designer.migrations import Cost, Lock, Step, plan
from designer.migrations.hazards import of_adding, of_dropping
from designer.migrations.units import Kind
from designer.model import EMPTY, Design, Generated, Index, IndexMember
from tests.designer.migrations.designs import INTEGER, altered, bare, column, without
from tests.designs import design_of, field, foreign_key, shop, table

SHOP = shop()


def _step(old: Design, new: Design) -> Step:
    (step,) = plan(old, new).upgrade
    return step


def test_a_new_database_has_no_hazards_and_loses_nothing() -> None:
    steps = plan(EMPTY, SHOP).upgrade
    assert {step.hazard for step in steps} == {None}
    assert not any(step.loses_data for step in steps)


def test_dropping_tables_needs_consent_and_dropping_types_does_not() -> None:
    steps = plan(EMPTY, SHOP).downgrade
    assert [step.loses_data for step in steps] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("changes", "cost"),
    [
        ({"default": "0"}, Cost.INSTANT),
        ({"default": "now()::text::integer"}, Cost.INSTANT),
        ({"default": "random()::integer"}, Cost.REWRITE),
        ({"nullable": True}, Cost.INSTANT),
        ({"generated": Generated("1 + 1")}, Cost.REWRITE),
    ],
)
def test_a_column_costs_what_its_default_costs(changes: dict[str, object], cost: Cost) -> None:
    hazard = _step(SHOP, design_of(field("product", "stock", INTEGER, **changes), base=SHOP)).hazard
    assert hazard is not None
    assert (hazard.lock, hazard.cost) == (Lock.ACCESS_EXCLUSIVE, cost)


def test_a_required_column_without_a_default_fails_on_rows_and_says_so() -> None:
    hazard = _step(SHOP, design_of(field("product", "stock", INTEGER), base=SHOP)).hazard
    assert hazard is not None
    assert "It fails if the table has rows" in hazard.advice


def test_an_index_stops_writes_while_it_is_built() -> None:
    index = Index(id="i", entity="product", name="i")
    member = IndexMember(id="m", index="i", rank="1", field="product.name")
    hazard = _step(SHOP, design_of(index, member, base=SHOP)).hazard
    assert hazard is not None
    assert (hazard.lock, hazard.cost) == (Lock.SHARE, Cost.BUILD)


def test_a_new_table_that_refers_to_one_in_use_locks_that() -> None:
    steps = plan(SHOP, design_of(*table("review"), *foreign_key("review", "by", "customer"), base=SHOP)).upgrade
    hazards = {step.object: step.hazard and step.hazard.lock for step in steps}
    assert hazards == {"review": Lock.SHARE_ROW_EXCLUSIVE, "ix_review_by": None}


def test_what_is_computed_is_not_lost() -> None:
    old = design_of(*bare("t", column("t", "a"), column("t", "b", generated=Generated("a * 2"))))
    assert _step(old, without(old, "t.b")).loses_data is False
    assert _step(without(old, "t.b"), without(old, "t.a", "t.b")).loses_data is True


def test_a_rename_breaks_running_programs_and_says_so() -> None:
    hazard = plan(SHOP, altered(SHOP, "customer", name="client")).upgrade[0].hazard
    assert hazard is not None
    assert "old name" in hazard.advice


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind >= Kind.PRIMARY_KEY and kind < Kind.STATISTICS])
def test_every_part_of_a_table_has_a_hazard_of_adding_and_of_dropping(kind: Kind) -> None:
    assert of_adding(kind) is not None
    assert of_dropping(kind) is not None
