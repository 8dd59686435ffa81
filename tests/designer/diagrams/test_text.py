import pytest

from designer.diagrams.text import cells, clean, fit, is_measured, width


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("customer_id", 11), ("naïve", 5), ("顧客", 4), ("e\u0301", 1), ("عميل", 4)]
)
def test_text_is_measured_in_glyphs(text, count):
    assert cells(text) == count
    assert width(text, 10) == pytest.approx(count * 6)


def test_long_text_is_cut_with_an_ellipsis():
    assert fit("a" * 40, 10) == "a" * 9 + "…"
    assert fit("顧客注文明細", 7) == "顧客注…"
    assert cells(fit("顧客注文明細", 8)) <= 8


@pytest.mark.parametrize("text", ["short", "exactly_10", ""])
def test_short_text_is_left_alone(text):
    assert fit(text, 10) == text


def test_control_characters_are_dropped():
    assert clean("a\x00b\x1bc\u202ed\ufffee\ud800f") == "abcdef"
    assert clean("Größe") == "Größe"


def test_text_of_other_scripts_is_not_taken_as_measured():
    assert is_measured("größe")
    assert not is_measured("顧客")
