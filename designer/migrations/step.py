"""One step of a migration, and what it does to a database in use."""

from enum import StrEnum

from msgspec import Struct

from designer.migrations.python_code import Statement, statement
from designer.model import Id


class Lock(StrEnum):
    """Table locks, weakest first. Source: PostgreSQL manual, 13.3.1 "Table-Level Locks"."""

    NONE = "no lock on a table in use"
    SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
    SHARE = "SHARE"
    SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
    ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"


class Cost(StrEnum):
    """How long the lock is held."""

    INSTANT = "instant"
    SCAN = "reads the whole table"
    BUILD = "builds an index"
    REWRITE = "rewrites the whole table"


class Hazard(Struct, frozen=True):
    """What a step may do to those who use the database meanwhile. advice: what to do about it, a sentence."""

    lock: Lock
    cost: Cost
    advice: str = ""


class Step(Struct, frozen=True, kw_only=True):
    """Statements that belong together, in words and in Python.

    object: the id of what they are about. hazard: None where nobody can be using it yet. reversible: whether the
    opposite migration restores the structure; loses_data: whether rows or values are gone for good, so that a person
    has to consent.
    """

    summary: str
    statements: tuple[Statement, ...]
    object: Id
    hazard: Hazard | None = None
    reversible: bool = True
    loses_data: bool = False

    @property
    def source(self) -> str:
        """Python statements, unformatted."""
        return "\n".join(statement(each) for each in self.statements)


class Unplannable(Exception):
    """A change for which there is no recipe; str() says which and what to do instead."""
