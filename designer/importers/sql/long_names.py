"""Names that PostgreSQL cuts as it reads them, with no more than a notice."""

import re

import postgast
from postgast import pg_query_pb2 as pb

from designer.model import MAX_NAME_BYTES

# A character has up to four bytes: to look at every token costs more than to see that none can be too long.
_PERHAPS = re.compile(r'[\w$]{16,}|"[^"]{16,}')


def long_names(text: str) -> tuple[str, ...]:
    """What becomes of the names of a statement that are too long, each as it is then, once and in their order."""
    if len(text) <= MAX_NAME_BYTES // 4 or not _PERHAPS.search(text):
        return ()
    data = text.encode()
    names = (_name(data[each.start : each.end]) for each in postgast.scan(text).tokens if each.token == pb.IDENT)
    return tuple(dict.fromkeys(_cut(name) for name in names if len(name) > MAX_NAME_BYTES))


def _name(token: bytes) -> bytes:
    return token[1:-1].replace(b'""', b'"') if token.startswith(b'"') else token.lower()


def _cut(name: bytes) -> str:
    return name[:MAX_NAME_BYTES].decode(errors="ignore")
