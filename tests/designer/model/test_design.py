from designer.model import (
    CONVENTIONS_ID,
    EMPTY,
    PUBLIC,
    Index,
    IndexMember,
    KeyMember,
    Schema,
    SqlKind,
    SqlObject,
    by_name,
    by_rank,
    references,
)
from tests.designer.checklist.designs import altered, without
from tests.designs import design_of, field, foreign_key, shop, table


def test_the_empty_design_has_the_schema_public():
    assert EMPTY.schemas == {PUBLIC.id: PUBLIC}
    assert [each.id for each in EMPTY.objects()] == [PUBLIC.id, CONVENTIONS_ID]


def test_objects_are_found_by_id_whatever_their_kind():
    design = shop()
    for each in design.objects():
        assert design.find(each.id) is each
    assert design.find("nothing") is None


def test_parents_come_before_what_refers_to_them():
    seen = set()
    for each in shop().objects():
        assert {target for _, target in references(each)} <= seen
        seen.add(each.id)


def test_siblings_are_in_the_order_of_their_rank_then_their_id():
    fields = (field("e", "c", rank="2"), field("e", "b", rank="1"), field("e", "a", rank="2"))
    assert [each.name for each in by_rank(fields)] == ["b", "a", "c"]
    assert [each.name for each in by_name(fields)] == ["a", "b", "c"]


def test_look_ups_by_parent():
    design = shop()
    assert [each.name for each in design.fields_of("purchase")] == [
        "id",
        "customer_id",
        "status",
        "note",
        "created_at",
        "updated_at",
    ]
    assert design.primary_key_fields("purchase") == ("purchase.id",)
    assert [each.name for each in design.relationships_of("purchase_line")] == [
        "purchase_line_product_id_fkey",
        "purchase_line_purchase_id_fkey",
    ]
    assert [each.entity for each in design.relationships_to("purchase")] == ["purchase_line"]
    assert [each.value for each in design.values_of("order_status")] == ["pending", "paid", "shipped"]
    assert [each.name for each in design.checks_of("product")] == ["product_price_check"]
    assert design.foreign_key_fields("purchase_customer_id_fkey") == ("purchase.customer_id",)
    assert design.target_fields("purchase_customer_id_fkey") == ("customer.id",)


def test_look_ups_of_what_is_not_there_are_empty():
    assert EMPTY.fields_of("x") == EMPTY.indexes_of("x") == EMPTY.relationships_to("x") == EMPTY.key_fields("x") == ()
    assert EMPTY.primary_key_of("x") is None


def test_included_fields_are_no_part_of_the_key():
    design = design_of(
        KeyMember(id="m", key="customer_email_key", field="customer.id", rank="2", included=True), base=shop()
    )
    assert design.key_fields("customer_email_key") == ("customer.email",)
    assert len(design.members_of_key("customer_email_key")) == 2


def test_what_hangs_on_an_entity():
    trigger = SqlObject(id="t", kind=SqlKind.TRIGGER, name="t", owner="customer", create=())
    assert design_of(trigger, base=shop()).sql_objects_of("customer") == (trigger,)


def test_a_relationship_is_required_where_its_fields_are():
    for nullable in (True, False):
        design = design_of(*table("a"), *table("b"), *foreign_key("b", "a_id", "a", nullable=nullable))
        assert design.is_required(design.relationships["b_a_id_fkey"]) is not nullable


def unique(*names: str, where: str | None = None):
    members = (
        IndexMember(id=f"u.{rank}", index="u", field=f"b.{name}", rank=str(rank)) for rank, name in enumerate(names, 1)
    )
    return (Index(id="u", entity="b", name="u", unique=True, where=where), *members)


def test_a_relationship_is_one_to_one_where_a_key_of_the_child_lies_within_it():
    base = design_of(*table("a"), *table("b"), *foreign_key("b", "a_id", "a"))
    relationship = base.relationships["b_a_id_fkey"]
    assert not base.is_one_to_one(relationship)
    assert design_of(*unique("a_id"), base=base).is_one_to_one(relationship)
    assert not design_of(*unique("a_id", "created_at"), base=base).is_one_to_one(relationship)
    assert not design_of(*unique("a_id", where="a_id IS NOT NULL"), base=base).is_one_to_one(relationship)


def test_keys_and_plain_unique_indexes_identify_a_row():
    base = design_of(*table("b", field("b", "name")))
    assert base.unique_field_sets("b") == (frozenset({"b.id"}),)
    assert frozenset({"b.name"}) in design_of(*unique("name"), base=base).unique_field_sets("b")
    expression = altered(design_of(*unique("name"), base=base), "u.1", field=None, expression="lower(name)")
    assert expression.unique_field_sets("b") == base.unique_field_sets("b")


def test_names_outside_public_are_qualified():
    design = altered(design_of(Schema(id="s", name="sales"), base=shop()), "customer", schema="s")
    assert design.qualified_name(design.entities["customer"]) == "sales.customer"
    assert design.qualified_name(design.entities["product"]) == "product"


def test_a_design_is_not_changed_by_making_another():
    design = shop()
    assert "customer" not in without(design, "customer").entities
    assert "customer" in design.entities
