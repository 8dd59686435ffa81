import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from designer.model import (
    PUBLIC,
    TABLES,
    AccessPattern,
    Action,
    Area,
    Check,
    Conventions,
    Design,
    Domain,
    Generated,
    Identity,
    Note,
    Schema,
    Sequence,
    SequenceOptions,
    SqlKind,
    SqlObject,
    TypeName,
)
from designer.proof import Difference, compare
from tests.designer.strategies import designs
from tests.designs import design_of, field, shop, table


def altered(design: Design, id: str, **attributes: object) -> Design:
    """The design with attributes of one object changed."""
    found = design.find(id)
    assert found
    name = TABLES[type(found)]
    return replace(design, **{name: {**getattr(design, name), id: replace(found, **attributes)}})


def said(expected: Design, found: Design, version: int = 180000) -> list[str]:
    return [str(each) for several in compare(expected, found, version=version).values() for each in several]


@settings(max_examples=40, deadline=None)
@given(designs())
def test_a_design_is_equal_to_itself(design: Design) -> None:
    assert compare(design, design) == {}


@settings(max_examples=40, deadline=None)
@given(designs())
def test_ids_and_the_order_of_objects_do_not_matter(design: Design) -> None:
    """Objects in another order, under other ids: `import` and `catalog` draw their own."""
    assert compare(design, _renamed(design)) == {}


def _renamed(design: Design) -> Design:
    ids = {each.id: f"other-{each.id}" for each in design.objects() if each.id not in {"conventions", "public"}}
    document = msgspec.to_builtins(design)

    def renamed(value: object) -> object:
        match value:
            case dict():
                return {ids.get(key, key): renamed(each) for key, each in reversed(value.items())}
            case list() | tuple():
                return [renamed(each) for each in value]
            case str():
                return ids.get(value, value)
            case _:
                return value

    return msgspec.convert(renamed(document), Design)


DIFFERENCES: list[tuple[str, dict[str, object], str]] = [
    ("customer", {"description": "x"}, "table public.customer, description: expected Who buys., found x"),
    ("customer", {"unlogged": True}, "table public.customer, unlogged: expected no, found yes"),
    ("customer", {"options": ("fillfactor=70",)}, "table public.customer, options: expected None, found fillfactor=70"),
    ("customer", {"row_security": True}, "table public.customer, row_security: expected no, found yes"),
    (
        "customer.email",
        {"type": TypeName("integer")},
        "field public.customer.email, type: expected text, found integer",
    ),
    ("customer.email", {"nullable": True}, "field public.customer.email, nullable: expected no, found yes"),
    ("customer.email", {"default": "'x'"}, "field public.customer.email, default: expected None, found 'x'"),
    ("customer.email", {"not_null_name": "n"}, "field public.customer.email, not_null_name: expected None, found n"),
    (
        "customer.email",
        {"generated": Generated("1")},
        "field public.customer.email, generated: expected None, found 1",
    ),
    ("customer_pkey", {"name": "p"}, "primary key public.customer, name: expected customer_pkey, found p"),
    ("customer_email_key", {"nulls_distinct": False}, "nulls_distinct: expected yes, found no"),
    ("product_price_check", {"expression": "price > 0"}, "expression: expected price >= 0, found price > 0"),
    ("product_price_check", {"validated": False}, "validated: expected yes, found no"),
    ("purchase_customer_id_fkey", {"on_delete": Action.CASCADE}, "on_delete: expected RESTRICT, found CASCADE"),
    ("purchase_customer_id_fkey", {"on_update": Action.CASCADE}, "on_update: expected NO ACTION, found CASCADE"),
    ("purchase_customer_id_fkey", {"deferrable": True}, "deferrable: expected no, found yes"),
    (
        "ix_purchase_customer_id",
        {"unique": True},
        "index public.ix_purchase_customer_id, unique: expected no, found yes",
    ),
    ("ix_purchase_customer_id", {"where": "true"}, "index public.ix_purchase_customer_id, where: expected None, found"),
    ("ix_purchase_customer_id.1", {"descending": True}, "members: expected customer_id, found customer_id DESC"),
    ("order_status.paid", {"value": "settled"}, "labels: expected pending, paid, shipped, found pending, settled"),
    ("order_status.paid", {"rank": "9"}, "labels: expected pending, paid, shipped, found pending, shipped, paid"),
]


