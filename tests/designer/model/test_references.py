import pytest

from designer.model import (
    TABLES,
    Conventions,
    Note,
    SqlKind,
    SqlObject,
    TypeRef,
    dangling,
    references,
    referrers,
    reidentified,
)
from designer.model.references import REFERENCES
from tests.designer.checklist.designs import altered, conventions
from tests.designs import design_of, shop


def test_every_kind_of_object_says_what_it_refers_to():
    assert set(REFERENCES) == {*TABLES, Conventions}
    for kind, attributes in REFERENCES.items():
        assert set(attributes) <= set(kind.__struct_fields__)
        assert {table for tables in attributes.values() for table in tables} <= set(TABLES.values())


def test_references_of_an_object():
    design = shop()
    assert list(references(design.fields["purchase.status"])) == [("entity", "purchase"), ("type", "order_status")]
    assert list(references(design.fields["purchase.note"])) == [("entity", "purchase")]


def test_a_sound_design_has_no_dangling_references():
    assert list(dangling(shop())) == []


@pytest.mark.parametrize(
    ("id", "attributes"),
    [
        ("purchase", {"schema": "gone"}),
        ("purchase", {"partition_of": "gone"}),
        ("purchase", {"inherits": ("customer", "gone")}),
        ("purchase.note", {"entity": "gone"}),
        ("purchase.note", {"type": TypeRef("gone")}),
        ("purchase.note", {"type": TypeRef("customer")}),
        ("customer_pkey.1", {"key": "gone"}),
        ("customer_pkey.1", {"field": "customer"}),
        ("order_status.paid", {"enum": "gone"}),
        ("product_price_check", {"owner": "order_status"}),
        ("purchase_customer_id_fkey", {"target": "gone"}),
        ("purchase_customer_id_fkey", {"set_fields": ("gone",)}),
        ("purchase_customer_id_fkey.1", {"target_field": "gone"}),
        ("ix_purchase_customer_id.1", {"field": "gone"}),
    ],
)
def test_a_reference_that_leads_nowhere_or_to_a_wrong_kind_is_found(id, attributes):
    found = [(each.id, attribute) for each, attribute in dangling(altered(shop(), id, **attributes))]
    assert found == [(id, *attributes)]


def test_conventions_and_annotations_refer_too():
    assert [attribute for _, attribute in dangling(conventions(shop(), owner_entity="gone"))] == ["owner_entity"]
    note = Note(id="note", text="", entity="gone")
    carried = SqlObject(id="view", kind=SqlKind.VIEW, name="v", create=(), depends_on=("customer", "gone"))
    assert [(each.id, name) for each, name in dangling(design_of(note, carried, base=shop()))] == [
        ("note", "entity"),
        ("view", "depends_on"),
    ]


def test_who_refers_to_an_object():
    found = {each.id for each in referrers(shop(), frozenset({"product"}))}
    assert {"product.id", "product_pkey", "product_price_check", "purchase_line_product_id_fkey"} <= found
    assert "customer.email" not in found


def test_a_new_id_is_carried_into_references():
    field = shop().fields["purchase.status"]
    after = reidentified(field, {"purchase.status": "f", "purchase": "e", "order_status": "t"})
    assert (after.id, after.entity, after.type) == ("f", "e", TypeRef("t"))
