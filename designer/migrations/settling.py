"""An old design under its new names: what the database looks like once everything has been renamed."""

from collections.abc import Mapping
from functools import lru_cache

import postgast
from msgspec.structs import replace

from designer.model import TABLES, Design, Field, Id, Object, SqlObject
from designer.model.names import identifier

# What a rename is, by table of the design. Moving to another schema renames as well.
_NAMES = ("name", "schema", "value")


def settled(old: Design, new: Design) -> Design:
    """`old` with the names, schemas and labels that its objects have in `new`; objects of `old` alone keep theirs.

    Expressions follow the renames of their own table's fields, as they do in the database.
    """
    tables = {name: _renamed(getattr(old, name), getattr(new, name)) for name in TABLES.values()}
    # A schema that is new already exists when things move into it.
    tables["schemas"] = {**new.schemas, **tables["schemas"]}
    renamed = replace(old, **tables)
    fields = _field_renames(old, new)
    if not fields:
        return renamed
    return replace(
        renamed,
        checks={
            id: replace(each, expression=_follow(each.expression, fields.get(each.owner)))
            for id, each in renamed.checks.items()
        },
        indexes={
            id: replace(each, where=each.where and _follow(each.where, fields.get(each.entity)))
            for id, each in renamed.indexes.items()
        },
        exclusions={
            id: replace(each, where=each.where and _follow(each.where, fields.get(each.entity)))
            for id, each in renamed.exclusions.items()
        },
        index_members={
            id: replace(
                each,
                expression=each.expression and _follow(each.expression, fields.get(_entity_of_index(old, each.index))),
            )
            for id, each in renamed.index_members.items()
        },
        fields={
            id: replace(
                each,
                generated=each.generated
                and replace(each.generated, expression=_follow(each.generated.expression, fields.get(each.entity))),
            )
            for id, each in renamed.fields.items()
        },
    )


def _renamed[T: Object](before: Mapping[Id, T], after: Mapping[Id, T]) -> dict[Id, T]:
    return {id: _named_like(each, after[id]) if id in after else each for id, each in before.items()}


def _named_like[T: Object](before: T, after: T) -> T:
    if before == after or isinstance(before, SqlObject):
        return before
    names = {name: getattr(after, name) for name in _NAMES if hasattr(before, name)}
    if isinstance(before, Field) and isinstance(after, Field) and before.identity and after.identity:
        names["identity"] = replace(before.identity, sequence=after.identity.sequence)
    return replace(before, **names) if any(getattr(before, name) != value for name, value in names.items()) else before


def _field_renames(old: Design, new: Design) -> dict[Id, dict[str, str]]:
    """Entity -> old name of a field -> its new name."""
    renames: dict[Id, dict[str, str]] = {}
    for field in old.fields.values():
        after = new.fields.get(field.id)
        if after is not None and after.name != field.name:
            renames.setdefault(field.entity, {})[field.name] = after.name
    return renames


def _entity_of_index(design: Design, index: Id) -> Id:
    found = design.indexes.get(index) or design.exclusions[index]
    return found.entity


def _follow(expression: str, renames: dict[str, str] | None) -> str:
    return _with_names(expression, tuple(sorted(renames.items()))) if renames else expression


@lru_cache(maxsize=2_000)
def _with_names(expression: str, renames: tuple[tuple[str, str], ...]) -> str:
    """The expression with names replaced token by token, so that the rest stays as it was written."""
    spelled = {identifier(old): identifier(new) for old, new in renames}
    data, result, at = expression.encode(), b"", 0
    for token in postgast.scan(expression).tokens:
        text = data[token.start : token.end].decode()
        if text in spelled:
            result += data[at : token.start] + spelled[text].encode()
            at = token.end
    return (result + data[at:]).decode()
