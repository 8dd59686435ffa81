"""Whether anything but keys and relationships depends on the type or name of a field."""

import re
from functools import lru_cache

from designer.model import Design, ExpressionError, Field, Id
from designer.model.expression import column_names
from designer.model.invariants import expressions

_WORD = re.compile(r"\w+")


class Mentions:
    """Names of fields that occur in the expressions and SQL of a design."""

    def __init__(self, design: Design) -> None:
        self._in_expressions: dict[Id, set[str]] = {}
        for _, _, expression, entity in expressions(design):
            if entity is not None:
                self._in_expressions.setdefault(entity, set()).update(_columns(expression))
        self._dependents: dict[Id, list[Id]] = {}
        for each in design.sql_objects.values():
            for needed in {*each.depends_on, *([each.owner] if each.owner else [])}:
                self._dependents.setdefault(needed, []).append(each.id)
        self._design = design

    def of(self, field: Field) -> bool:
        """Whether an expression, a partition key or an SQL object names the field (or may)."""
        if field.name in self._in_expressions.get(field.entity, ()):
            return True
        if field.name in words_of(self._design.entities[field.entity].partition_by or ""):
            return True
        return any(
            field.name in words_of(statement)
            for dependent in self._dependents.get(field.entity, ())
            for statement in self._design.sql_objects[dependent].create
        )


@lru_cache(maxsize=2_000)
def words_of(sql: str) -> frozenset[str]:
    """Every word of a statement, strings and comments too."""
    return frozenset(_WORD.findall(sql))


def _columns(expression: str) -> frozenset[str]:
    try:
        return column_names(expression)
    except ExpressionError:
        return frozenset()
