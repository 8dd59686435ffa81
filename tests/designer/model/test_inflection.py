import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model.inflection import is_plural, is_singular, plural, singular

PAIRS = [
    ("customer", "customers"), ("order_line", "order_lines"), ("category", "categories"), ("day", "days"),
    ("address", "addresses"), ("status", "statuses"), ("box", "boxes"), ("branch", "branches"), ("house", "houses"),
    ("cause", "causes"), ("movie", "movies"), ("cache", "caches"), ("hero", "heroes"), ("person", "people"),
    ("sales_person", "sales_people"), ("child", "children"), ("analysis", "analyses"), ("index", "indexes"),
    ("database", "databases"), ("purchase", "purchases"), ("leaf", "leaves"), ("drive", "drives"), ("alias", "aliases"),
    ("OrderLine", "OrderLines"), ("Category", "Categories"), ("USER", "USERS"), ("quiz", "quizzes"), ("tax", "taxes"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_one_and_many(one, many):
    assert plural(one) == many
    assert singular(many) == one


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_what_is_so_already_stays(one, many):
    assert singular(one) == one
    assert plural(many) == many
    assert is_singular(one)
    assert is_plural(many)
    assert not is_plural(one)
    assert not is_singular(many)


@pytest.mark.parametrize("word", ["staff", "series", "news", "equipment", "metadata", "sms", "dns"])
def test_words_of_one_form_are_neither(word):
    assert plural(word) == singular(word) == word
    assert not is_plural(word)
    assert not is_singular(word)


@given(st.text(max_size=20))
def test_any_text_has_forms_and_the_words_before_the_last_stay(text):
    for inflected in (singular(text), plural(text)):
        assert inflected.startswith(text.rpartition("_")[0])
