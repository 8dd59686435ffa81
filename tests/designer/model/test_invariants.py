import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from designer.model import (
    AccessPattern,
    Domain,
    Exclusion,
    Index,
    IndexMember,
    InvalidDesign,
    KeyMember,
    PrimaryKey,
    Problem,
    TypeName,
    Unique,
    problems,
)  # fmt: skip
from tests.designer.checklist.designs import altered, without
from tests.designer.model.broken import message, told
from tests.designer.strategies import designs
from tests.designs import design_of, field, foreign_key, shop, table


def test_a_good_design_has_no_problems():
    assert problems(shop()) == ()


@settings(max_examples=60, deadline=None)
@given(designs())
def test_what_edits_lead_to_has_no_problems(design):
    assert problems(design) == ()


def test_an_invalid_design_says_all_its_problems():
    error = InvalidDesign((Problem("a", "name", "One."), Problem("b", "name", "Two.")))
    assert str(error) == "One. Two."
    assert len(error.problems) == 2


# --- references -------------------------------------------------------------------------------------------------------


def test_a_dangling_reference_is_told_first_and_alone():
    design = altered(altered(shop(), "purchase.note", entity="gone"), "product", name="")
    assert told(design) == [("purchase.note", "entity")]


# --- expressions ------------------------------------------------------------------------------------------------------


def test_a_check_names_fields_of_its_entity():
    assert message(altered(shop(), "product_price_check", expression="cost > 0")) == (
        "The expression names cost, which is no field of product: add it or change the expression."
    )


def test_two_edits_that_agree_apart_can_disagree_together():
    # One renames a field while another adds a check on it.
    assert told(altered(shop(), "product.price", name="cost")) == [("product_price_check", "expression")]


@pytest.mark.parametrize(
    "expression", ["price > 0", "product.price > 0", "product IS NOT NULL", "tableoid > 0", "true"]
)
def test_fields_the_row_and_system_columns_may_be_named(expression):
    assert problems(altered(shop(), "product_price_check", expression=expression)) == ()


def test_value_is_a_domain_s_and_no_entity_s():
    assert told(altered(shop(), "product_price_check", expression="VALUE > 0")) == [
        ("product_price_check", "expression")
    ]
    domain = Domain(id="d", schema="public", name="d", type=TypeName("integer"))
    of_domain = altered(design_of(domain, base=shop()), "product_price_check", owner="d")
    assert problems(altered(of_domain, "product_price_check", expression="VALUE > 0")) == ()
    assert "VALUE alone" in message(of_domain)


@pytest.mark.parametrize(
    ("id", "attributes", "attribute"),
    [
        ("product_price_check", {"expression": "price >="}, "expression"),
        ("product.price", {"default": "("}, "default"),
        ("ix_purchase_customer_id", {"where": "1 -- x"}, "where"),
        ("ix_purchase_customer_id", {"where": "gone IS NULL"}, "where"),
        ("ix_purchase_customer_id.1", {"field": None, "expression": "lower(gone)"}, "expression"),
    ],
)
def test_an_expression_that_cannot_be_read_or_names_nothing(id, attributes, attribute):
    assert told(altered(shop(), id, **attributes)) == [(id, attribute)]


def test_a_default_names_no_field():
    assert "put a text between single quotes" in message(altered(shop(), "product.name", default="pending"))
    assert problems(altered(shop(), "product.name", default="'pending'")) == ()


# --- members ----------------------------------------------------------------------------------------------------------


def test_a_key_has_fields():
    assert told(without(shop(), "customer_email_key.1")) == [("customer_email_key", "members")]


def test_a_key_holds_more_than_included_fields():
    assert told(altered(shop(), "customer_email_key.1", included=True)) == [("customer_email_key", "members")]


def test_a_key_names_a_field_once():
    twice = KeyMember(id="m", key="customer_email_key", field="customer.email", rank="2")
    assert told(design_of(twice, base=shop())) == [("customer_email_key", "members")]


def test_a_key_is_of_its_entity_s_own_fields():
    assert told(altered(shop(), "customer_email_key.1", field="product.name")) == [("customer_email_key", "members")]


def test_an_entity_has_one_primary_key():
    second = (
        PrimaryKey(id="k", entity="product", name="k"),
        KeyMember(id="k.1", key="k", field="product.name", rank="1"),
    )
    assert message(design_of(*second, base=shop())) == "An entity has one primary key: make this a unique key."


def test_a_relationship_is_of_its_child_s_and_its_parent_s_fields():
    member = "purchase_customer_id_fkey.1"
    assert told(altered(shop(), member, field="product.id")) == [("purchase_customer_id_fkey", "members")]
    assert told(altered(shop(), member, target_field="product.id")) == [("purchase_customer_id_fkey", "target")]
    assert told(without(shop(), member)) == [("purchase_customer_id_fkey", "members")]


def test_a_relationship_names_a_target_field_once():
    design = design_of(*table("a"), *table("b", field("b", "x")), *foreign_key("b", "a_id", "a"))
    member = next(iter(design.relationship_members.values()))
    design = design_of(replace(member, id="second", field="b.x", rank="2"), base=design)
    assert told(design) == [("b_a_id_fkey", "target")]


def test_on_delete_sets_fields_of_the_foreign_key():
    fkey = "purchase_customer_id_fkey"
    assert problems(altered(shop(), fkey, set_fields=("purchase.customer_id",))) == ()
    assert told(altered(shop(), fkey, set_fields=("purchase.note",))) == [(fkey, "set_fields")]


def test_an_index_has_members_that_are_a_field_or_an_expression():
    index, member = "ix_purchase_customer_id", "ix_purchase_customer_id.1"
    assert told(without(shop(), member)) == [(index, "members")]
    assert told(altered(shop(), member, included=True)) == [(index, "members")]
    assert told(altered(shop(), member, field=None)) == [(member, "field")]
    assert told(altered(shop(), member, expression="1")) == [(member, "field")]
    assert told(altered(shop(), member, field="product.id")) == [(index, "members")]


def test_an_exclusion_is_held_to_the_same():
    exclusion = Exclusion(id="x", entity="product", name="x", where="gone > 0")
    member = IndexMember(id="x.1", index="x", field="product.price", rank="1", operator="=")
    assert told(design_of(exclusion, base=shop())) == [("x", "where"), ("x", "members")]
    assert told(design_of(exclusion, member, base=shop())) == [("x", "where")]


def test_an_access_pattern_is_of_its_entity_s_fields():
    pattern = AccessPattern(id="p", entity="product", name="by name", filters=("product.name",), sorts=("purchase.id",))
    assert told(design_of(pattern, base=shop())) == [("p", "filters")]


def test_every_problem_is_a_sentence():
    broken = altered(altered(shop(), "product_price_check", expression="cost >"), "customer", name="a\nb")
    broken = design_of(
        Unique(id="u", entity="product", name="u"), Index(id="i", entity="product", name="i"), base=broken
    )
    found = problems(broken)
    assert len(found) == 4
    assert all(each.message.endswith(".") for each in found)
