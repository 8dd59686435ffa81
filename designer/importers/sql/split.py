"""A script as psql reads it: statements, psql's own commands, and the data of COPY.

The rules are psql's (its lexer, psqlscan.l): a semicolon ends a statement outside quotes, parentheses and the body of
an SQL-standard function (BEGIN ATOMIC ... END); a backslash outside quotes begins a command that ends with the line;
the lines after COPY ... FROM STDIN are data up to the line `\\.`. Linear in the length of the text.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice

from msgspec import Struct

from designer.importers.report import ImportRefused


class PieceKind(Enum):
    STATEMENT = auto()
    COMMAND = auto()  # psql's: \restrict, \connect, ...
    DATA = auto()  # rows of COPY FROM STDIN


class Piece(Struct, frozen=True):
    """A part of a script. line: where it begins, from 1. text: without the semicolon and comments before it."""

    kind: PieceKind
    line: int
    text: str


# Possessive quantifiers: an unclosed quote is found in linear time.
_LETTER, _WORD_REST = r"A-Za-z_\u0080-\U0010ffff", r"A-Za-z0-9_$\u0080-\U0010ffff"
_SPECIAL = rf"""
      (?P<comment> --[^\n]*+ | /\* )
    | (?P<quoted> [eE]'(?:[^'\\]++|\\.|'')*+' | '(?:[^']++|'')*+' | "(?:[^"]++|"")*+" )
    | (?P<unclosed> [eE]?' | " )
    | (?P<dollar> \$(?:[{_LETTER}][A-Za-z0-9_\u0080-\U0010ffff]*+)?+\$ )
    | (?P<command> \\[^\n]*+ )
    | (?P<mark> \(++ | \)++ | ;++ )
"""
_NUMBER = r"[0-9][0-9A-Za-z_.$]*+"
_TOKEN = re.compile(
    rf"{_SPECIAL} | (?P<word> [{_LETTER}][{_WORD_REST}]*+ ) | (?P<other> {_NUMBER} | [^\s] )", re.VERBOSE | re.DOTALL
)
# Where words mean nothing, all between two special tokens is one.
_LONG_TOKEN = re.compile(
    rf"""{_SPECIAL}
    | (?P<other> (?: (?![eE]') [{_LETTER}][{_WORD_REST}]*+ | {_NUMBER} | [\s,.:=<>+*%^&|~!@\#?`\[\]{{}}] )++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ROUTINES = frozenset({"FUNCTION", "PROCEDURE"})
_ATOMIC = re.compile(r"\s+ATOMIC\b", re.IGNORECASE)
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_COPY_IN = re.compile(r"COPY\b.*\bFROM\s+STDIN\b", re.IGNORECASE | re.DOTALL)
_END_OF_DATA = re.compile(r"^\\\.[ \t]*$", re.MULTILINE)
MAX_PIECES = 100_000


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a script in order.

    Raises ImportRefused where a quote or comment is never closed, or where there are too many.
    """
    pieces = tuple(islice(split(text), MAX_PIECES + 1))
    if len(pieces) > MAX_PIECES:
        raise ImportRefused(
            f"There are more than {MAX_PIECES:,} statements in it. Export the schema alone (pg_dump --schema-only) and "
            "try again."
        )
    return pieces


def split(text: str) -> Iterator[Piece]:
    """The pieces of a script, one by one. Raises ImportRefused when it comes to a quote or comment never closed."""
    position, line, line_position = 0, 1, 0

    def line_at(offset: int) -> int:
        nonlocal line, line_position
        line += text.count("\n", line_position, offset)
        line_position = offset
        return line

    while (statement := _statement(text, position)) is not None:
        kind, begin, end, position = statement
        piece = Piece(kind, line_at(begin), text[begin:end].rstrip())
        yield piece
        if kind is PieceKind.STATEMENT and _COPY_IN.match(piece.text):
            end_of_line = text.find("\n", position)
            position = len(text) if end_of_line < 0 else end_of_line + 1
            begin, position = position, _end_of_data(text, position)
            yield Piece(PieceKind.DATA, line_at(begin), "")


def _statement(text: str, position: int) -> tuple[PieceKind, int, int, int] | None:
    """(kind, begin, end, where to go on) of the next piece; None at the end."""
    begin, parentheses = -1, 0
    words: list[str] = []  # the first few: they tell whether BEGIN opens a body
    body = 0
    pattern = _TOKEN
    while (token := pattern.search(text, position)) is not None:
        start, position = token.span()
        match token.lastgroup:
            case "comment":
                position = _end_of_comment(text, start) if token[0] == "/*" else position
                continue
            case "dollar":
                position = _end_of_dollar_quote(text, token[0], position)
            case "unclosed":
                raise _unclosed(text, start, f"The quote {token[0]}")
            case "command":
                if begin < 0:
                    return PieceKind.COMMAND, start, position, position
                # A command inside a statement sends it off, as \g does; the rest of the line is not SQL.
                return PieceKind.STATEMENT, begin, start, position
            case "word" if not parentheses:
                word = token[0].upper()
                if len(words) < 4:  # CREATE OR REPLACE FUNCTION
                    words.append(word)
                    pattern = _TOKEN if _words_matter(words) else _LONG_TOKEN
                if words[0] == "CREATE" and not _ROUTINES.isdisjoint(words):
                    body += _body_depth(word, body, text, position)
            case "mark":
                if token[0][0] == ";" and not parentheses and not body:
                    if begin < 0:
                        continue
                    return PieceKind.STATEMENT, begin, start, position
                parentheses = max(0, parentheses + {"(": 1, ")": -1, ";": 0}[token[0][0]] * len(token[0]))
            case _:
                pass  # strings, numbers, operators: whatever they hold ends nothing
        if begin < 0:
            begin = start
    return None if begin < 0 else (PieceKind.STATEMENT, begin, len(text), len(text))


def _words_matter(words: list[str]) -> bool:
    """Whether what follows these first words can hold BEGIN ATOMIC ... END."""
    return words[0] == "CREATE" and (len(words) < 4 or not _ROUTINES.isdisjoint(words))


def _body_depth(word: str, body: int, text: str, position: int) -> int:
    """How a word of a CREATE FUNCTION changes the depth within BEGIN ATOMIC ... END. position: after the word."""
    if (word == "BEGIN" and (body or _ATOMIC.match(text, position))) or (word == "CASE" and body):
        return 1
    return -1 if word == "END" and body else 0


def _end_of_comment(text: str, start: int) -> int:
    """PostgreSQL's block comments nest."""
    depth = 0
    for edge in _COMMENT_EDGE.finditer(text, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    raise _unclosed(text, start, "The comment /*")


def _end_of_dollar_quote(text: str, tag: str, position: int) -> int:
    end = text.find(tag, position)
    if end < 0:
        raise _unclosed(text, position, f"The quote {tag}")
    return end + len(tag)


def _end_of_data(text: str, position: int) -> int:
    end = _END_OF_DATA.search(text, position)
    return end.end() if end else len(text)


def _unclosed(text: str, position: int, what: str) -> ImportRefused:
    line = text.count("\n", 0, position) + 1
    return ImportRefused(f"{what} on line {line} is never closed. Is the file whole? Export it again and try again.")
