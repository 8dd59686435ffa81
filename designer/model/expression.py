"""SQL expressions as text, checked and read as syntax trees by PostgreSQL's own parser."""

from functools import lru_cache

import postgast
from postgast import pg_query_pb2 as pb


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
    if "\0" in text:
        raise ExpressionError("The character U+0000 cannot be part of an expression: remove it.")
    try:
        # The newline keeps a trailing comment from swallowing the parenthesis.
        statements = postgast.parse(f"SELECT ({text}\n)").stmts
    except postgast.PgQueryError as error:
        raise ExpressionError(f"PostgreSQL cannot read this expression: {error}.") from error
    select = statements[0].stmt.select_stmt if len(statements) == 1 else None
    if select is None or len(select.target_list) != 1 or select.HasField("where_clause") or select.from_clause:
        raise ExpressionError("This is more than one expression: keep a single one.")
    target = select.target_list[0].res_target
    if target.name or target.val.WhichOneof("node") == "row_expr":
        raise ExpressionError("This is more than one expression: keep a single one.")
    return target.val


@lru_cache(maxsize=20_000)
def column_names(text: str) -> frozenset[str]:
    """Names of the columns that an expression refers to, outside sub-selects' own scopes (they cannot occur in checks,
    indexes, defaults and generated fields). Raises ExpressionError."""
    names = set()
    for _, node in postgast.walk(parse_expression(text)):
        if isinstance(node, pb.ColumnRef) and node.fields[-1].HasField("string"):
            names.add(node.fields[-1].string.sval)
    return frozenset(names)
