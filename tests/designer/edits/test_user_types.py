import pytest

from designer.edits import alter_domain, alter_entity, alter_sequence, new_domain, new_field, new_schema, new_sequence
from designer.model import EMPTY, SequenceOptions, short_type
from tests.designer.edits.steps import done, field, made, refused, sole
from tests.designs import shop


def test_a_domain_has_a_type_a_default_and_a_check() -> None:
    design, id = made(
        EMPTY, new_domain(EMPTY, "percent", "numeric(5,2)", required=True, default="0", check="VALUE BETWEEN 0 AND 100")
    )
    domain = design.domains[id]
    assert (short_type(design, domain.type), domain.nullable, domain.default) == ("numeric(5,2)", False, "0")
    assert [(each.name, each.expression) for each in design.checks_of(id)] == [
        ("percent_check", "VALUE BETWEEN 0 AND 100")
    ]
    after = done(design, alter_domain(design, id, type="integer", required=False, default=""))
    assert (short_type(after, after.domains[id].type), after.domains[id].nullable, after.domains[id].default) == (
        "integer",
        True,
        None,
    )


@pytest.mark.parametrize(
    ("given", "attribute", "message"),
    [
        ({"type": "number"}, "type", "There is no type number."),
        ({"name": ""}, "name", "Give it a name."),
        ({"check": "VALUE >"}, "check", "PostgreSQL cannot read this expression"),
        ({"default": "x"}, "default", "A default cannot name a field, and x is read as one."),
        ({"schema": "gone"}, "schema", "It no longer exists"),
        ({"check": "price > 0"}, "check", "The check of a domain knows VALUE alone, not price"),
    ],
)
def test_a_mistake_is_told_beside_the_field_of_the_form(given: dict, attribute: str, message: str) -> None:
    told = sole(refused(new_domain, EMPTY, **{"name": "percent", "type": "integer", **given}))
    assert told[:2] == ("", attribute)
    assert told[2].startswith(message)


def test_a_domain_is_not_made_of_itself() -> None:
    base, one = made(EMPTY, new_domain(EMPTY, "one", "integer"))
    base, two = made(base, new_domain(base, "two", "one"))
    for id in (one, two):
        assert sole(refused(alter_domain, base, one, type=base.domains[id].name)) == (
            one,
            "type",
            "A domain cannot consist of itself: choose another type.",
        )


def test_a_domain_that_is_renamed_is_cast_to_by_its_new_name() -> None:
    base, id = made(shop(), new_domain(shop(), "percent", "integer", default="5"))
    base = done(base, new_field(base, "product", "discount", "percent", default="5::percent"))
    design = done(base, alter_domain(base, id, name="share"))
    assert field(design, "product.discount").default == "5::share"


def test_a_sequence_counts() -> None:
    design, id = made(EMPTY, new_sequence(EMPTY, "number", options=SequenceOptions(start=10, increment=5)))
    assert (design.sequences[id].type, design.sequences[id].options.start) == ("bigint", 10)
    after = done(design, alter_sequence(design, id, type="integer"))
    assert after.sequences[id].type == "integer"
    owned = done(shop(), new_sequence(shop(), "number", owned_by="purchase.note"))
    assert [each.owned_by for each in owned.sequences.values()] == ["purchase.note"]


@pytest.mark.parametrize(
    ("given", "attribute", "message"),
    [
        ({"type": "text"}, "type", "A sequence counts in smallint, integer, bigint: choose one of them."),
        ({"options": SequenceOptions(increment=0)}, "options", "A sequence cannot count by 0"),
        ({"options": SequenceOptions(cache=0)}, "options", "A sequence keeps 1 number ready at least"),
        ({"options": SequenceOptions(minimum=3, maximum=3)}, "options", "The smallest number is not below the largest"),
        ({"owned_by": "gone"}, "owned_by", "It no longer exists: choose another, or reload the page."),
        ({"name": "customer"}, "name", "The name customer is taken"),
    ],
)
def test_a_sequence_that_cannot_count_is_told(given: dict, attribute: str, message: str) -> None:
    told = refused(new_sequence, shop(), **{"name": "number", **given})
    assert (told[0].object, told[0].attribute) == ("", attribute)
    assert told[0].message.startswith(message)
    base, id = made(shop(), new_sequence(shop(), "number"))
    assert refused(alter_sequence, base, id, **given)[0].object == id


def test_a_sequence_lives_with_the_field_that_owns_it() -> None:
    base, sales = made(shop(), new_schema(shop(), "sales"))
    assert sole(refused(new_sequence, base, "number", schema=sales, owned_by="purchase.note")) == (
        "",
        "schema",
        "PostgreSQL wants it in the schema of purchase, public: choose that.",
    )
    base, id = made(base, new_sequence(base, "number", owned_by="purchase.note"))
    base = done(base, new_field(base, "customer", "number", "bigint", default="nextval('number')"))
    design = done(base, alter_entity(base, "purchase", schema=sales))
    assert design.sequences[id].schema == sales
    assert field(design, "customer.number").default == "nextval('sales.number')"
