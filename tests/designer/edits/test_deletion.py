from msgspec.structs import replace

from designer.changes import Alter, Remove
from designer.edits import (
    Cardinality,
    Part,
    assign_area,
    delete,
    delete_relationship,
    dependents,
    label,
    new_access_pattern,
    new_area,
    new_check,
    new_domain,
    new_entity,
    new_field,
    new_index,
    new_note,
    new_relationship,
    new_schema,
    new_sequence,
    new_sql_object,
    new_unique,
    set_conventions,
)
from designer.model import EMPTY, PUBLIC, Design, Entity, Id, SequenceOptions, TypeName
from tests.designer.edits.steps import done, field, made, names, refused, sole
from tests.designs import design_of, shop
from tests.designs import field as field_of


def _labels(design: Design, *ids: Id) -> list[str]:
    return [label(design, each) for each in dependents(design, *ids)]


def test_an_entity_goes_with_what_it_consists_of_and_what_points_at_it() -> None:
    design = shop()
    assert _labels(design, "customer") == ["relationship from purchase to customer"]
    after = done(design, delete(design, "customer"))
    assert "customer" not in after.entities
    assert not any(each.entity == "customer" for each in after.fields.values())
    # the foreign key is gone, its field and the field's index stay
    assert names(after, "purchase") == ["id", "customer_id", "status", "note", "created_at", "updated_at"]
    assert [each.name for each in after.indexes_of("purchase")] == ["ix_purchase_customer_id"]


def test_children_go_before_their_parents() -> None:
    changes = delete(shop(), "customer")
    kinds = [type(change.object).__name__ for change in changes if isinstance(change, Remove)]
    assert kinds.index("KeyMember") < kinds.index("Unique") < kinds.index("Field") < kinds.index("Entity")


def test_a_field_goes_with_its_keys_indexes_and_expressions() -> None:
    base, price = shop(), "product.price"
    base = done(base, new_unique(base, "product", ["product.name", price]))
    base = done(base, new_index(base, "product", [Part(expression="price * 2")]))
    base = done(base, new_index(base, "product", ["product.name"], where="price > 0"))
    base = done(base, new_field(base, "product", "gross", "numeric", generated="price * 1.19"))
    base = done(base, new_sql_object(base, "CREATE VIEW cheap AS SELECT id FROM product WHERE price < 5"))
    base = done(base, new_sql_object(base, "CREATE VIEW named AS SELECT name FROM product"))
    base = done(base, new_check(base, "product", "name <> 'price'"))
    assert _labels(base, price) == [
        "field product.gross",
        "unique key product_name_price_key of product",
        "check product_price_check of product",
        "index ix_product_expr of product",
        "index ix_product_name of product",
        "view cheap",
    ]
    after = done(base, delete(base, price))
    assert names(after, "product") == ["id", "name", "created_at", "updated_at"]
    assert [each.name for each in after.sql_objects.values()] == ["named"]
    assert [each.expression for each in after.checks.values()] == ["name <> 'price'"]


def test_a_key_field_goes_with_the_relationships_that_point_at_it() -> None:
    design = shop()
    assert "relationship from purchase to customer" in _labels(design, "customer.id")
    after = done(design, delete(design, "customer.id"))
    assert after.primary_key_of("customer") is None
    assert after.relationships_to("customer") == ()


def test_a_key_goes_with_the_relationships_that_need_it() -> None:
    design = shop()
    assert _labels(design, "customer_pkey") == ["relationship from purchase to customer"]
    after = done(design, delete(design, "customer_pkey"))
    assert after.relationships_to("customer") == ()
    # another key on the same fields serves as well
    design = done(design, new_unique(design, "customer", ["customer.id"]))
    assert _labels(design, "customer_pkey") == []


def test_what_stays_forgets_what_goes() -> None:
    base = shop()
    base, area = made(base, new_area(base, "Sales"))
    base = done(base, assign_area(base, area, ["customer", "purchase"]))
    base = done(base, set_conventions(base, owner_entity="customer", tenant_root="customer"))
    base = done(base, new_access_pattern(base, "purchase", "Mine", filters=["purchase.status", "purchase.customer_id"]))
    after = done(base, delete(base, area))
    assert {each.area for each in after.entities.values()} == {None}
    after = done(base, delete(base, "customer"))
    assert (after.conventions.owner_entity, after.conventions.tenant_root) == (None, None)
    after = done(base, delete(base, "purchase.customer_id"))
    assert [each.filters for each in after.access_patterns.values()] == [("purchase.status",)]


def test_notes_and_access_patterns_go_with_their_entity() -> None:
    base = done(shop(), new_note(shop(), "Ask legal.", entity="customer"))
    base = done(base, new_access_pattern(base, "customer", "By email", filters=["customer.email"]))
    assert _labels(base, "customer") == ["relationship from purchase to customer"]
    after = done(base, delete(base, "customer"))
    assert (after.notes, after.access_patterns) == ({}, {})


def test_a_type_in_use_is_not_deleted_by_the_way() -> None:
    design = shop()
    assert sole(refused(delete, design, "order_status")) == (
        "order_status",
        "",
        "It is in use: field purchase.status. Change or delete that first.",
    )
    after = done(design, delete(design, "order_status", cascade=True))
    assert "status" not in names(after, "purchase")
    unused = done(design, delete(design, "purchase.status"))
    assert done(unused, delete(unused, "order_status")).enum_types == {}


