import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.codegen.identifiers import (
    ascii_name,
    attribute,
    class_case,
    constant_case,
    distinct,
    is_safe,
    snake_case,
    words,
)


def test_an_identifier_stays_as_it_is() -> None:
    assert attribute("customer_id") == "customer_id"
    assert attribute("CustomerId") == "CustomerId"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("first name", "first_name"),
        ("2nd", "field_2nd"),
        ("class", "class_"),
        ("_hidden", "hidden"),
        ("größe", "grosse"),
        ("prénom", "prenom"),
        ("客户", "u5ba2_u6237"),
        ("--", "field"),
        ('a"b', "a_b"),
        ("a__b c", "a_b_c"),
        ("x\u200cy", "xy"),
    ],
)
def test_any_other_name_becomes_the_nearest_identifier(name: str, wanted: str) -> None:
    assert attribute(name) == wanted


def test_words_are_found_in_every_style() -> None:
    assert words("order_line") == ("order", "line")
    assert words("OrderLine") == ("Order", "Line")
    assert words("HTTPServerLog2") == ("HTTP", "Server", "Log2")
    assert words("oauth2_token") == ("oauth2", "token")


def test_cases() -> None:
    assert class_case("order_line") == "OrderLine"
    assert class_case("ORDER_LINE") == "OrderLine"
    assert class_case("HTTPLog") == "HTTPLog"
    assert class_case("2fa codes") == "Table2faCodes"
    assert snake_case("OrderLine") == "order_line"
    assert snake_case("class") == "class_"
    assert constant_case("team-lead") == "TEAM_LEAD"
    assert constant_case("3d") == "VALUE_3D"


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert distinct("a", {"a", "a_2"}) == "a_3"
    assert distinct("b", {"a"}) == "b"


@given(st.text(max_size=63))
def test_every_case_of_every_text_is_a_safe_identifier(text: str) -> None:
    for made in (attribute(text), class_case(text), snake_case(text), constant_case(text)):
        assert is_safe(made)
        assert made.isascii()
        assert made.isidentifier()
        assert not keyword.iskeyword(made)


@given(st.text(max_size=63))
def test_ascii_names_hold_nothing_but_letters_digits_and_underscores(text: str) -> None:
    assert set(ascii_name(text)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
