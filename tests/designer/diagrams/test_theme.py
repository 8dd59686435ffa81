import re
from pathlib import Path

import pytest

from designer.diagrams.theme import TOKENS, Theme, hexadecimal, style_sheet

TOKENS_CSS = Path(__file__).parents[3] / "static" / "css" / "tokens.css"


def test_the_page_brings_its_own_colours():
    assert style_sheet(Theme.AUTO) == ""


@pytest.mark.parametrize("name", TOKENS)
def test_colours_are_those_of_the_page(name):
    found = re.search(rf"--{name}: light-dark\((oklch\(.*?\)), (oklch\(.*?\))\);", TOKENS_CSS.read_text())
    for said, (lightness, chroma, hue) in zip(found.groups(), TOKENS[name], strict=True):
        numbers = [float(each.rstrip("%")) for each in said.removeprefix("oklch(").rstrip(")").split()]
        assert numbers == pytest.approx([100 * lightness, chroma, hue])


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((0.62796, 0.25768, 29.2339), "#ff0000"),
        ((0.86644, 0.29483, 142.495), "#00ff00"),
        ((0.45201, 0.31321, 264.052), "#0000ff"),
        ((0.59987, 0, 0), "#808080"),
    ],
)
def test_oklch_is_worked_out(colour, expected):
    assert hexadecimal(colour) == expected


def test_light_and_dark_differ():
    assert ".er .body{fill:#ffffff}" in style_sheet(Theme.LIGHT)
    assert ".er .body{fill:#ffffff}" not in style_sheet(Theme.DARK)
