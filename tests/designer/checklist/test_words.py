import pytest

from designer.checklist.words import names_many, names_one, normal_form, snake_case, words


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("order_line", ("order", "line")),
        ("orderLineID", ("order", "line", "id")),
        ("HTTPServer2", ("http", "server", "2")),
        ("order-line item", ("order", "line", "item")),
        ("größe", ("gr", "öß", "e")),
        ("عربي", ("عربي",)),
        ("__", ()),
        ("", ()),
    ],
)
def test_words_of_a_name(name, found):
    assert words(name) == found


@pytest.mark.parametrize("name", ["work_orders", "WorkOrders", "workOrder", "workorder", "work order", "WORK_ORDER"])
def test_a_name_has_one_normal_form(name):
    assert normal_form(name) == "workorder"


def test_a_name_without_words_is_its_own_normal_form():
    assert normal_form("__") == "__"


def test_snake_case():
    assert snake_case("OrderLine") == "order_line"


@pytest.mark.parametrize("name", ["orders", "OrderLines", "order_categories", "people"])
def test_plurals(name):
    assert names_many(name)
    assert not names_one(name)


@pytest.mark.parametrize("name", ["order", "OrderLine", "category", "address", "status", "person"])
def test_singulars(name):
    assert names_one(name)
    assert not names_many(name)


@pytest.mark.parametrize("name", ["", "_", "a", "news", "sms", "qty", "payments_2020", "archived", "weiß", "data"])
def test_words_in_doubt_are_neither(name):
    assert not names_one(name)
    assert not names_many(name)
