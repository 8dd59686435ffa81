import pytest

from designer.changes import Add, Alter, Conflict, Remove, apply
from designer.model import CONVENTIONS_ID, EMPTY, PUBLIC, Entity, KeyStyle
from tests.designs import shop

CUSTOMER = shop().entities["customer"]


def rename(before: str, after: str) -> Alter:
    return Alter(object="customer", kind="entity", attribute="name", before=before, after=after)


def test_an_alteration_changes_one_attribute() -> None:
    assert apply(shop(), [rename("customer", "buyer")]).entities["customer"].name == "buyer"


def test_the_conventions_are_altered_like_any_object() -> None:
    change = Alter(
        object=CONVENTIONS_ID, kind="conventions", attribute="key_style", before=KeyStyle.UUID, after=KeyStyle.BIGINT
    )
    assert apply(EMPTY, [change]).conventions.key_style is KeyStyle.BIGINT


def test_the_design_before_is_left_as_it_was() -> None:
    design = shop()
    apply(design, [rename("customer", "buyer"), Add(Entity(id="new", schema=PUBLIC.id, name="new"))])
    assert design == shop()


def test_tables_that_no_change_touches_are_shared() -> None:
    design = shop()
    assert apply(design, [rename("customer", "buyer")]).fields is design.fields


def test_an_attribute_changed_meanwhile_is_a_conflict_with_both_values() -> None:
    with pytest.raises(Conflict) as conflict:
        apply(shop(), [rename("client", "buyer")])
    assert (conflict.value.expected, conflict.value.found) == ("client", "customer")
    assert conflict.value.problem.attribute == "name"


def test_adding_what_is_there_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="already there"):
        apply(shop(), [Add(CUSTOMER)])


def test_removing_or_altering_what_is_gone_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="deleted already"):
        apply(EMPTY, [Remove(CUSTOMER)])
    with pytest.raises(Conflict, match="deleted meanwhile"):
        apply(EMPTY, [rename("customer", "buyer")])


def test_removing_what_somebody_changed_is_a_conflict() -> None:
    renamed = apply(shop(), [rename("customer", "buyer")])
    with pytest.raises(Conflict, match="changed since"):
        apply(renamed, [Remove(CUSTOMER)])
