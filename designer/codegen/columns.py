"""Fields of an entity: as attributes of a model (`Field(...)`), and as columns of a plain table (`sa.Column(...)`)."""

import ast

from designer.checklist.timestamps import UPDATED, plain
from designer.codegen.blueprint import Blueprint
from designer.codegen.bounds import bounds_of
from designer.codegen.defaults import Default, default_of, is_serial_key
from designer.codegen.effective import effective
from designer.codegen.prose import one_line
from designer.codegen.python_types import PythonType, python_type
from designer.codegen.sql_text import clause
from designer.codegen.syntax import Value, call, declare, dotted, given, union, value
from designer.model import Action, Field, TypeName, UpdatedAt


def field_statement(plan: Blueprint, field: Field) -> ast.stmt:
    """`name: annotation = Field(...)`; the annotation holds None exactly where the column does, or where the database
    draws the key."""
    field = effective(plan.design, field)
    found = python_type(plan.design, plan.names, field)
    default = default_of(plan.design, plan.names, field, found)
    in_key = field.id in plan.design.primary_key_fields(field.entity)
    drawn = in_key and default.by_database
    annotation = union(found.annotated(), ast.Constant(None)) if field.nullable or drawn else found.annotated()
    keywords = {
        **_default(default, field),
        **given(primary_key=in_key),
        **_constraints(plan, field),
        **_checks(plan, field, found),
        **_words(field),
        **_sql(plan, field, found, default),
    }
    return declare(plan.names.attributes[field.id], annotation, _said(keywords))


def _said(keywords: dict[str, Value]) -> ast.expr | None:
    """The value of the attribute: nothing for nothing, a default by itself, else `Field(...)`."""
    if not keywords:
        return None
    return value(keywords["default"]) if set(keywords) == {"default"} else call("Field", **keywords)


def _default(default: Default, field: Field) -> dict[str, Value]:
    if default.factory is not None:
        return {"default_factory": dotted(default.factory)}
    if default.python is not None or default.by_database or field.nullable:
        return {"default": default.python}
    return {}


def _constraints(plan: Blueprint, field: Field) -> dict[str, Value]:
    inline = plan.inline[field.entity]
    keywords: dict[str, Value] = {}
    if field.id in inline.relationships:
        relationship = plan.design.relationships[inline.relationships[field.id]]
        target = plan.design.fields[plan.design.target_fields(relationship.id)[0]]
        keywords["foreign_key"] = plan.column_path(target)
        if relationship.on_delete not in {None, Action.NO_ACTION}:
            keywords["ondelete"] = str(relationship.on_delete)
    return {**keywords, **given(unique=field.id in inline.uniques, index=field.id in inline.indexes)}


def _checks(plan: Blueprint, field: Field, found: PythonType) -> dict[str, Value]:
    """What pydantic can hold a value to, as the database does."""
    if found.items:
        return {}
    precision, scale = found.digits or (None, None)
    length = given(max_length=found.max_length, max_digits=precision) | (
        {"decimal_places": scale} if scale is not None else {}
    )
    return {**bounds_of(plan.design, field, found), **length}


def _words(field: Field) -> dict[str, Value]:
    words = given(description=one_line(field.description, 2000) or None)
    # A secret stays out of logs and tracebacks.
    return {**words, "repr": False} if field.sensitive else words


def _sql(plan: Blueprint, field: Field, found: PythonType, default: Default) -> dict[str, Value]:
    column = {
        **_renamed(plan, field),
        **_server_side(plan, field, default),
        **given(comment=field.description or None),
    }
    if is_serial_key(plan.design, field) and not default.by_database:
        # SQLAlchemy would make an integer key without a default draw from a sequence that is not there.
        column["autoincrement"] = False
    sql = _tracked(found, default)
    return {
        **({} if found.implied and sql is found.sql and not found.items else {"sa_type": sql}),
        **given(sa_column_args=list(default.arguments), sa_column_kwargs=column),
    }


def _tracked(found: PythonType, default: Default) -> ast.expr:
    """The type, noticing changes inside a value: of arrays, and of JSON documents whose shape is known."""
    if default.server is None and default.arguments:
        return found.sql
    if found.items or found.annotation == "list[Any]":
        return call("MutableList.as_mutable", found.sql)
    return call("MutableDict.as_mutable", found.sql) if _is_mapping(found) else found.sql


def _is_mapping(found: PythonType) -> bool:
    return found.annotation in {"dict[str, Any]", "dict[str, str | None]"}


def _renamed(plan: Blueprint, field: Field) -> dict[str, Value]:
    attribute = plan.names.attributes[field.id]
    if attribute == field.name:
        return {}
    return {"name": field.name, **({"key": plan.key(field.id)} if plan.key(field.id) != field.name else {})}


def _server_side(plan: Blueprint, field: Field, default: Default) -> dict[str, Value]:
    keywords: dict[str, Value] = {}
    if default.server is not None:
        keywords["server_default"] = clause(default.server)
    if is_updated_at(field):
        if plan.design.conventions.updated_at is UpdatedAt.ONUPDATE:
            keywords["onupdate"] = call("sa.func.now")
        else:
            keywords["server_onupdate"] = call("sa.FetchedValue")
    return keywords


def is_updated_at(field: Field) -> bool:
    """Whether a field holds the time of the last change, to be kept by the project's convention."""
    if field.generated is not None or not isinstance(field.type, TypeName) or field.type.dimensions:
        return False
    return plain(field.name) in UPDATED and field.type.text.startswith("timestamp")


def column_call(plan: Blueprint, field: Field) -> ast.Call:
    """`sa.Column(...)` of a table that no model maps."""
    field = effective(plan.design, field)
    found = python_type(plan.design, plan.names, field)
    default = default_of(plan.design, plan.names, field, found)
    key = plan.key(field.id)
    keywords = {
        **({"key": key} if key != field.name else {}),
        "nullable": field.nullable,
        **given(server_default=clause(default.server) if default.server is not None else None),
        **given(comment=field.description or None),
    }
    return call("sa.Column", value(field.name), found.sql, *default.arguments, **keywords)
