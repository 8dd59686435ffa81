import pytest

from designer.model import (
    AccessPattern,
    Area,
    Domain,
    EnumType,
    EnumValue,
    Field,
    Identity,
    Index,
    IndexMember,
    Schema,
    Sequence,
    SqlKind,
    SqlObject,
    TypeName,
    problems,
)  # fmt: skip
from tests.designer.checklist.designs import altered
from tests.designer.model.broken import message, told
from tests.designs import design_of, field, shop

INTEGER = TypeName("integer")


def carried(kind: SqlKind, name: str, **attributes: object) -> SqlObject:
    return SqlObject(id=f"new {name}", kind=kind, name=name, create=("",), **{"schema": "public", **attributes})


@pytest.mark.parametrize(
    ("id", "attribute"),
    [
        ("public", "name"),
        ("customer", "name"),
        ("customer.email", "name"),
        ("customer_pkey", "name"),
        ("customer_email_key", "name"),
        ("product_price_check", "name"),
        ("purchase_customer_id_fkey", "name"),
        ("ix_purchase_customer_id", "name"),
        ("order_status", "name"),
        ("order_status.paid", "value"),
    ],
)
def test_a_name_that_postgresql_does_not_take_is_told(id, attribute):
    for bad in ("x" * 64, "a\nb", "a\0"):
        assert told(altered(shop(), id, **{attribute: bad})) == [(id, attribute)]


def test_names_are_not_empty_but_labels_may_be():
    assert told(altered(shop(), "customer.email", name="")) == [("customer.email", "name")]
    assert problems(altered(shop(), "order_status.paid", value="")) == ()


def test_titles_may_be_long_but_not_blank_or_unprintable():
    assert problems(design_of(Area(id="a", name="Sales " * 30, rank="1"))) == ()
    assert told(design_of(Area(id="a", name=" ", rank="1"))) == [("a", "name")]
    assert told(design_of(Area(id="a", name="a\1b", rank="1"))) == [("a", "name")]
    pattern = AccessPattern(id="p", entity="product", name="")
    assert told(design_of(pattern, base=shop())) == [("p", "name")]


@pytest.mark.parametrize(
    "added",
    [
        Schema(id="new", name="public"),
        EnumType(id="new", schema="public", name="order_status"),
        Domain(id="new", schema="public", name="order_status", type=INTEGER),
        EnumType(id="new", schema="public", name="customer"),
        Sequence(id="new", schema="public", name="customer"),
        Sequence(id="new", schema="public", name="customer_pkey"),
        Field(id="new", entity="customer", name="email", rank="9", type=INTEGER),
        EnumValue(id="new", enum="order_status", value="paid", rank="9"),
        carried(SqlKind.VIEW, "customer"),
        carried(SqlKind.MATERIALIZED_VIEW, "ix_purchase_customer_id"),
        carried(SqlKind.COMPOSITE, "order_status"),
        carried(SqlKind.RANGE, "customer"),
    ],
)
def test_one_scope_holds_a_name_once(added):
    found = problems(design_of(added, base=shop()))
    assert len(found) == 1
    assert found[0].message.endswith("here: choose another.")
    assert "is taken by another" in found[0].message


def test_scopes_are_apart():
    design = design_of(
        Schema(id="s", name="sales"),
        EnumType(id="e", schema="s", name="order_status"),
        Sequence(id="q", schema="s", name="customer"),
        Sequence(id="p", schema="public", name="order_status"),
        field("customer", "price"),
        base=shop(),
    )
    assert problems(design) == ()


@pytest.mark.parametrize(
    "kind",
    [SqlKind.FUNCTION, SqlKind.PROCEDURE, SqlKind.AGGREGATE, SqlKind.EXTENSION],
)
def test_routines_and_extensions_have_names_of_their_own(kind):
    one = carried(kind, "total(integer)")
    other = SqlObject(id="other", kind=kind, name="total(integer)", schema="public", create=("",))
    assert told(design_of(one, other)) == [("other", "name")]
    assert problems(design_of(one, carried(kind, "total(text)"))) == ()


@pytest.mark.parametrize("kind", [SqlKind.TRIGGER, SqlKind.POLICY, SqlKind.RULE])
def test_what_hangs_on_an_entity_is_named_once_there(kind):
    def hung(id: str, owner: str) -> SqlObject:
        return SqlObject(id=id, kind=kind, name="touch", owner=owner, create=("",))

    assert problems(design_of(hung("1", "customer"), hung("2", "product"), base=shop())) == ()
    assert told(design_of(hung("1", "customer"), hung("2", "customer"), base=shop())) == [("2", "name")]


def test_an_index_and_a_constraint_cannot_share_a_name_in_a_schema():
    index = (
        Index(id="i", entity="product", name="customer_email_key"),
        IndexMember(id="i.1", index="i", field="product.name", rank="1"),
    )
    assert told(design_of(*index, base=shop())) == [("i", "name")]


def test_two_keys_of_one_name_are_told_once():
    assert told(altered(shop(), "customer_email_key", name="customer_pkey")) == [("customer_email_key", "name")]


def test_a_check_and_a_foreign_key_of_one_entity_cannot_share_a_name():
    design = altered(shop(), "product_price_check", owner="purchase", expression="true")
    assert told(altered(design, "product_price_check", name="purchase_customer_id_fkey")) == [
        ("product_price_check", "name")
    ]
    assert problems(altered(shop(), "product_price_check", name="purchase_customer_id_fkey")) == ()


def test_a_chosen_sequence_name_is_a_name_in_the_schema():
    numbered = altered(shop(), "product.id", type=INTEGER, default=None, identity=Identity(sequence="customer"))
    assert told(numbered) == [("product.id", "identity")]


def test_the_message_says_what_takes_the_name():
    assert message(altered(shop(), "product", name="customer")) == (
        "The name customer is taken by another table, view, index or sequence here: choose another."
    )
