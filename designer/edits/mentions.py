"""Where SQL names things of the design: the tokens, resolved by syntax tree and scope.

One reading serves renames (the tokens are replaced, the rest of the text stays as it was) and deletion (what mentions
a thing depends on it). What stands inside a string, as the body of a function does, is not read.
"""

from functools import lru_cache

import postgast
from google.protobuf.message import DecodeError
from msgspec import Struct
from postgast import pg_query_pb2 as pb

from designer.edits.mention import Mention
from designer.edits.resolver import Resolver
from designer.edits.scopes import Scope, Source
from designer.edits.tokens import Token, tokens
from designer.model import Design, Id

# The last: deeper than protobuf's limit of 100 messages, or a lone surrogate.
UNREADABLE = (postgast.PgQueryError, DecodeError, UnicodeError)


class Reading(Struct, frozen=True, kw_only=True):
    """What a text is: `head` + text + `tail` is a statement.

    entity: whose fields it may name. label_of: the enum whose value it is.
    """

    text: str
    head: str = ""
    tail: str = ""
    entity: Id | None = None
    label_of: Id | None = None


def expression(text: str, *, entity: Id | None = None, label_of: Id | None = None) -> Reading:
    """An SQL expression. The newline keeps a comment at its end from swallowing the parenthesis."""
    return Reading(text=text, head="SELECT (", tail="\n)", entity=entity, label_of=label_of)


def partition_key(text: str, *, entity: Id) -> Reading:
    """RANGE (...), LIST (...) or HASH (...)."""
    return Reading(text=text, head="CREATE TABLE t () PARTITION BY ", entity=entity)


def mentions(design: Design, reading: Reading) -> tuple[Mention, ...]:
    """Every mention in a text, in the text's own offsets; none where PostgreSQL's parser cannot read it."""
    read = _read(reading.head + reading.text + reading.tail)
    if read is None:
        return ()
    tree, found = read
    resolver = Resolver(design, found)
    scope = Scope(design)
    if reading.entity is not None:
        scope.sources.append(Source.of(design, reading.entity))
    if reading.label_of is not None:
        resolver.visit(tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val, scope, reading.label_of)
    else:
        for each in tree.stmts:
            resolver.visit(each.stmt, scope)
    resolver.schemas()
    offset, end = len(reading.head.encode()), len((reading.head + reading.text).encode())
    return tuple(each.shifted(-offset) for each in resolver.found if offset <= each.start and each.end <= end)


@lru_cache(maxsize=500)
def _read(text: str) -> tuple[pb.ParseResult, tuple[Token, ...]] | None:
    try:
        return postgast.parse(text), tokens(text)
    except UNREADABLE:
        return None
