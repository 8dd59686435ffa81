"""Entities as SQLModel classes, and as plain tables where there is no primary key to tell rows apart by."""

import ast

from designer.codegen.blueprint import Blueprint
from designer.codegen.columns import column_call, field_statement, is_updated_at
from designer.codegen.descriptions import entity_docstring, table_docstring
from designer.codegen.order import fields_in_order, is_model
from designer.codegen.relationships import relationship_statements
from designer.codegen.syntax import Value, assign, call, class_, docstring, dotted, gap, value
from designer.codegen.table_args import table_arguments, table_options
from designer.model import Entity, UpdatedAt


def entity_statements(plan: Blueprint, entity: Entity) -> list[ast.stmt]:
    """The class of an entity, or its table."""
    return [model(plan, entity)] if is_model(plan.design, entity.id) else plain_table(plan, entity)


def exported_name(plan: Blueprint, entity: Entity) -> str:
    """The name that an entity has in the package."""
    names = plan.names.classes if is_model(plan.design, entity.id) else plan.names.tables
    return names[entity.id]


def model(plan: Blueprint, entity: Entity) -> ast.stmt:
    """`class Customer(Base, table=True)`."""
    fields = fields_in_order(plan.design, entity.id)
    body: list[ast.stmt] = [docstring(entity_docstring(plan, entity)), assign("__tablename__", value(entity.name))]
    if arguments := _table_args(plan, entity):
        body.append(assign("__table_args__", arguments))
    if plan.design.conventions.updated_at is UpdatedAt.ONUPDATE and any(map(is_updated_at, fields)):
        # Without it a value that the database sets is read by a second query, which asynchronous code cannot do.
        body.append(assign("__mapper_args__", value({"eager_defaults": True})))
    body += [gap(), *(field_statement(plan, field) for field in fields)]
    if relationships := list(relationship_statements(plan, entity)):
        body += [gap(), *relationships]
    return class_(plan.names.classes[entity.id], [dotted("Base")], body, table=True)


def _table_args(plan: Blueprint, entity: Entity) -> ast.expr | None:
    arguments: list[Value] = [*table_arguments(plan, entity)]
    options = table_options(plan, entity)
    if not arguments:
        return value(options) if options else None
    return value((*arguments, options) if options else tuple(arguments))


def plain_table(plan: Blueprint, entity: Entity) -> list[ast.stmt]:
    """`name_table = sa.Table(...)` and its docstring."""
    columns = [column_call(plan, field) for field in fields_in_order(plan.design, entity.id)]
    table = call(
        "sa.Table",
        entity.name,
        dotted("Base.metadata"),
        *columns,
        *table_arguments(plan, entity, all_of_them=True),
        **table_options(plan, entity),
    )
    return [assign(plan.names.tables[entity.id], table), docstring(table_docstring(plan, entity))]
