import pytest

from designer.checklist import Severity
from designer.checklist.rules.irregular_name import IrregularName, is_reserved
from designer.model import Domain, EnumType, Schema, TableNames, TypeName
from tests.designer.checklist.designs import altered, conventions, design_of, field, found, only, subjects, table
from tests.designs import shop


def named(name: str, **attributes: object):
    return conventions(altered(design_of(*table("event", field("event", "text"))), "event", name=name), **attributes)


def test_plain_singular_names_are_fine():
    assert found(IrregularName, shop()) == []


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("OrderLine", "Rename it to order_line."),
        ("orderLine", "Rename it to order_line."),
        ("order-line", "Rename it to order_line."),
        ("HTTPRequest", "Rename it to http_request."),
        ("Order", "Rename it, but not to order: that is a reserved word of SQL."),
        ("2nd", "Use lower-case words joined by underscores."),
        ("größe", "Use lower-case words joined by underscores."),
        ('"; DROP TABLE x; --', "Rename it to drop_table_x."),
    ],
)
def test_a_name_that_is_not_snake_case_is_a_warning(name, advice):
    diagnostic = only(IrregularName, named(name))
    assert (diagnostic.severity, diagnostic.object, diagnostic.advice) == (Severity.WARNING, "event", advice)


def test_quotes_are_spoken_of_only_where_they_are_needed():
    assert only(IrregularName, named("größe")).message == "größe is not snake_case."
    assert "quoted" in only(IrregularName, named("Event")).message
    assert "quoted" in only(IrregularName, named("an event")).message


@pytest.mark.parametrize("name", ["user", "order", "group", "table", "left", "authorization"])
def test_a_reserved_word_is_a_warning(name):
    diagnostic = only(IrregularName, named(name))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.message.startswith(f"{name} is a reserved word of SQL")


@pytest.mark.parametrize("name", ["name", "type", "status", "value", "values", "position", "time", "role", "event"])
def test_words_that_may_be_names_are_not_reserved(name):
    assert not is_reserved(name)


def test_fields_enums_domains_and_schemas_are_read_too():
    design = design_of(
        Schema(id="s", name="My Schema"),
        EnumType(id="e", schema="public", name="OrderStatus"),
        Domain(id="d", schema="public", name="Flag", type=TypeName("boolean")),
        *table("event", field("event", "textBody")),
    )
    assert subjects(IrregularName, design) == ["My Schema", "event.textBody", "Flag", "OrderStatus"]


@pytest.mark.parametrize("name", ["orders", "order_lines", "people", "categories", "addresses", "statuses"])
def test_a_plural_is_a_remark_where_names_are_singular(name):
    assert only(IrregularName, named(name)).severity is Severity.INFO
    assert found(IrregularName, named(name, table_names=TableNames.PLURAL)) == []


@pytest.mark.parametrize("name", ["customer", "order_line", "person", "category", "address", "status"])
def test_a_singular_is_a_remark_where_names_are_plural(name):
    diagnostic = only(IrregularName, named(name, table_names=TableNames.PLURAL))
    assert diagnostic.severity is Severity.INFO
    assert found(IrregularName, named(name)) == []


@pytest.mark.parametrize(
    "name", ["news", "sms", "series", "media", "audit", "user_settings", "inventory", "archived", "x"]
)
def test_words_in_doubt_are_left_alone(name):
    assert found(IrregularName, named(name)) == []
    assert found(IrregularName, named(name, table_names=TableNames.PLURAL)) == []


def test_the_advice_never_is_a_reserved_word():
    assert only(IrregularName, named("users")).advice == (
        "Rename it, but not to user: that is a reserved word of SQL. Or change the project's convention."
    )
