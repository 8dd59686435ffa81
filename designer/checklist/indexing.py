"""Which indexes serve a foreign key."""

from collections.abc import Iterator
from functools import lru_cache

from postgast import pg_query_pb2 as pb

from designer.checklist.survey import Survey
from designer.model import Entity, ExpressionError, Id, Index
from designer.model.expression import parse_expression

# Methods whose indexes find rows by equality on their first fields.
_FIRST_FIELDS = frozenset({"btree"})
_ONE_FIELD = frozenset({"btree", "hash"})


def serves(survey: Survey, entity: Entity, fields: tuple[Id, ...]) -> bool:
    """Whether some index finds rows by these fields: they are, in any order, the first ones of an index that leaves
    out no row but those without a value. Primary and unique keys have an index each."""
    wanted = frozenset(fields)
    return any(frozenset(found[: len(wanted)]) == wanted for found in _indexed(survey, entity, wanted))


def _indexed(survey: Survey, entity: Entity, wanted: frozenset[Id]) -> Iterator[tuple[Id, ...]]:
    """The fields of each index that may serve, in order, as far as they are fields."""
    design = survey.design
    if (key := design.primary_key_of(entity.id)) is not None:
        yield design.key_fields(key.id)
    for unique in design.uniques_of(entity.id):
        yield design.key_fields(unique.id)
    methods = _ONE_FIELD if len(wanted) == 1 else _FIRST_FIELDS
    for index in design.indexes_of(entity.id):
        if index.method in methods and _covers_values(survey, index, wanted):
            yield tuple(_leading_fields(survey, index))


def _leading_fields(survey: Survey, index: Index) -> Iterator[Id]:
    for member in survey.design.members_of_index(index.id):
        if member.field is None or member.included:
            return
        yield member.field


def _covers_values(survey: Survey, index: Index, wanted: frozenset[Id]) -> bool:
    """Whether every row with a value in the wanted fields is in the index.

    A foreign key with a null among its fields refers to nothing, so that no search by it asks for such a row.
    """
    if index.where is None:
        return True
    required = not_null_names(index.where)
    if required is None:
        return False
    implied = {
        field.name for field in survey.design.fields_of(index.entity) if field.id in wanted or not field.nullable
    }
    return required <= implied


@lru_cache(maxsize=20_000)
def not_null_names(predicate: str) -> frozenset[str] | None:
    """The fields of which a predicate says that they are not null; None if it says anything else."""
    try:
        return frozenset(_not_null_names(parse_expression(predicate)))
    except (ExpressionError, _SaysMore):
        return None


class _SaysMore(Exception):
    """A predicate says something else than that a field is not null."""


def _not_null_names(node: pb.Node) -> Iterator[str]:
    if node.HasField("bool_expr") and node.bool_expr.boolop == pb.AND_EXPR:
        for each in node.bool_expr.args:
            yield from _not_null_names(each)
        return
    tested = node.null_test.arg
    if node.null_test.nulltesttype != pb.IS_NOT_NULL or not tested.HasField("column_ref"):
        raise _SaysMore
    yield tested.column_ref.fields[-1].string.sval


def index_count(survey: Survey, entity: Entity) -> int:
    """How many indexes every write to an entity keeps up: its own, and those behind keys and exclusions."""
    design = survey.design
    return (
        len(design.indexes_of(entity.id))
        + len(design.uniques_of(entity.id))
        + len(design.exclusions_of(entity.id))
        + (design.primary_key_of(entity.id) is not None)
    )
