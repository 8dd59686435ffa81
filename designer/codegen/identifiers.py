"""Python identifiers from any name. ASCII alone: letters that look alike or run from right to left mislead a reader."""

import keyword
import re
import unicodedata
from collections.abc import Callable, Container
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+[a-z]*")
_CODE_POINT = re.compile(r"u[0-9a-f]{4,6}\Z")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "\u0131": "i",
    }
)


@lru_cache(maxsize=20_000)
def ascii_name(name: str) -> str:
    """Accents dropped, what is neither ASCII letter nor digit a `_`, letters of other scripts their code point."""
    plain = []
    for character in unicodedata.normalize("NFKD", name.translate(_LETTERS)):
        if character.isascii():
            plain.append(character if character.isalnum() else "_")
        elif unicodedata.category(character)[0] in "LN":
            plain.append(f"_u{ord(character):04x}_")
        elif unicodedata.category(character)[0] != "M" and unicodedata.category(character) != "Cf":
            plain.append("_")
    text = "".join(plain)
    return text if _IDENTIFIER.match(text) and "__" not in text else re.sub("_+", "_", text).strip("_")


def is_safe(name: str) -> bool:
    """Whether `name` is an identifier as it stands: ASCII, no keyword, no underscore first."""
    return bool(_IDENTIFIER.match(name)) and not keyword.iskeyword(name)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a snake_case, camelCase or PascalCase name, as they are spelled."""
    parts = ascii_name(name).split("_")
    return tuple(word for part in parts for word in ([part] if _CODE_POINT.match(part) else _WORD.findall(part)))


def attribute(name: str, lead: str = "field") -> str:
    """`name` itself where it is an identifier; else the nearest one (`2nd` -> `field_2nd`, `class` -> `class_`)."""
    if is_safe(name):
        return name
    near = ascii_name(name) or lead
    near = near if near[0].isalpha() else f"{lead}_{near}"
    return f"{near}_" if keyword.iskeyword(near) else near


def snake_case(name: str, lead: str = "table") -> str:
    """`OrderLines` -> `order_lines`."""
    return attribute("_".join(words(name)).lower(), lead)


def constant_case(name: str, lead: str = "VALUE") -> str:
    """`team-lead` -> `TEAM_LEAD`."""
    return attribute("_".join(words(name)).upper(), lead)


def class_case(name: str, lead: str = "Table") -> str:
    """`order_lines` -> `OrderLines`; capitals inside a word stay (`HTTPLog`)."""
    joined = "".join(word if word.isupper() and len(word) > 1 else word.capitalize() for word in _spaced(words(name)))
    return joined if is_safe(joined) else f"{lead}{joined}"


def _spaced(parts: tuple[str, ...]) -> tuple[str, ...]:
    # A name that is all capitals (NORTHWIND style) has no capitals of its own to keep.
    return tuple(part.lower() for part in parts) if all(part.isupper() or part.isdigit() for part in parts) else parts


def distinct(wanted: str, taken: Container[str], spell: Callable[[str, int], str] | None = None) -> str:
    """`wanted`, or it with the first number from 2 on that makes it free."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = spell(wanted, number) if spell else f"{wanted}_{number}"
    return name
