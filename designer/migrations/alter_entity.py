"""A table altered in place, as a whole."""

from collections.abc import Iterator

from designer.migrations import hazards, tables
from designer.migrations.alteration import Alteration
from designer.migrations.python_code import Call
from designer.migrations.spelling import option_changes, readable, table_name
from designer.migrations.step import Step, Unplannable
from designer.model import Entity


def alter_entity(change: Alteration[Entity]) -> Iterator[Step]:
    """How it is stored, what it inherits, its row security, its comment."""
    name = readable(change.new, change.after)
    if change.changes("partition_by"):
        raise Unplannable(f"{name} cannot be partitioned in place: make a partitioned table, move the rows, rename it.")
    if change.changes("unlogged"):
        words = "SET UNLOGGED" if change.after.unlogged else "SET LOGGED"
        yield change.step(
            f"Change the logging of {name}.", tables.alter(change.new, change.after, words), hazard=hazards.SET_LOGGED
        )
    if change.changes("inherits"):
        yield change.step(f"Change what {name} inherits.", *_parents(change), hazard=hazards.BRIEF)
    if change.changes("options"):
        said = option_changes(change.before.options, change.after.options)
        storage = (tables.alter(change.new, change.after, words) for words in said)
        yield change.step(f"Change the storage parameters of {name}.", *storage, hazard=hazards.COMMENT)
    if statements := tuple(_row_security(change)):
        yield change.step(f"Change the row security of {name}.", *statements, hazard=hazards.BRIEF)
    by_index = "i" in {change.before.replica_identity, change.after.replica_identity}
    if change.changes("replica_identity") and not by_index:
        yield change.step(
            f"Change the replica identity of {name}.",
            tables.replica_identity(change.new, change.after),
            hazard=hazards.BRIEF,
        )
    if change.changes("description"):
        yield change.step(f"Describe {name}.", tables.comment(change.new, change.after), hazard=hazards.COMMENT)


def _parents(change: Alteration[Entity]) -> Iterator[Call]:
    before, after = change.before.inherits, change.after.inherits
    for parent in before:
        if parent not in after:
            words = f"NO INHERIT {table_name(change.settled, parent)}"
            yield tables.alter(change.new, change.after, words)
    for parent in after:
        if parent not in before:
            yield tables.inherit(change.new, change.after, parent)


def _row_security(change: Alteration[Entity]) -> Iterator[Call]:
    if change.changes("row_security"):
        words = "ENABLE" if change.after.row_security else "DISABLE"
        yield tables.alter(change.new, change.after, f"{words} ROW LEVEL SECURITY")
    if change.changes("force_row_security"):
        words = "FORCE" if change.after.force_row_security else "NO FORCE"
        yield tables.alter(change.new, change.after, f"{words} ROW LEVEL SECURITY")
