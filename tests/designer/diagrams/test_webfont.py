"""The served font is the measured one."""

from pathlib import Path

import pytest

from designer.diagrams.text import EM, SHIPPED
from designer.diagrams.webfont import LICENCE, NAME, write_web_font

TTFont = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed: uv sync --group fonts").TTFont

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
