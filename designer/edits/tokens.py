"""SQL text as tokens, with the names that they spell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import postgast

_WORD = re.compile(r"[^\W\d][\w$]*\Z")


class Token(NamedTuple):
    """start, end: offsets in bytes of the UTF-8 text, which is how the parser counts. name: what an identifier or a
    keyword names, folded to lower case unless quoted; None for any other token."""

    start: int
    end: int
    text: str
    name: str | None


def tokens(text: str) -> tuple[Token, ...]:
    """Every token but comments. Raises postgast.PgQueryError."""
    data = text.encode()
    found = (
        Token(each.start, each.end, data[each.start : each.end].decode(), None) for each in postgast.scan(text).tokens
    )
    return tuple(each._replace(name=_name(each.text)) for each in found if not each.text.startswith(("--", "/*")))


def _name(text: str) -> str | None:
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    # PostgreSQL folds the letters of ASCII alone.
    return re.sub("[A-Z]+", lambda capitals: capitals.group().lower(), text) if _WORD.match(text) else None


def chain(found: Sequence[Token], start: int) -> tuple[Token, ...]:
    """The names of `schema.table.field` that begin at token number `start`, without the dots."""
    names = []
    while start < len(found) and found[start].name is not None:
        names.append(found[start])
        if start + 1 >= len(found) or found[start + 1].text != ".":
            break
        start += 2
    return tuple(names)


def spliced(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """The text with the bytes from start to end of each piece replaced; the rest stays byte for byte."""
    data = text.encode()
    for start, end, new in sorted(set(pieces), reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()
