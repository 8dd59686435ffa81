from designer.edits import alter_unique, new_field, new_unique, set_primary_key
from designer.model import EMPTY, PUBLIC, Entity
from tests.designer.edits.steps import done, field, made, refused, sole
from tests.designs import design_of, shop
from tests.designs import field as field_of


def test_a_unique_key_has_the_convention_s_name() -> None:
    design, id = made(shop(), new_unique(shop(), "product", ["product.name", "product.price"], include=["product.id"]))
    assert design.uniques[id].name == "product_name_price_key"
    assert design.key_fields(id) == ("product.name", "product.price")
    assert [member.field for member in design.members_of_key(id) if member.included] == ["product.id"]
    again, other = made(design, new_unique(design, "product", ["product.name", "product.price"]))
    assert again.uniques[other].name == "product_name_price_key1"


def test_a_unique_key_needs_fields_of_its_entity_each_once() -> None:
    design = shop()
    assert sole(refused(new_unique, design, "product", [])) == ("", "fields", "Choose at least one field.")
    assert sole(refused(new_unique, design, "product", ["product.name", "product.name"])) == (
        "",
        "fields",
        "A field is named twice: keep it once.",
    )
    assert sole(refused(new_unique, design, "product", ["customer.email"])) == (
        "",
        "fields",
        "A field belongs to another entity: choose this entity's own.",
    )
    assert sole(refused(new_unique, design, "product", ["gone"]))[1] == "fields"
    assert sole(refused(new_unique, design, "product", ["product.name"], name="customer_email_key"))[:2] == ("", "name")


def test_altering_a_unique_key_keeps_the_members_that_stay() -> None:
    design, id = made(shop(), new_unique(shop(), "product", ["product.name", "product.price"]))
    before = {member.field: member.id for member in design.members_of_key(id)}
    after = done(
        design, alter_unique(design, id, fields=["product.price", "product.id", "product.name"], nulls_distinct=False)
    )
    assert after.key_fields(id) == ("product.price", "product.id", "product.name")
    assert {member.field: member.id for member in after.members_of_key(id)}.items() >= before.items()
    assert not after.uniques[id].nulls_distinct
    assert sole(refused(alter_unique, design, id, fields=[])) == (id, "fields", "Choose at least one field.")


def test_the_primary_key_is_made_changed_and_taken_away() -> None:
    base = design_of(
        Entity(id="t", schema=PUBLIC.id, name="t"),
        field_of("t", "a", nullable=True, rank="1"),
        field_of("t", "b", nullable=True, rank="2"),
        base=EMPTY,
    )
    design = done(base, set_primary_key(base, "t", ["t.b"]))
    assert design.primary_key_of("t").name == "t_pkey"
    assert design.primary_key_fields("t") == ("t.b",)
    assert not field(design, "t.b").nullable
    key = design.primary_key_of("t").id
    design = done(design, set_primary_key(design, "t", ["t.a", "t.b"], name="pk_t"))
    assert design.primary_key_fields("t") == ("t.a", "t.b")
    assert (design.primary_key_of("t").id, design.primary_key_of("t").name) == (key, "pk_t")
    design = done(design, set_primary_key(design, "t", []))
    assert design.primary_key_of("t") is None
    assert set_primary_key(design, "t", []) == ()


def test_a_primary_key_names_each_field_once() -> None:
    design = done(shop(), new_field(shop(), "product", "code", "text"))
    id = field(design, "product.code").id
    told = refused(set_primary_key, design, "product", [id, id])
    assert ("fields", "A field is named twice: keep it once.") in {(each.attribute, each.message) for each in told}
