"""SQL expressions as text, checked and read as syntax trees by PostgreSQL's own parser."""

from functools import lru_cache

import postgast
from google.protobuf.message import DecodeError
from postgast import pg_query_pb2 as pb

_OPEN, _CLOSE = pb.ASCII_40, pb.ASCII_41
_COMMENTS = frozenset({pb.SQL_COMMENT, pb.C_COMMENT})


class ExpressionError(ValueError):
    """The text is not one SQL expression; str() is a sentence for the user."""


@lru_cache(maxsize=20_000)
def parse_fault(text: str) -> str | None:
    """Why `text` is not one SQL expression; None if it is."""
    try:
        parse_expression(text)
    except ExpressionError as error:
        return str(error)
    return None


def parse_expression(text: str) -> pb.Node:
    """The syntax tree of one expression. Raises ExpressionError."""
    if fault := containment_fault(text):
        raise ExpressionError(fault)
    try:
        statements = postgast.parse(f"SELECT ({text})").stmts
    except postgast.PgQueryError as error:
        raise ExpressionError(f"PostgreSQL cannot read this expression: {error}.") from error
    except DecodeError as error:
        # PostgreSQL has read it; the tree is deeper than protobuf's limit of 100 messages lets us see.
        message = "This expression is nested too deeply (about 45 levels): split it or move a part into a function."
        raise ExpressionError(message) from error
    target = statements[0].stmt.select_stmt.target_list[0].res_target.val
    if target.HasField("row_expr") and target.row_expr.row_format == pb.COERCE_IMPLICIT_CAST:
        raise ExpressionError("This is more than one expression: keep a single one.")
    return target


def containment_fault(text: str) -> str | None:
    """Why `text`, put between parentheses or at the end of a line, would reach beyond its place: an unbalanced
    parenthesis or a comment. None if it stays where it is put."""
    if not text.strip():
        return "Write an expression."
    if "\0" in text:
        return "The character U+0000 cannot be part of an expression: remove it."
    try:
        tokens = postgast.scan(text).tokens
    except UnicodeEncodeError:
        return "A part of this text is no character (a lone surrogate): remove it."
    except postgast.PgQueryError as error:
        return f"PostgreSQL cannot read this expression: {error}."
    depth = 0
    for each in tokens:
        if each.token in _COMMENTS:
            return "An expression cannot hold a comment: write it into the description."
        depth += (each.token == _OPEN) - (each.token == _CLOSE)
        if depth < 0:
            return "A parenthesis is closed that was never opened: add the opening one."
    return "A parenthesis is never closed: add the closing one." if depth else None


@lru_cache(maxsize=20_000)
def column_names(text: str) -> frozenset[str]:
    """Names of the columns that an expression refers to, outside sub-selects' own scopes (they cannot occur in checks,
    indexes, defaults and generated fields). Raises ExpressionError."""
    names = set()
    for _, node in postgast.walk(parse_expression(text)):
        if isinstance(node, pb.ColumnRef) and node.fields[-1].HasField("string"):
            names.add(node.fields[-1].string.sval)
    return frozenset(names)
