"""Add, Alter, Remove: the one vocabulary of edits, diffs, history and migrations."""

from designer.changes.apply import Conflict, apply, invert
from designer.changes.change import (
    KINDS,
    Add,
    Alter,
    Change,
    ChangesError,
    Remove,
    decode_changes,
    encode_changes,
    kind_of,
)
from designer.changes.compare import alterations, compare
from designer.changes.match import Match, Rename, match

__all__ = [
    "KINDS",
    "Add",
    "Alter",
    "Change",
    "ChangesError",
    "Conflict",
    "Match",
    "Remove",
    "Rename",
    "alterations",
    "apply",
    "compare",
    "decode_changes",
    "encode_changes",
    "invert",
    "kind_of",
    "match",
]
