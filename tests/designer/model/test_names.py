import pytest

from designer.model import literal, name_fault, quote
from designer.model.names import identifier, is_plain


@pytest.mark.parametrize(
    "name",
    ["customer", "Customer", "a b", 'a"b', "a'b", "a/b", "../x", "</script>", "{{ x }}", "%s", "metadata", "class", "é",
     "顧客", "\U0001f989", "می‌خواهم", "x" * 63, "é" * 31, "-", "1"],
)  # fmt: skip
def test_names_that_postgresql_takes(name):
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "Give it a name."),
        ("a\nb", "U+000A"),
        ("a\0b", "U+0000"),
        ("a\u202eb", "U+202E"),
        ("a\u2028b", "U+2028"),
        ("a\ud800b", "U+D800"),
        ("x" * 64, "63 bytes and this one has 64"),
        ("é" * 32, "63 bytes and this one has 64"),
    ],
)
def test_names_that_are_refused(name, fault):
    assert fault in (name_fault(name) or "")


def test_a_quote_is_doubled():
    assert quote('a"b') == '"a""b"'


@pytest.mark.parametrize("name", ["customer", "name", "_a1"])
def test_a_plain_identifier_stays_bare(name):
    assert identifier(name) == name


@pytest.mark.parametrize("name", ["user", "values", "Aa", "1", "a b", '"', "é", ""])
def test_any_other_identifier_is_quoted(name):
    assert identifier(name) == quote(name)


@pytest.mark.parametrize(("name", "plain"), [("a_1", True), ("_a", True), ("1a", False), ("A", False), ("a\n", False)])
def test_plain_names(name, plain):
    assert is_plain(name) is plain


@pytest.mark.parametrize(
    ("text", "sql"), [("a", "'a'"), ("it's", "'it''s'"), ("a\\b", "E'a\\\\b'"), ("\\'", "E'\\\\'''")]
)
def test_literals(text, sql):
    assert literal(text) == sql


def test_nul_is_no_text():
    with pytest.raises(ValueError, match=r"U\+0000"):
        literal("a\0")