@pytest.mark.parametrize(("id", "attributes", "sentence"), DIFFERENCES)
def test_what_a_database_holds_is_compared(id: str, attributes: dict[str, object], sentence: str) -> None:
    design = shop()
    assert any(sentence in each for each in said(design, altered(design, id, **attributes)))


@pytest.mark.parametrize(
    ("id", "attributes"),
    [
        ("customer", {"x": 1.0, "y": 2.0, "rows": 5, "shared": True}),
        ("customer.email", {"sensitive": True}),
        ("purchase_customer_id_fkey", {"child_name": "buyer", "parent_name": "bought"}),
        ("purchase_customer_id_fkey", {"on_update": None}),
        ("ix_purchase_customer_id", {"rationale": "because"}),
        ("ix_purchase_customer_id.1", {"nulls_first": False}),
    ],
)
def test_annotations_and_what_goes_without_saying_are_not(id: str, attributes: dict[str, object]) -> None:
    design = shop()
    assert said(design, altered(design, id, **attributes)) == []


def test_things_that_no_database_holds_are_not() -> None:
    design = replace(shop(), conventions=Conventions(timestamps=False))
    noted = design_of(
        Area(id="a", name="Sales", rank="1"),
        Note(id="n", text="Remember."),
        AccessPattern(id="p", entity="customer", name="By e-mail", filters=("customer.email",)),
        base=design,
    )
    assert said(shop(), noted) == []


def test_an_object_on_one_side_only() -> None:
    more = design_of(Schema(id="sales", name="sales"), *table("extra"), base=shop())
    assert said(more, shop())[:2] == ["field public.extra.created_at: missing", "field public.extra.id: missing"]
    assert "table public.extra: missing" in said(more, shop())
    assert "schema sales: not in the design" in said(shop(), more)


def test_the_order_of_fields() -> None:
    design = shop()
    moved = altered(design, "product.name", rank="9")
    assert "field public.product.name, position: expected 2, found 3" in said(design, moved)


def test_names_of_not_null_count_where_the_server_has_them() -> None:
    named = altered(shop(), "customer.email", not_null_name="there")
    assert said(named, shop(), version=180000)
    assert said(named, shop(), version=170000) == []


def test_a_default_number_of_a_sequence_may_be_said_or_not() -> None:
    plain = design_of(Sequence(id="s", schema=PUBLIC.id, name="s"))
    spoken = altered(plain, "s", options=SequenceOptions(start=1, minimum=1, maximum=2**63 - 1))
    assert said(plain, spoken) == []
    assert said(plain, altered(plain, "s", options=SequenceOptions(start=2)))
    identity = design_of(*table("t", field("t", "n", TypeName("integer"), identity=Identity())))
    named = altered(identity, "t.n", identity=Identity(sequence="t_n_seq"))
    assert said(identity, named) == []
    assert said(identity, altered(identity, "t.n", identity=Identity(sequence="other")))


def test_a_domain_and_its_checks() -> None:
    design = design_of(
        Domain(id="d", schema=PUBLIC.id, name="positive", type=TypeName("integer")),
        Check(id="c", owner="d", name="above", expression="VALUE > 0"),
    )
    assert said(design, altered(design, "d", nullable=False)) == [
        "domain public.positive, nullable: expected yes, found no"
    ]
    assert said(design, altered(design, "c", name="below")) == [
        "check public.positive.above: missing",
        "check public.positive.below: not in the design",
    ]


def test_an_sql_object_is_its_statements() -> None:
    view = SqlObject(
        id="v", kind=SqlKind.VIEW, name="v", schema=PUBLIC.id, create=("CREATE VIEW v AS SELECT 1",), depends_on=()
    )
    design = design_of(view)
    assert said(design, altered(design, "v", create=("CREATE VIEW v AS SELECT 2",))) == [
        "view public.v, create: expected CREATE VIEW v AS SELECT 1, found CREATE VIEW v AS SELECT 2"
    ]
    assert said(design, altered(design, "v", drop=("DROP VIEW v",))) == []


def test_a_difference_reads_like_a_sentence() -> None:
    assert str(Difference(object="table a.b", expected="there")) == "table a.b: missing"
    assert str(Difference(object="table a.b", found="there")) == "table a.b: not in the design"