def test_a_domain_in_use_is_not_deleted_by_the_way() -> None:
    base, domain = made(shop(), new_domain(shop(), "percent", "integer", check="VALUE <= 100"))
    used = done(base, new_field(base, "product", "discount", "percent"))
    assert sole(refused(delete, used, domain))[2] == (
        "It is in use: field product.discount. Change or delete that first."
    )
    assert done(base, delete(base, domain)).checks == shop().checks


def test_a_sequence_leaves_the_defaults_that_use_it() -> None:
    base, sequence = made(shop(), new_sequence(shop(), "number", options=SequenceOptions(start=10)))
    base = done(base, new_field(base, "purchase", "number", "bigint", default="nextval('number'::regclass)"))
    changes = delete(base, sequence)
    assert [change.attribute for change in changes if isinstance(change, Alter)] == ["default"]
    after = done(base, changes)
    assert field(after, "purchase.number").default is None


def test_a_schema_is_empty_before_it_goes() -> None:
    base, schema = made(EMPTY, new_schema(EMPTY, "sales"))
    used = base
    for name in ("a", "b", "c", "d"):
        used = done(used, new_entity(used, name, schema=schema))
    assert sole(refused(delete, used, schema)) == (
        schema,
        "",
        "It is in use: entity sales.a, entity sales.b, entity sales.c and 1 more. Change or delete that first.",
    )
    assert done(used, delete(used, schema, cascade=True)) == EMPTY
    assert done(base, delete(base, schema)) == EMPTY
    assert sole(refused(delete, base, PUBLIC.id)) == (
        "public",
        "",
        "The schema public is always there: delete what is in it instead.",
    )


def test_what_is_gone_already_is_told() -> None:
    message = "It is no longer there: reload the page."
    assert sole(refused(delete, EMPTY, "gone")) == ("gone", "", message)
    assert sole(refused(delete, EMPTY, "conventions")) == ("conventions", "", message)


def test_several_things_go_at_once() -> None:
    after = done(shop(), delete(shop(), "purchase_line", "product"))
    assert set(after.entities) == {"customer", "purchase"}


def test_a_relationship_goes_with_or_without_its_field() -> None:
    design = shop()
    (relationship,) = design.relationships_of("purchase")
    kept = done(design, delete_relationship(design, relationship.id))
    assert "customer_id" in names(kept, "purchase")
    assert kept.indexes_of("purchase")
    without = done(design, delete_relationship(design, relationship.id, with_fields=True))
    assert "customer_id" not in names(without, "purchase")
    assert without.indexes_of("purchase") == ()


def test_a_field_that_something_else_needs_stays() -> None:
    base = done(shop(), new_relationship(shop(), "customer", "purchase", fields=["purchase.customer_id"]))
    first, second = base.relationships_of("purchase")
    assert sole(refused(delete_relationship, base, first.id, with_fields=True)) == (
        first.id,
        "with_fields",
        "The relationship from purchase to customer needs the field too: keep the fields.",
    )
    assert done(base, delete_relationship(base, second.id)).relationships_of("purchase") == (first,)
    base = done(shop(), new_relationship(shop(), "customer", "product", Cardinality.MANY_TO_MANY))
    link = next(each for each in base.relationships_to("product") if each.entity != "purchase_line")
    assert sole(refused(delete_relationship, base, link.id, with_fields=True)) == (
        link.id,
        "with_fields",
        "The field is part of the primary key: keep it, or choose another primary key first.",
    )


def test_partitions_go_with_the_partitioned() -> None:
    base = design_of(
        Entity(id="event", schema=PUBLIC.id, name="event", partition_by="RANGE (at)"),
        Entity(id="part", schema=PUBLIC.id, name="part", partition_of="event", partition_bound="DEFAULT"),
        field_of("event", "at", TypeName("integer")),
        replace(field_of("part", "at", TypeName("integer")), inherited=True),
        field_of("event", "what", rank="6"),
        replace(field_of("part", "what", rank="6"), inherited=True),
    )
    assert _labels(base, "event") == ["entity part"]
    assert done(base, delete(base, "event")) == EMPTY
    assert done(base, delete(base, "part")).entities.keys() == {"event"}
    assert done(base, delete(base, "event.what")).fields.keys() == {"event.at", "part.at"}
    assert sole(refused(delete, base, "part.what")) == (
        "part.what",
        "",
        "A parent entity defines this field: delete it there.",
    )


def test_triggers_go_with_their_function_and_their_table() -> None:
    base = done(
        shop(),
        new_sql_object(
            shop(),
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$",
        ),
    )
    function = next(iter(base.sql_objects))
    base = done(
        base,
        new_sql_object(base, "CREATE TRIGGER t BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch()"),
    )
    assert _labels(base, function) == ["trigger t of customer"]
    assert done(base, delete(base, function)).sql_objects == {}
    assert list(done(base, delete(base, "customer")).sql_objects) == [function]


def test_views_upon_views_go_together() -> None:
    base = done(shop(), new_sql_object(shop(), "CREATE VIEW one AS SELECT email FROM customer"))
    base = done(base, new_sql_object(base, "CREATE VIEW two AS SELECT email FROM one"))
    assert _labels(base, "customer.email") == ["unique key customer_email_key of customer", "view one", "view two"]
    after = done(base, delete(base, "customer.email"))
    assert after.sql_objects == {}
