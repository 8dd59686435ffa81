import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model import ExpressionError
from designer.model.expression import column_names, parse_expression, parse_fault


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "now()",
        "price >= 0",
        "(a > 0) AND (b IS NOT NULL)",
        "a = ANY (ARRAY['x'::text, 'y'::text])",
        "'a -- b'",
        "'/*'",
        '"a)b" > 1',
        "$$)$$",
        'lower((name)::text) COLLATE "C"',
        "CASE WHEN a THEN 1 ELSE 2 END",
        "ROW(1, 2)",
        "CURRENT_TIMESTAMP",
        "'it''s'::public.mood",
        "E'\\''",
        " 1 \n",
        "é > 1",
        " AND ".join(["a"] * 500),
    ],
)
def test_one_expression_is_fine(text):
    assert parse_fault(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Write an expression"),
        ("  ", "Write an expression"),
        ("a b", "cannot read"),
        ("'a", "cannot read"),
        ("*", "cannot read"),
        ("a AS b", "cannot read"),
        ("DISTINCT a", "cannot read"),
        ("a; b", "cannot read"),
        ("a, b", "more than one"),
        ("(a, b)", "more than one"),
        ("1 -- x", "comment"),
        ("/* x */ 1", "comment"),
        ("1 /*", "cannot read"),
        ("a\0", "U+0000"),
        ("\ud800", "surrogate"),
        ("(a", "never closed"),
        ("a)", "never opened"),
    ],
)
def test_what_is_no_expression_says_why(text, fault):
    assert fault in (parse_fault(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "1) + (2",
        "1) FROM secrets WHERE (true",
        "1) GROUP BY (1",
        "1) ORDER BY (1",
        "1) LIMIT (1",
        "1) UNION SELECT (2",
        "1); DROP TABLE customer; SELECT (1",
        "a) IS NULL OR (b",
        "1), (2",
    ],
)
def test_an_expression_cannot_break_out_of_its_parentheses(text):
    with pytest.raises(ExpressionError):
        parse_expression(text)


@pytest.mark.parametrize("text", ["1" + " + 1" * 200, "f(" * 200 + "1" + ")" * 200, "NOT " * 200 + "a"])
def test_what_is_nested_beyond_sight_is_refused_and_says_so(text):
    assert "nested too deeply" in (parse_fault(text) or "")


@given(st.text(max_size=30))
def test_any_text_is_an_expression_or_a_sentence(text):
    fault = parse_fault(text)
    assert fault is None or fault.endswith((".", ". "))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("price >= 0", {"price"}),
        ("lower(name) || other.title", {"name", "title"}),
        ('"Order Date" > now()', {"Order Date"}),
        ("'price'", set()),
        ("pending", {"pending"}),
        ("CURRENT_USER", set()),
        ("customer.*", set()),
        ("VALUE > 0", {"value"}),
        ("(a).b", {"a"}),
    ],
)
def test_columns_that_an_expression_names(text, names):
    assert column_names(text) == names


def test_columns_of_what_is_no_expression_are_an_error():
    with pytest.raises(ExpressionError):
        column_names("(")
