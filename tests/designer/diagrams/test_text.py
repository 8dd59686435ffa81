from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from designer.diagrams.text import EM, SHIPPED, cells, clean, fit, is_measured, width
from designer.diagrams.webfont import LICENCE, NAME, write_web_font

FONTS = Path(__file__).parents[3] / "static" / "fonts"


def test_every_glyph_of_the_served_font_is_as_wide_as_measured():
    font = TTFont(FONTS / NAME)
    characters = font.getBestCmap()
    assert set(SHIPPED) <= set(characters)
    widths = {font["hmtx"][glyph][0] / font["head"].unitsPerEm for glyph in characters.values()}
    assert widths == {EM}


def test_the_served_font_keeps_its_weights():
    (axis,) = TTFont(FONTS / NAME)["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 100, 800)


def test_the_font_comes_with_its_licence():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / LICENCE).read_text()


def test_the_font_is_made_the_same_every_time(tmp_path):
    write_web_font(tmp_path)
    assert (tmp_path / NAME).read_bytes() == (FONTS / NAME).read_bytes()


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
