"""The names that PostgreSQL chooses where nobody does.

Source: makeObjectName() in src/backend/commands/indexcmds.c: `<table>_<column>_<label>`, the longer of the first two
cut until the whole fits into 63 bytes.
"""

from designer.model import MAX_NAME_BYTES


def default_name(table: str, *rest: str) -> str:
    """`<table>_<label>` or `<table>_<column>_<label>`, at most 63 bytes of UTF-8."""
    *column, label = rest
    parts = [part.encode() for part in (table, *column)]
    room = MAX_NAME_BYTES - len(label.encode()) - len(parts)
    while sum(map(len, parts)) > room:
        longest = 0 if len(parts) == 1 or len(parts[0]) > len(parts[1]) else 1
        parts[longest] = parts[longest][:-1]
    return "_".join([*(part.decode(errors="ignore") for part in parts), label])
