import pytest

from designer.diagrams.markup import escape, safe_id
from designer.model import new_id


def test_text_is_escaped():
    assert escape("""<a href="x">'&'</a>""") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"


@pytest.mark.parametrize("text", ["customer_id", "numeric(12,2)", "text[]", "naïve"])
def test_plain_text_is_left_alone(text):
    assert escape(text) == text


def test_an_id_of_the_design_is_kept():
    id = new_id()
    assert safe_id(id) == id


@pytest.mark.parametrize("id", ['a"b', "a b", "", "é", "a\n", "x" * 65, "<"])
def test_any_other_id_becomes_a_digest(id):
    assert safe_id(id).isalnum()
    assert safe_id(id) != safe_id(id + "!")
