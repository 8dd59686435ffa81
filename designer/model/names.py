"""What PostgreSQL accepts as a name, and what this product accepts of that.

Source: PostgreSQL manual, 4.1.1 "Identifiers and Key Words" (NAMEDATALEN 64).
"""

import re
import unicodedata
from functools import lru_cache

import postgast
from postgast import pg_query_pb2 as pb

MAX_NAME_BYTES = 63

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")
# Control characters, surrogates, private formats and line separators: they break out of comments, reorder text on
# screen, or cannot be stored at all. Quotes, spaces, slashes and every letter of every script are fine.
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_BARE_KEYWORDS = frozenset({pb.NO_KEYWORD, pb.UNRESERVED_KEYWORD})
_JOINERS = {"\u200c", "\u200d"}  # needed to spell words in Persian and Indic scripts


def name_fault(name: str) -> str | None:
    """Why `name` cannot name an object, as a sentence for the user; None if it can."""
    if not name:
        return "Give it a name."
    if fault := character_fault(name):
        return fault
    if (size := len(name.encode())) > MAX_NAME_BYTES:
        return f"PostgreSQL cuts names at {MAX_NAME_BYTES} bytes and this one has {size}: shorten it."
    return None


def character_fault(name: str) -> str | None:
    """Which character of `name` no name can hold, as a sentence for the user; None if there is none."""
    if name.isascii() and name.isprintable():
        return None
    for character in name:
        if unicodedata.category(character) in _UNSAFE_CATEGORIES and character not in _JOINERS:
            return f"The character U+{ord(character):04X} cannot be part of a name: remove it."
    return None


def quote(name: str) -> str:
    """`name` as a quoted SQL identifier, always quoted: safe for every name."""
    return '"' + name.replace('"', '""') + '"'


@lru_cache(maxsize=20_000)
def identifier(name: str) -> str:
    """`name` as an SQL identifier, quoted only where it must be: as PostgreSQL's quote_identifier() does it."""
    bare = is_plain(name) and postgast.scan(name).tokens[0].keyword_kind in _BARE_KEYWORDS
    return name if bare else quote(name)


def is_plain(name: str) -> bool:
    """Whether `name` is lower-case ASCII snake_case (it may still be a reserved word)."""
    return bool(_PLAIN.match(name))


def literal(text: str) -> str:
    """`text` as an SQL string literal; backslashes are kept by the E'' form. NUL cannot be said in PostgreSQL."""
    if "\0" in text:
        raise ValueError("PostgreSQL text cannot hold the character U+0000: remove it.")
    quoted = "'" + text.replace("'", "''") + "'"
    return "E" + quoted.replace("\\", "\\\\") if "\\" in text else quoted
