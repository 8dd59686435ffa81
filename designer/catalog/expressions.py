"""Expressions as PostgreSQL prints them, but for a form that it does not read back as it wrote it.

`name IN ('a', 'b')` on a character varying field is stored as one cast of the whole array and printed as
`(ARRAY['a'::character varying, ...])::text[]`. Read again, the cast moves into the elements:
`ARRAY[('a'::character varying)::text, ...]`. The two mean the same, and the second is stable; so a design always has
the second, whether or not its database has been through a dump or a migration.
"""

from functools import lru_cache

import postgast

from designer.catalog.tokens import Token, closing, tokens


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """An expression, or a whole statement, of the catalog with every cast of an array moved into its elements."""
    if "ARRAY[" not in text:
        return text
    try:
        found = tokens(text)
    except postgast.PgQueryError:
        return text
    return "".join(_moved(text, found, 0, len(found)))


def _moved(text: str, found: list[Token], start: int, end: int) -> list[str]:
    """The text from token `start` up to `end`, spaces before tokens included."""
    parts: list[str] = []
    at = start
    while at < end:
        if (cast := _array_cast(text, found, at, end)) is not None:
            last, element_type = cast
            parts += [_space(text, found, at), _elements(text, found, at + 1, element_type)]
            at = last
        else:
            parts += [_space(text, found, at), found[at].text]
            at += 1
    return parts


def _space(text: str, found: list[Token], at: int) -> str:
    return text[found[at - 1].end if at else 0 : found[at].start]


def _array_cast(text: str, found: list[Token], at: int, end: int) -> tuple[int, str] | None:
    """Where `(ARRAY[...])::type[]` starts at this token: the token after it, and the type."""
    texts = [token.text for token in found[at : at + 3]]
    if texts != ["(", "ARRAY", "["] or found[at + 3].text == "]":
        return None
    close = closing(found, at)
    if close != closing(found, at + 2) + 1 or close + 2 >= end or found[close + 1].text != "::":
        return None
    bracket = close + 2
    while bracket < end and found[bracket].belongs_to_type:
        bracket = closing(found, bracket) + 1 if found[bracket].text == "(" else bracket + 1
    if bracket + 1 >= end or found[bracket].text != "[":
        return None
    return bracket + 2, text[found[close + 2].start : found[bracket - 1].end]


def _elements(text: str, found: list[Token], array: int, element_type: str) -> str:
    """`ARRAY[...]` at this token with each of its elements cast; arrays within arrays too."""
    close = closing(found, array + 1)
    elements, start = [], array + 2
    for at in [*_commas(found, start, close), close]:
        if found[start].text == "ARRAY":
            elements.append(_elements(text, found, start, element_type))
        else:
            elements.append(f"({''.join(_moved(text, found, start, at)).strip()})::{element_type}")
        start = at + 1
    return f"ARRAY[{', '.join(elements)}]"


def _commas(found: list[Token], start: int, end: int) -> list[int]:
    commas, at = [], start
    while at < end:
        if found[at].text == ",":
            commas.append(at)
        at = closing(found, at) + 1 if found[at].text in {"(", "["} else at + 1
    return commas
