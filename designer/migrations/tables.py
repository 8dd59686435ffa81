"""Tables: created with what can stand inside them, altered as a whole, dropped."""

from msgspec import Struct

from designer.migrations import columns, constraints
from designer.migrations.constraints import Constraint
from designer.migrations.python_code import Call, Code, call
from designer.migrations.spelling import (
    comment_text,
    option_list,
    option_map,
    schema_argument,
    table_name,
)
from designer.migrations.sql_code import execute
from designer.model import Design, Entity, Field, Id
from designer.model.names import identifier

_REPLICA_IDENTITIES = {"f": "FULL", "n": "NOTHING"}


class Inside(Struct, frozen=True):
    """What stands inside a CREATE TABLE beside the columns: the fields whose default does, and the constraints."""

    defaults: frozenset[Id] = frozenset()
    constraints: tuple[Constraint, ...] = ()


def create(design: Design, entity: Entity, inside: Inside) -> list[Call]:
    """The table, and what has to be said about it and its columns afterwards."""
    made = _create_table(design, entity, inside)
    return [made or _create_in_sql(design, entity, inside), *_afterwards(design, entity, in_sql=made is None)]


def own_fields(design: Design, entity: Entity) -> tuple[Field, ...]:
    """The fields that the table's own statement says. A partition is created by itself and attached; so is a child of
    plain inheritance that has all its fields itself."""
    fields = design.fields_of(entity.id)
    return tuple(field for field in fields if not field.inherited) if inherits_fields(design, entity) else fields


def inherits_fields(design: Design, entity: Entity) -> bool:
    return bool(entity.inherits) and any(field.inherited for field in design.fields_of(entity.id))


def _create_table(design: Design, entity: Entity, inside: Inside) -> Call | None:
    if inherits_fields(design, entity) or "%" in (entity.partition_by or "") or "%" in "".join(entity.options):
        return None
    arguments: list[Code] = []
    for field in own_fields(design, entity):
        default = field.default if field.id in inside.defaults else None
        if (one := columns.column(design, field, default=default)) is None:
            return None
        arguments.append(one)
    for constraint in inside.constraints:
        if (inline := constraints.inline(design, constraint)) is None:
            return None
        arguments.append(inline)
    described = entity.description and columns.comments_inline(entity.description)
    return call(
        "op.create_table",
        entity.name,
        *arguments,
        schema=schema_argument(design, entity.schema),
        prefixes=["UNLOGGED"] if entity.unlogged else None,
        postgresql_partition_by=entity.partition_by,
        postgresql_with=option_map(entity.options) or None,
        comment=entity.description if described else None,
    )


def _create_in_sql(design: Design, entity: Entity, inside: Inside) -> Call:
    """For what op.create_table cannot say: named NOT NULLs, foreign collations, inherited columns, virtual columns."""
    lines = [
        columns.column_sql(design, field, default=field.default if field.id in inside.defaults else None)
        for field in own_fields(design, entity)
    ]
    lines += [
        f"CONSTRAINT {identifier(each.name)} {constraints.definition(design, each)}" for each in inside.constraints
    ]
    body = ",\n".join(f"    {line}" for line in lines)
    words = "CREATE UNLOGGED TABLE" if entity.unlogged else "CREATE TABLE"
    text = f"{words} {table_name(design, entity.id)} (\n{body}\n)"
    if inherits_fields(design, entity):
        text += f" INHERITS ({', '.join(table_name(design, parent) for parent in entity.inherits)})"
    if entity.partition_by is not None:
        text += f" PARTITION BY {entity.partition_by}"
    if entity.options:
        text += f" WITH ({option_list(entity.options)})"
    return execute(text)


def _afterwards(design: Design, entity: Entity, *, in_sql: bool) -> list[Call]:
    said: list[Call] = []
    fields = design.fields_of(entity.id)
    if not in_sql:
        said += [
            columns.alter(design, field, f"ADD {columns.identity_sql(design, field)}")
            for field in fields
            if columns.needs_identity(field)
        ]
    if entity.inherits and not inherits_fields(design, entity):
        said += [inherit(design, entity, parent) for parent in entity.inherits]
    elif entity.inherits:
        said += _inherited_columns(design, entity)
    for field in fields:
        said += columns.settings(design, field)
    if entity.description and (in_sql or not columns.comments_inline(entity.description)):
        said.append(comment(design, entity))
    said += [
        columns.comment(design, field)
        for field in fields
        if field.description and (in_sql or not columns.comments_inline(field.description))
    ]
    if entity.row_security:
        said.append(alter(design, entity, "ENABLE ROW LEVEL SECURITY"))
    if entity.force_row_security:
        said.append(alter(design, entity, "FORCE ROW LEVEL SECURITY"))
    if entity.replica_identity in _REPLICA_IDENTITIES:
        said.append(replica_identity(design, entity))
    return said


def _inherited_columns(design: Design, entity: Entity) -> list[Call]:
    """Where an inherited column differs from its parents'."""
    said = []
    parents = [field for parent in entity.inherits for field in design.fields_of(parent)]
    for field in design.fields_of(entity.id):
        above = [parent for parent in parents if parent.name == field.name]
        if field.inherited and not field.nullable and all(parent.nullable for parent in above):
            said.append(columns.alter(design, field, "SET NOT NULL"))
        if field.inherited and field.default != (above[-1].default if above else None):
            said.append(columns.set_default(design, field))
    return said


def alter(design: Design, entity: Entity, words: str) -> Call:
    """ALTER TABLE ... `words`."""
    return execute(f"ALTER TABLE {table_name(design, entity.id)} {words}")


def inherit(design: Design, entity: Entity, parent: Id) -> Call:
    return alter(design, entity, f"INHERIT {table_name(design, parent)}")


def replica_identity(design: Design, entity: Entity) -> Call:
    return alter(design, entity, f"REPLICA IDENTITY {_REPLICA_IDENTITIES.get(entity.replica_identity, 'DEFAULT')}")


def attach(design: Design, entity: Entity) -> Call:
    parent = table_name(design, entity.partition_of or "")
    words = f"ATTACH PARTITION {table_name(design, entity.id)} {entity.partition_bound or 'DEFAULT'}"
    return execute(f"ALTER TABLE {parent} {words}")


def detach(design: Design, entity: Entity) -> Call:
    return execute(
        f"ALTER TABLE {table_name(design, entity.partition_of or '')} DETACH PARTITION {table_name(design, entity.id)}"
    )


def comment(design: Design, entity: Entity) -> Call:
    return execute(f"COMMENT ON TABLE {table_name(design, entity.id)} IS {comment_text(entity.description)}")


def drop(design: Design, entity: Entity) -> Call:
    return call("op.drop_table", entity.name, schema=schema_argument(design, entity.schema))
