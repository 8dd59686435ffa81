"""What can be decided about a statement from its text alone."""

from typing import Any

from msgspec import Struct


class Run(Struct, frozen=True, kw_only=True):
    """The statement goes to the server.

    sql: what is sent. node: libpg_query's name of its kind, "" where it could not be parsed here. tree: its syntax
    tree, None then. note: how `sql` differs from the source. roles: names of roles that must exist. schema: whether it
    makes schema content (else it is a setting or a query). removes: whether it only takes something away. again:
    whether it may be tried again after later statements, should it fail. stand_in: what is run instead where the server
    lacks a feature for it.
    """

    sql: str
    node: str = ""
    tree: Any = None
    note: str = ""
    roles: frozenset[str] = frozenset()
    schema: bool = True
    removes: bool = False
    again: bool = True
    stand_in: str = ""


class Skip(Struct, frozen=True):
    """The statement is no schema content; reason: a sentence."""

    reason: str


class Refuse(Struct, frozen=True):
    """The statement cannot be part of a design; reason: a sentence that says what to do."""

    reason: str


type Decision = Run | Skip | Refuse
