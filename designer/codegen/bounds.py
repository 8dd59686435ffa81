"""What simple checks say of one field's range: `CHECK (rating >= 1 AND rating <= 5)` is `Field(ge=1, le=5)`."""

from collections.abc import Iterator
from functools import lru_cache

from postgast import pg_query_pb2 as pb

from designer.codegen.python_types import PythonType
from designer.codegen.syntax import Value
from designer.model import Design, Field
from designer.model.expression import ExpressionError, parse_expression

_KEYWORDS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt"}
_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_LARGEST = 2**53  # pydantic's bounds are floats


def bounds_of(design: Design, field: Field, found: PythonType) -> dict[str, Value]:
    """`ge`, `gt`, `le`, `lt` of a whole-number field, from the checks of its entity that compare it with a constant."""
    if found.annotation not in {"int", "Decimal"} or found.items:
        return {}
    bounds: dict[str, Value] = {}
    for check in design.checks_of(field.entity):
        if check.validated and check.enforced:
            for column, operator, number in comparisons(check.expression):
                if column == field.name:
                    bounds.setdefault(_KEYWORDS[operator], number)
    return {keyword: bounds[keyword] for keyword in ("gt", "ge", "lt", "le") if keyword in bounds}


@lru_cache(maxsize=20_000)
def comparisons(expression: str) -> tuple[tuple[str, str, int], ...]:
    """(column, operator, whole number) of each comparison that must hold for the expression to hold."""
    try:
        return tuple(_comparisons(parse_expression(expression)))
    except ExpressionError:
        return ()


def _comparisons(node: pb.Node) -> Iterator[tuple[str, str, int]]:
    if node.HasField("bool_expr") and node.bool_expr.boolop == pb.AND_EXPR:
        for each in node.bool_expr.args:
            yield from _comparisons(each)
    elif node.HasField("a_expr") and node.a_expr.kind == pb.AEXPR_OP:
        yield from _comparison(node.a_expr)


def _comparison(compared: pb.A_Expr) -> Iterator[tuple[str, str, int]]:
    operator = compared.name[-1].string.sval
    if operator not in _KEYWORDS or not compared.HasField("lexpr"):
        return
    left, right = _column(compared.lexpr), _column(compared.rexpr)
    if left is not None and (number := _number(compared.rexpr)) is not None:
        yield left, operator, number
    elif right is not None and (number := _number(compared.lexpr)) is not None:
        yield right, _MIRRORED[operator], number


def _column(node: pb.Node) -> str | None:
    if node.HasField("column_ref") and len(node.column_ref.fields) == 1:
        return node.column_ref.fields[0].string.sval or None
    return None


def _number(node: pb.Node) -> int | None:
    """A whole number, with or without a cast to a type of numbers."""
    if node.HasField("type_cast"):
        name = node.type_cast.type_name.names[-1].string.sval
        return _number(node.type_cast.arg) if name in {"int2", "int4", "int8", "numeric"} else None
    if not node.HasField("a_const") or node.a_const.WhichOneof("val") not in {"ival", "sval"}:
        return None
    text = node.a_const.sval.sval if node.a_const.HasField("sval") else str(node.a_const.ival.ival)
    return int(text) if text.lstrip("-").isdigit() and abs(int(text)) < _LARGEST else None
