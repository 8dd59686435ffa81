import pytest

from designer.checklist.indexing import not_null_names


@pytest.mark.parametrize(
    ("predicate", "names"),
    [
        ("a IS NOT NULL", {"a"}),
        ("(a IS NOT NULL)", {"a"}),
        ("((a IS NOT NULL) AND (b IS NOT NULL))", {"a", "b"}),
        ("t.a IS NOT NULL", {"a"}),
        ('"A b" IS NOT NULL', {"A b"}),
    ],
)
def test_the_fields_that_a_predicate_says_are_not_null(predicate, names):
    assert not_null_names(predicate) == names


@pytest.mark.parametrize(
    "predicate",
    [
        "a IS NULL",
        "a IS NOT NULL OR b IS NOT NULL",
        "NOT (a IS NULL)",
        "a > 0",
        "lower(a) IS NOT NULL",
        "true",
        "a",
        "((",
        "",
    ],
)
def test_a_predicate_that_says_anything_else_is_none(predicate):
    assert not_null_names(predicate) is None
