"""Tokens that turn out to name things, noted as mentions."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import postgast
from postgast import pg_query_pb2 as pb

from designer.edits.mention import Mention
from designer.edits.name_index import name_index
from designer.edits.tokens import Token, chain, tokens
from designer.model import Design, Id


class NamesFound:
    """The mentions found so far, in `found`; names are looked up in the design, and placed among the tokens."""

    def __init__(self, design: Design, found: Sequence[Token]) -> None:
        self.design = design
        self.names = name_index(design)
        self.tokens = found
        self.found: list[Mention] = []
        self._number = {token.start: number for number, token in enumerate(found)}
        self._no_schema: set[int] = set()  # bytes where a qualified name begins that has no schema

    def _note(self, id: Id | None, at: Token, **rest: Any) -> None:
        if id is not None:
            self.found.append(Mention(id=id, start=at.start, end=at.end, **{"first": at.start, **rest}))

    def _chain(self, location: int) -> tuple[Token, ...]:
        """The names from this byte on: `schema.table.field`."""
        number = self._number.get(location)
        return () if number is None else chain(self.tokens, number)

    def _qualified(
        self, names: Sequence[Token], table: dict[tuple[str, str], Id], meant: Iterable[pb.Node] | None = None
    ) -> None:
        """Notes `name` or `schema.name`. meant: the names in the tree, which differ where SQL has words of its own
        for something (`int`, `substring(x from 1)`)."""
        said = tuple(each.name or "" for each in names)
        if names and (meant is None or said == tuple(each.string.sval for each in meant)):
            self._note(self.names.find(table, said), names[-1], first=names[0].start, movable=True)

    def schemas(self) -> None:
        """Notes every schema: a name before a dot that begins neither a table's nor an alias's qualification."""
        before = None
        for token, after in pairwise((*self.tokens, Token(0, 0, "", None))):
            if after.text == "." and before != "." and token.start not in self._no_schema and token.name is not None:
                self._note(self.names.schemas.get(token.name), token)
            before = token.text

    def _last_chain(self, names: Iterable[str]) -> tuple[Token, ...]:
        """The last tokens that spell these names, for what the parser does not place."""
        wanted = tuple(names)
        chains = (chain(self.tokens, number) for number in reversed(range(len(self.tokens))))
        return next((found for found in chains if tuple(each.name for each in found) == wanted), ())


def spelled(text: str) -> tuple[str, ...]:
    """The names in a string like `public."Invoice"`; none where it is not like that."""
    try:
        return tuple(token.name for token in tokens(text) if token.name is not None)
    except (postgast.PgQueryError, UnicodeError):
        return ()
