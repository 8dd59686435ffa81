import pytest

from designer.model import Domain, Identity, Note, Sequence, SqlKind, SqlObject, TypeName, TypeRef, problems
from tests.designer.checklist.designs import altered, bare
from tests.designer.model.broken import message, told
from tests.designs import design_of, field, shop

HOSTILE = TypeName("integer); DROP TABLE customer; --")


@pytest.mark.parametrize("rank", ["", "0", "10", "a b", "ä", "1" * 2_000])
@pytest.mark.parametrize(
    "id",
    [
        "customer.email",
        "order_status.paid",
        "customer_pkey.1",
        "purchase_customer_id_fkey.1",
        "ix_purchase_customer_id.1",
    ],
)
def test_a_rank_is_digits_and_letters(id, rank):
    assert told(altered(shop(), id, rank=rank)) == [(id, "rank")]


def test_a_type_is_one_type_and_no_more():
    assert told(altered(shop(), "customer.email", type=HOSTILE)) == [("customer.email", "type")]
    assert told(design_of(Domain(id="d", schema="public", name="d", type=HOSTILE))) == [("d", "type")]
    assert told(altered(shop(), "customer.email", type=TypeName("text[]"))) == [("customer.email", "type")]


@pytest.mark.parametrize(("dimensions", "fine"), [(0, True), (6, True), (7, False), (-1, False), (10**9, False)])
def test_an_array_has_six_dimensions_at_most(dimensions, fine):
    design = altered(shop(), "customer.email", type=TypeName("text", dimensions))
    assert (problems(design) == ()) is fine


@pytest.mark.parametrize("kind", ["smallint", "integer", "bigint"])
def test_an_identity_counts_in_integers(kind):
    design = altered(shop(), "product.id", type=TypeName(kind), default=None, identity=Identity())
    assert problems(design) == ()


@pytest.mark.parametrize(
    "kind", [TypeName("text"), TypeName("numeric"), TypeName("integer", 1), TypeRef("order_status")]
)
def test_an_identity_counts_in_nothing_else(kind):
    assert told(altered(shop(), "product.name", type=kind, identity=Identity())) == [("product.name", "type")]


def test_an_identity_and_a_primary_key_are_required():
    optional = altered(shop(), "product.name", type=TypeName("bigint"), identity=Identity(), nullable=True)
    assert told(optional) == [("product.name", "nullable")]
    assert message(altered(shop(), "product.id", nullable=True)) == (
        "A field of the primary key has a value in every row: make it required."
    )


def test_a_field_has_one_source_of_values():
    design = altered(shop(), "product.name", type=TypeName("bigint"), identity=Identity(), default="1")
    assert told(design) == [("product.name", "default")]


def test_a_sequence_counts_in_integers():
    assert told(design_of(Sequence(id="s", schema="public", name="s", type="text"))) == [("s", "type")]
    assert problems(design_of(Sequence(id="s", schema="public", name="s", type="integer"))) == ()


def test_texts_that_postgresql_cannot_store_are_told():
    assert told(altered(shop(), "customer", description="a\0b")) == [("customer", "description")]
    assert told(altered(shop(), "ix_purchase_customer_id", rationale="\0")) == [
        ("ix_purchase_customer_id", "rationale")
    ]
    assert told(design_of(Note(id="n", text="\0"))) == [("n", "text")]
    view = SqlObject(id="v", kind=SqlKind.VIEW, name="v", schema="public", create=("SELECT '\0'",))
    assert told(design_of(view)) == [("v", "create")]


@pytest.mark.parametrize("text", ["a\nb", '"""', "</script>", "{{ x }}", "\U0001f989", "it's"])
def test_any_other_text_is_fine(text):
    assert problems(altered(shop(), "customer", description=text)) == ()


def test_an_entity_does_not_inherit_from_itself():
    assert told(design_of(*bare("a", inherits=("a",)))) == [("a", "inherits")]
    assert told(design_of(*bare("a", inherits=("b",)), *bare("b", partition_of="a", partition_bound="DEFAULT"))) == [
        ("a", "inherits")
    ]
    diamond = (*bare("a"), *bare("b", inherits=("a",)), *bare("c", inherits=("a",)), *bare("d", inherits=("b", "c")))
    assert problems(design_of(*diamond)) == ()


def test_a_domain_is_not_made_of_itself():
    def domain(id: str, of: str) -> Domain:
        return Domain(id=id, schema="public", name=id, type=TypeRef(of))

    assert told(design_of(domain("a", "a"))) == [("a", "type")]
    assert told(design_of(domain("a", "b"), domain("b", "a"))) == [("a", "type")]
    assert problems(design_of(domain("a", "b"), Domain(id="b", schema="public", name="b", type=TypeName("text")))) == ()


def test_an_sql_object_does_not_own_itself():
    rule = SqlObject(id="r", kind=SqlKind.RULE, name="r", owner="r", create=("",))
    assert told(design_of(rule)) == [("r", "owner")]


def test_a_circle_of_thousands_is_found():
    ring = [each for number in range(3_000) for each in bare(f"e{number}", inherits=(f"e{(number + 1) % 3_000}",))]
    assert told(design_of(*ring)) == [("e0", "inherits")]


def test_partitions_and_fields_of_their_own_are_fine():
    parent = bare("log", field("log", "at"), partition_by="RANGE (at)")
    part = bare("log_1", field("log_1", "at", inherited=True), partition_of="log", partition_bound="DEFAULT")
    assert problems(design_of(*parent, *part)) == ()
