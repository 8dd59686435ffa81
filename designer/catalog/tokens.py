"""SQL text as PostgreSQL's own scanner cuts it."""

from typing import NamedTuple

import postgast

_OPENING = {"(": ")", "[": "]"}
_NAME_LIKE = frozenset({"IDENT", "ASCII_46", "ASCII_40"})  # a word, a dot, an opening parenthesis


class Token(NamedTuple):
    """start, end: offsets in characters."""

    text: str
    start: int
    end: int
    belongs_to_type: bool


def tokens(text: str) -> list[Token]:
    """The tokens of one or more statements, comments left out. Raises postgast.PgQueryError."""
    data = text.encode()
    plain = len(data) == len(text)
    result = []
    for each in postgast.scan(text).tokens:
        name = _name(each.token)
        if name in {"SQL_COMMENT", "C_COMMENT"}:
            continue
        start = each.start if plain else len(data[: each.start].decode())
        end = each.end if plain else len(data[: each.end].decode())
        belongs = name in _NAME_LIKE or bool(each.keyword_kind)
        result.append(Token(text[start:end], start, end, belongs))
    return result


def _name(token: int) -> str:
    return str(postgast.pg_query_pb2.Token.Name(token))


def closing(found: list[Token], at: int) -> int:
    """The token that closes the bracket at this token."""
    depth = 0
    for number in range(at, len(found)):
        depth += (found[number].text in {"(", "["}) - (found[number].text in {")", "]"})
        if not depth:
            return number
    raise ValueError("unbalanced brackets")
