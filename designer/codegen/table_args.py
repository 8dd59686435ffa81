"""`__table_args__`: what the fields do not say by themselves, under the names it has in the database."""

import ast
from collections.abc import Iterator

from designer.codegen.blueprint import Blueprint
from designer.codegen.indexes import exclusion_call, index_call, storage
from designer.codegen.order import key_members, pairs, relationships_in_order
from designer.codegen.sql_text import condition, name_in_sql
from designer.codegen.syntax import Value, call, given
from designer.model import Check, Entity, PrimaryKey, Relationship, Unique, quote


def table_arguments(plan: Blueprint, entity: Entity, *, all_of_them: bool = False) -> list[ast.expr]:
    """Constraints and indexes, by kind and name. all_of_them: those too that a field of a model says by itself."""
    said = frozenset() if all_of_them else plan.inline[entity.id].ids
    return [built for id, built in _constraints(plan, entity) if id not in said]


def _constraints(plan: Blueprint, entity: Entity) -> Iterator[tuple[str, ast.expr]]:
    design = plan.design
    if (key := design.primary_key_of(entity.id)) is not None:
        yield key.id, _key_call(plan, "sa.PrimaryKeyConstraint", key)
    for relationship in relationships_in_order(design, design.relationships_of(entity.id)):
        yield relationship.id, _foreign_key(plan, relationship)
    for unique in design.uniques_of(entity.id):
        yield unique.id, _key_call(plan, "sa.UniqueConstraint", unique)
    for check in design.checks_of(entity.id):
        yield check.id, _check(check)
    for exclusion in design.exclusions_of(entity.id):
        yield exclusion.id, exclusion_call(plan, exclusion)
    for index in design.indexes_of(entity.id):
        yield index.id, index_call(plan, index)


def _key_call(plan: Blueprint, function: str, key: PrimaryKey | Unique) -> ast.expr:
    members = key_members(plan.design, key.id)
    options = given(
        comment=key.description or None,
        deferrable=key.deferrable,
        initially="DEFERRED" if key.initially_deferred else None,
        postgresql_include=[plan.key(each.field) for each in members if each.included],
        postgresql_nulls_not_distinct=isinstance(key, Unique) and not key.nulls_distinct,
    )
    columns = [plan.key(each.field) for each in members if not each.included]
    return call(function, *columns, name=key.name, **options)


def _foreign_key(plan: Blueprint, relationship: Relationship) -> ast.expr:
    members = pairs(plan.design, relationship.id)
    options = given(
        ondelete=_on_delete(plan, relationship),
        onupdate=str(relationship.on_update) if relationship.on_update else None,
        deferrable=relationship.deferrable,
        initially="DEFERRED" if relationship.initially_deferred else None,
        match="FULL" if relationship.match_full else None,
        comment=relationship.description or None,
        use_alter=relationship.id in plan.circular,
        postgresql_not_valid=not relationship.validated,
    )
    columns: list[Value] = [plan.key(each.field) for each in members]
    targets: list[Value] = [plan.column_path(plan.design.fields[each.target_field]) for each in members]
    return call("sa.ForeignKeyConstraint", columns, targets, name=relationship.name, **options)


def _on_delete(plan: Blueprint, relationship: Relationship) -> str | None:
    if relationship.on_delete is None:
        return None
    names = ", ".join(name_in_sql(plan.design.fields[field].name) for field in relationship.set_fields)
    return f"{relationship.on_delete} ({names})" if names else str(relationship.on_delete)


def _check(check: Check) -> ast.expr:
    options = given(comment=check.description or None, postgresql_not_valid=not check.validated)
    return call("sa.CheckConstraint", condition(check.expression), name=check.name, **options)


def table_options(plan: Blueprint, entity: Entity) -> dict[str, Value]:
    """Keywords of the table itself."""
    return given(
        schema=plan.schema(entity.schema),
        comment=entity.description or None,
        prefixes=["UNLOGGED"] if entity.unlogged else [],
        postgresql_partition_by=entity.partition_by,
        postgresql_inherits=[_parent(plan, parent) for parent in entity.inherits],
        postgresql_with=storage(entity.options),
    )


def _parent(plan: Blueprint, parent: str) -> ast.expr:
    found = plan.design.entities[parent]
    name = f"{quote(plan.design.schemas[found.schema].name)}.{quote(found.name)}"
    # SQLAlchemy would quote schema and table as one name.
    return call("quoted_name", name, quote=False)
