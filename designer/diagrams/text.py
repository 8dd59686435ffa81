"""Widths of text in the diagram's font: JetBrains Mono, in which every glyph is 0.6 em, so measuring is counting.

Source: the `hmtx` table of the font (advance 600 of 1,000 units for all its spacing glyphs, in every weight).
"""

import unicodedata

EM = 0.6
ELLIPSIS = "…"

# What the subset in static/fonts holds (designer.diagrams.webfont makes it); other text is painted by a fallback:
# Latin, quotation marks and dashes, the euro and trade mark signs, arrows, and a few of mathematics.
SHIPPED = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x132),
    *range(0x134, 0x180),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2039, 0x203A),
    *(0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
)
_SHIPPED = frozenset(map(chr, SHIPPED)) - {"\u00ad"}

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str) -> str:
    """`text` without what XML forbids or a screen cannot show: control, format and unassigned characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each for each in text if unicodedata.category(each) not in _UNPRINTABLE)


def cells(text: str) -> int:
    """How many glyph widths `text` takes: two for a wide East Asian character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def width(text: str, size: float) -> float:
    """Pixels that `text` takes at a font size of `size` pixels."""
    return cells(text) * EM * size


def fit(text: str, room: int) -> str:
    """`text`, or its beginning and an ellipsis where it takes more than `room` glyph widths."""
    if len(text) <= room // 2 or cells(text) <= room:
        return text
    used = 0
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > room - 1:
            return text[:index] + ELLIPSIS
    return text


def is_measured(text: str) -> bool:
    """Whether the shipped font holds every glyph; where not, the text's length in the SVG is pinned."""
    return text.isascii() or _SHIPPED.issuperset(text)
