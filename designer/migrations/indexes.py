"""Statements about indexes."""

from designer.migrations.definitions import member_text
from designer.migrations.python_code import Call, Code, call
from designer.migrations.spelling import (
    comment_text,
    option_map,
    qualified,
    schema_argument,
    table_name,
)
from designer.migrations.sql_code import execute, expression
from designer.model import Design, Index, IndexMember
from designer.model.names import identifier


def create(design: Design, index: Index) -> Call:
    members = design.members_of_index(index.id)
    entity = design.entities[index.entity]
    included: list[Code] = [
        design.fields[member.field].name for member in members if member.included and member.field is not None
    ]
    return call(
        "op.create_index",
        index.name,
        entity.name,
        [_key(design, member) for member in members if not member.included],
        unique=True if index.unique else None,
        schema=schema_argument(design, entity.schema),
        postgresql_using=None if index.method == "btree" else index.method,
        postgresql_include=included or None,
        postgresql_nulls_not_distinct=None if index.nulls_distinct else True,
        postgresql_with=option_map(index.options) or None,
        postgresql_where=None if index.where is None else expression(index.where),
    )


def _key(design: Design, member: IndexMember) -> Code:
    text = member_text(design, member)
    if member.field is not None and text == identifier(name := design.fields[member.field].name):
        return name
    return expression(text)


def drop(design: Design, index: Index) -> Call:
    entity = design.entities[index.entity]
    schema = schema_argument(design, entity.schema)
    return call("op.drop_index", index.name, table_name=entity.name, schema=schema)


def comment(design: Design, index: Index) -> Call:
    return execute(f"COMMENT ON INDEX {index_name(design, index)} IS {comment_text(index.description)}")


def cluster(design: Design, index: Index) -> Call:
    return execute(f"ALTER TABLE {table_name(design, index.entity)} CLUSTER ON {identifier(index.name)}")


def identify_rows(design: Design, index: Index) -> Call:
    words = f"REPLICA IDENTITY USING INDEX {identifier(index.name)}"
    return execute(f"ALTER TABLE {table_name(design, index.entity)} {words}")


def index_name(design: Design, index: Index) -> str:
    """An index lives in the schema of its table."""
    return qualified(design, design.entities[index.entity].schema, index.name)
