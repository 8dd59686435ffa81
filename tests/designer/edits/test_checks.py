import pytest

from designer.edits import alter_check, new_check, new_domain
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop


def test_a_check_of_one_field_has_the_name_that_postgresql_would_give() -> None:
    design, id = made(shop(), new_check(shop(), "purchase_line", " quantity > 0; "))
    assert (design.checks[id].name, design.checks[id].expression) == ("purchase_line_quantity_check", "quantity > 0")
    design, id = made(design, new_check(design, "purchase_line", "quantity < 100"))
    assert design.checks[id].name == "purchase_line_quantity_check1"
    design, id = made(design, new_check(design, "purchase_line", "quantity > 0 OR product_id IS NULL"))
    assert design.checks[id].name == "purchase_line_check"


def test_a_check_of_a_domain_knows_value() -> None:
    base, domain = made(shop(), new_domain(shop(), "percent", "integer"))
    design, id = made(base, new_check(base, domain, "VALUE BETWEEN 0 AND 100"))
    assert design.checks[id].name == "percent_check"
    assert sole(refused(new_check, base, domain, "price > 0"))[:2] == ("", "expression")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "Write an expression."),
        ("price >", "PostgreSQL cannot read this expression: syntax error"),
        ("prise > 0", "The expression names prise, which is no field of product: add it or change the expression."),
        ("price > 0, name <> ''", "This is more than one expression: keep a single one."),
        ("EXISTS (SELECT 1)", "PostgreSQL allows no SELECT inside this expression"),
        ("price > (SELECT 1)", "PostgreSQL allows no SELECT inside this expression"),
        ("price > 0) OR (true", "A parenthesis is closed that was never opened"),
        ("price > 0 -- always", "An expression cannot hold a comment"),
        ("NOT " * 60 + "price > 0", "This expression is nested too deeply"),
        ("price > '\x00'", "The character U+0000 cannot be part of an expression: remove it."),
    ],
)
def test_a_bad_expression_is_told(expression: str, message: str) -> None:
    told = sole(refused(new_check, shop(), "product", expression))
    assert told[:2] == ("", "expression")
    assert told[2].startswith(message)


def test_parentheses_may_be_many() -> None:
    expression = "(" * 200 + "price > 0" + ")" * 200
    design, id = made(shop(), new_check(shop(), "product", expression))
    assert design.checks[id].expression == expression


def test_altering_a_check() -> None:
    design = done(shop(), alter_check(shop(), "product_price_check", expression="price > 1", description="Not free."))
    assert design.checks["product_price_check"].expression == "price > 1"
    assert sole(refused(alter_check, design, "product_price_check", expression="pri > 1"))[:2] == (
        "product_price_check",
        "expression",
    )
    assert sole(refused(alter_check, design, "product_price_check", name="product_pkey"))[:2] == (
        "product_price_check",
        "name",
    )
