"""How groups come apart where things need each other."""

import pytest

from designer.migrations import Unplannable, plan
from designer.migrations.groups import grouped
from designer.migrations.units import Key, Kind, units
from designer.model import EMPTY, Design, Index, IndexMember, Relationship, RelationshipMember
from tests.designer.migrations.designs import bare, column
from tests.designs import design_of, foreign_key, shop, table


def _heads(design: Design) -> list[str]:
    found = grouped(units(design), lambda unit: [unit.home] if unit.home else [])
    return [group.head.key.id for group in found if group.head.kind is not Kind.SCHEMA]


def test_a_table_holds_its_columns_keys_and_indexes() -> None:
    groups = grouped(units(shop()), lambda unit: [unit.home] if unit.home else [])

    (purchase,) = [group for group in groups if group.head.key == Key("purchase")]

    assert {unit.kind for unit in purchase.parts} == {
        Kind.COLUMN,
        Kind.DEFAULT,
        Kind.PRIMARY_KEY,
        Kind.INDEX,
        Kind.FOREIGN_KEY,
    }


def test_parents_come_before_their_children() -> None:
    assert _heads(shop()) == ["order_status", "customer", "product", "purchase", "purchase_line"]


def test_foreign_keys_in_a_circle_come_after_both_tables() -> None:
    design = design_of(*table("a"), *table("b"), *foreign_key("a", "b_id", "b"), *foreign_key("b", "a_id", "a"))

    assert _heads(design) == ["a", "b", "a_b_id_fkey", "b_a_id_fkey"]

    dropped = [step.object for step in plan(EMPTY, design).downgrade]
    assert dropped == ["b_a_id_fkey", "a_b_id_fkey", "b", "a"]


def test_a_table_that_refers_to_itself_stays_whole() -> None:
    assert _heads(design_of(*table("a"), *foreign_key("a", "parent", "a", nullable=True))) == ["a"]


def test_a_reference_to_a_unique_index_comes_after_the_index() -> None:
    design = design_of(
        *bare("a", column("a", "x"), column("a", "y")),
        Index(id="ix", entity="a", name="ix", unique=True),
        IndexMember(id="ix.1", index="ix", rank="1", field="a.x"),
        Relationship(id="fk", entity="a", target="a", name="fk"),
        RelationshipMember(id="fk.1", relationship="fk", rank="1", field="a.y", target_field="a.x"),
    )
    assert [step.object for step in plan(EMPTY, design).upgrade] == ["a", "ix", "fk"]


def test_units_that_need_each_other_for_good_are_named() -> None:
    one, other = units(design_of(*bare("a"), *bare("b"))), {}
    for key, unit in one.items():
        needs = frozenset(one) - {key} if unit.kind is Kind.TABLE else frozenset[Key]()
        other[key] = type(unit)(key, unit.kind, unit.name, needs)
    with pytest.raises(Unplannable, match=r"public\.a, public\.b"):
        grouped(other, lambda _: [])
