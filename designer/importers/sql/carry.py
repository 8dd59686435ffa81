"""What no server here can run is carried as its own text: it needs a superuser, or an extension that is missing."""

import postgast
from google.protobuf.message import DecodeError
from psycopg import errors

from designer.model import Id, SqlKind, SqlObject, derived_id

# The first words of a statement -> what it makes, and how many words its kind has. Longer ones first.
_KINDS = (
    ("CREATE EXTENSION", SqlKind.EXTENSION),
    ("CREATE EVENT TRIGGER", SqlKind.EVENT_TRIGGER),
    ("CREATE FOREIGN DATA WRAPPER", SqlKind.FOREIGN_DATA_WRAPPER),
    ("CREATE FOREIGN TABLE", SqlKind.FOREIGN_TABLE),
    ("CREATE SERVER", SqlKind.SERVER),
    ("CREATE PUBLICATION", SqlKind.PUBLICATION),
    ("CREATE OPERATOR CLASS", SqlKind.OPERATOR_CLASS),
    ("CREATE OPERATOR FAMILY", SqlKind.OPERATOR_FAMILY),
    ("CREATE COLLATION", SqlKind.COLLATION),
    ("CREATE CAST", SqlKind.CAST),
    ("CREATE AGGREGATE", SqlKind.AGGREGATE),
    ("CREATE OPERATOR", SqlKind.OPERATOR),
    ("CREATE FUNCTION", SqlKind.FUNCTION),
    ("CREATE OR REPLACE FUNCTION", SqlKind.FUNCTION),
    ("CREATE VIEW", SqlKind.VIEW),
    ("CREATE OR REPLACE VIEW", SqlKind.VIEW),
    ("CREATE TYPE", SqlKind.BASE_TYPE),
    ("CREATE", SqlKind.OTHER),
    ("ALTER", SqlKind.OTHER),
    ("COMMENT", SqlKind.OTHER),
)

# Why a server cannot run what another can: rights, a feature it was built without, an extension it lacks.
_BEYOND_THIS_SERVER = (
    errors.InsufficientPrivilege,
    errors.FeatureNotSupported,
    errors.UndefinedFile,
    errors.ProgramLimitExceeded,
)
_MISSING = (
    errors.UndefinedObject,
    errors.UndefinedFunction,
    errors.UndefinedTable,
    errors.InvalidSchemaName,
)


def is_beyond_this_server(error: Exception) -> bool:
    """Whether the statement may be right and only this server, or this role, cannot run it."""
    return isinstance(error, _BEYOND_THIS_SERVER)


def is_missing_something(error: Exception) -> bool:
    return isinstance(error, _MISSING)


def carried(sql: str, number: int) -> SqlObject:
    """The statement as an object of the design, unverified."""
    words = _words(sql)
    text = " ".join(words).upper()
    start, kind = next((each for each in _KINDS if text.startswith(each[0])), ("", SqlKind.OTHER))
    name = " ".join(words[len(start.split()) :][:6]) if kind is not SqlKind.OTHER else " ".join(words[:6])
    return SqlObject(id=_id(sql, number), kind=kind, name=name or "statement", create=(sql,), verified=False)


def _id(sql: str, number: int) -> Id:
    return derived_id("carried", str(number), sql)


def _words(sql: str) -> list[str]:
    """The first words of a statement, up to its first parenthesis, on one line."""
    head = sql[:2_000].encode()
    try:
        tokens = postgast.scan(head.decode(errors="ignore")).tokens
    except (postgast.PgQueryError, DecodeError):
        return sql.split()[:8]
    words = []
    for token in tokens[:12]:
        word = head[token.start : token.end].decode(errors="ignore")
        if word == "(":
            break
        words.append(word)
    skip = {"IF", "NOT", "EXISTS"}
    return [word for word in words if word.upper() not in skip]
