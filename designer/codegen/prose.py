"""User text where people read it: docstrings, Markdown, TOML, requirements. It can leave none of them."""

import re
import unicodedata

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}  # needed to spell words in Persian and Indic scripts
_PLAIN = re.compile(r"[A-Za-z0-9_.]+\Z")
_MARKDOWN = str.maketrans({character: "\\" + character for character in "\\`*_{}[]()<>#+-!|~&$:"})


def one_line(text: str, limit: int = 500) -> str:
    """`text` on one line: line breaks and tabs become spaces; control, bidi and unassigned characters go."""
    words = " ".join(text.split())
    kept = "".join(
        character for character in words if unicodedata.category(character) not in _UNSAFE or character in _JOINERS
    )
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def in_docstring(text: str, limit: int = 500) -> str:
    """One line for a docstring: no backslash, no quotation mark that could close it."""
    return one_line(text, limit).replace("\\", "/").replace('"', "'")


def in_markdown(text: str, limit: int = 500) -> str:
    """One line of Markdown in which nothing is markup: also safe inside a cell of a table."""
    return one_line(text, limit).translate(_MARKDOWN)


def in_code(name: str) -> str:
    """A name as a code span; one with signs of its own as plain text in which nothing is markup."""
    return f"`{name}`" if _PLAIN.match(name) else in_markdown(name)


def in_toml(text: str) -> str:
    """`text` as a TOML basic string, with its quotation marks."""
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in one or in another sign that closes."""
    return text if not text or text[-1] in ".!?…:;" else text + "."
