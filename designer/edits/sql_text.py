"""SQL text in the form that PostgreSQL itself prints it, so that what is read back is what was written."""

from functools import lru_cache

import postgast

from designer.model import Design, Id, quote
from designer.model.names import is_plain

_NO_KEYWORD, _UNRESERVED = 0, 1  # pg_query's KeywordKind


@lru_cache(maxsize=10_000)
def identifier(name: str) -> str:
    """`name` as an SQL identifier, quoted only where PostgreSQL's quote_identifier() quotes it."""
    if not is_plain(name):
        return quote(name)
    return name if postgast.scan(name).tokens[0].keyword_kind in {_NO_KEYWORD, _UNRESERVED} else quote(name)


def qualified(design: Design, schema: Id, name: str) -> str:
    """`schema.name`, each quoted where it must be."""
    return f"{identifier(design.schemas[schema].name)}.{identifier(name)}"
