"""What the history says of each intent."""

import pytest

from designer.changes import Alter, Change, invert
from designer.edits import (
    Cardinality,
    add_timestamps,
    alter_check,
    alter_entity,
    alter_field,
    alter_relationship,
    delete,
    delete_relationship,
    mark_sensitive,
    move_field,
    new_check,
    new_entity,
    new_enum,
    new_enum_value,
    new_field,
    new_index,
    new_note,
    new_relationship,
    new_sql_object,
    paste_fields,
    place_entities,
    rename_enum_value,
    set_conventions,
    set_primary_key,
    summarise,
)
from designer.model import Action, Design, KeyStyle
from tests.designer.edits.steps import done
from tests.designs import shop

D = shop()
STATUS = D.relationships_of("purchase")[0].id


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), "Changed nothing"),
        (new_entity(D, "invoice"), "Added entity invoice with 3 fields"),
        (new_entity(D, "invoice", key=None, timestamps=False), "Added entity invoice"),
        (new_field(D, "customer", "phone", "text", unique=True), "Added field customer.phone"),
        (paste_fields(D, "customer", "a\nb"), "Added field customer.a; added field customer.b"),
        (
            paste_fields(D, "customer", "a\nb\nc\nd\ne"),
            "Added field customer.a; added field customer.b; added field customer.c; and 2 more",
        ),
        (new_relationship(D, "customer", "product"), "Added relationship from product to customer"),
        (
            new_relationship(D, "customer", "product", Cardinality.ONE_TO_ONE),
            "Added relationship from product to customer",
        ),
        (
            new_relationship(D, "customer", "product", Cardinality.MANY_TO_MANY),
            "Added entity customer_product between customer and product",
        ),
        (new_index(D, "customer", ["customer.created_at"]), "Added index ix_customer_created_at of customer"),
        (new_check(D, "product", "name <> ''"), "Added check product_name_check of product"),
        (new_enum(D, "level", ["low", "high"]), "Added enum level"),
        (new_enum_value(D, "order_status", "lost"), "Added value lost of order_status"),
        (new_note(D, "Ask\nlegal " + "x" * 60), "Added note 'Ask legal xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'"),
        (new_sql_object(D, "CREATE POLICY p ON customer USING (true)"), "Added policy p of customer"),
        (delete(D, "purchase.note"), "Deleted field purchase.note"),
        (delete(D, "customer.email"), "Deleted field customer.email and 1 that needed it"),
        (delete(D, "customer"), "Deleted entity customer and 1 that needed it"),
        (delete(D, "customer", "product"), "Deleted entity customer, entity product and 2 that needed them"),
        (delete_relationship(D, STATUS), "Deleted relationship from purchase to customer"),
        (
            delete_relationship(D, STATUS, with_fields=True),
            "Deleted relationship from purchase to customer and 2 that needed it",
        ),
        (
            alter_field(D, "product.price", name="cost", follow=False),
            "Renamed field product.price to cost; 1 thing followed",
        ),
        (alter_field(D, "customer.email", description="x"), "Changed description of field customer.email"),
        (
            alter_field(D, "customer.email", type="varchar(9)", required=False),
            "Changed required and type of field customer.email",
        ),
        (
            alter_field(D, "customer.id", type="bigint", default=""),
            "Changed default and type of field customer.id; changed type of field purchase.customer_id",
        ),
        (
            mark_sensitive(D, ["customer.email", "purchase.note"]),
            "Marked as sensitive: field customer.email, field purchase.note",
        ),
        (move_field(D, "customer.email"), "Moved field customer.email"),
        (alter_entity(D, "purchase", name="order"), "Renamed entity purchase to order; 3 things followed"),
        (
            alter_relationship(D, STATUS, on_delete=Action.CASCADE),
            "Changed ON DELETE of relationship from purchase to customer",
        ),
        (
            alter_check(D, "product_price_check", expression="price > 9"),
            "Changed expression of check product_price_check of product",
        ),
        (rename_enum_value(D, "order_status.paid", "settled"), "Renamed value paid of order_status to settled"),
        (set_conventions(D, key_style=KeyStyle.BIGINT), "Changed key style of conventions"),
        (place_entities(D, {"customer": (1.0, 2.0)}), "Placed entity customer"),
        (set_primary_key(D, "purchase_line", ["purchase_line.quantity"]), "Changed primary key of purchase_line"),
    ],
)
def test_an_edit_reads_as_what_was_meant(changes: tuple[Change, ...], sentence: str) -> None:
    assert summarise(D, changes) == sentence


def test_undoing_reads_as_its_opposite() -> None:
    changes = new_entity(D, "invoice")
    after = done(D, changes)
    assert summarise(after, invert(changes)) == "Deleted entity invoice"
    changes = delete(D, "customer.email")
    assert summarise(done(D, changes), invert(changes)) == "Added field customer.email"


def test_timestamps_are_told_without_their_trigger() -> None:
    base = done(D, set_conventions(D, updated_at="trigger"))
    base = done(base, delete(base, "customer.updated_at"))
    assert summarise(base, add_timestamps(base, "customer")) == "Added field customer.updated_at"


def test_changes_that_no_longer_apply_are_still_told() -> None:
    change = Alter(object="customer", kind="entity", attribute="name", before="other", after="client")
    assert summarise(D, (change,)).startswith("Renamed entity customer")


def test_a_hostile_name_stays_on_one_line() -> None:
    design: Design = done(D, new_entity(D, "</script> {{ " + "é" * 20))
    entity = next(each for each in design.entities.values() if each.name.startswith("</"))
    sentence = summarise(design, delete(design, entity.id))
    assert sentence == "Deleted entity </script> {{ éééééééééééééééééééé"
    assert "\n" not in sentence
