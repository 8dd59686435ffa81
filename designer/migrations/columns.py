"""Columns: as arguments of create_table, as SQL, and what is said about them afterwards."""

from msgspec.structs import replace

from designer.migrations.column_types import column_type
from designer.migrations.mentions import Sort, mentions
from designer.migrations.python_code import Call, Code, call
from designer.migrations.spelling import (
    column_name,
    comment_text,
    default_clause,
    inlined,
    option_list,
    qualified,
    schema_argument,
    sequence_options,
    table_name,
)
from designer.migrations.sql_code import condition, execute, expression
from designer.model import Design, Field, GeneratedKind, SequenceOptions, TypeName, type_text
from designer.model.names import identifier

_INTEGERS = frozenset({"sa.SmallInteger", "sa.Integer", "sa.BigInteger"})


def column(design: Design, field: Field, *, default: str | None) -> Call | None:
    """`sa.Column(...)` with this default; None where only SQL can say it.

    A comment with a backslash is left to `comment`, because what SQLAlchemy makes of it depends on the server.
    """
    spelled = column_type(design, field.type, field.collation)
    if spelled is None or field.not_null_name is not None:
        return None
    arguments: list[Code] = [field.name, spelled]
    if field.generated is not None:
        if field.generated.kind is GeneratedKind.VIRTUAL:
            return None  # SQLAlchemy refuses it before it knows the server's version
        arguments.append(call("sa.Computed", condition(field.generated.expression), persisted=True))
    if identity := _inline_identity(field):
        arguments.append(identity)
    # SQLAlchemy would make an integer primary key SERIAL.
    could_be_serial = (
        spelled.function in _INTEGERS
        and default is None
        and field.identity is None
        and design.primary_key_fields(field.entity) == (field.id,)
    )
    return call(
        "sa.Column",
        *arguments,
        server_default=None if default is None else expression(default_clause(default)),
        nullable=field.nullable,
        autoincrement=False if could_be_serial or needs_identity(field) else None,
        comment=field.description if field.description and comments_inline(field.description) else None,
    )


def comments_inline(description: str) -> bool:
    return "\\" not in description


def _inline_identity(field: Field) -> Call | None:
    identity = field.identity
    if identity is None or needs_identity(field):
        return None
    options = identity.options
    return call(
        "sa.Identity",
        always=True if identity.always else None,
        start=options.start,
        increment=options.increment if options.increment != 1 else None,
        minvalue=options.minimum,
        maxvalue=options.maximum,
        cache=options.cache if options.cache != 1 else None,
        cycle=True if options.cycle else None,
    )


def needs_identity(field: Field) -> bool:
    """Whether the identity is a statement of its own: SQLAlchemy cannot name its sequence."""
    return field.identity is not None and field.identity.sequence is not None


def column_sql(design: Design, field: Field, *, default: str | None) -> str:
    """The column inside CREATE TABLE or after ADD COLUMN."""
    text = f"{identifier(field.name)} {type_text(design, field.type)}"
    if field.collation is not None:
        text += f" COLLATE {field.collation}"
    if field.generated is not None:
        kind = "STORED" if field.generated.kind is GeneratedKind.STORED else "VIRTUAL"
        text += f" GENERATED ALWAYS AS ({inlined(field.generated.expression)}) {kind}"
    if default is not None:
        text += f" DEFAULT {default_clause(default)}"
    if field.identity is not None:
        text += f" {identity_sql(design, field)}"
    if not field.nullable:
        if field.not_null_name is not None:
            text += f" CONSTRAINT {identifier(field.not_null_name)}"
        text += " NOT NULL"
    return text


def identity_sql(design: Design, field: Field) -> str:
    """`GENERATED ... AS IDENTITY (...)`."""
    if field.identity is None:
        raise ValueError(f"{field.name} has no identity")
    words = "ALWAYS" if field.identity.always else "BY DEFAULT"
    inside = []
    if field.identity.sequence is not None:
        schema = design.entities[field.entity].schema
        inside.append(f"SEQUENCE NAME {qualified(design, schema, field.identity.sequence)}")
    if field.identity.options != SequenceOptions():
        inside.append(sequence_options(field.identity.options))
    return f"GENERATED {words} AS IDENTITY" + (f" ({' '.join(inside)})" if inside else "")


def own_storage(field: Field) -> str:
    """What SET STORAGE DEFAULT means, which PostgreSQL knows since 16."""
    text = field.type.text.partition("(")[0] if isinstance(field.type, TypeName) and not field.type.dimensions else ""
    return "MAIN" if text in {"numeric", "inet", "cidr"} else "EXTENDED"


def alter(design: Design, field: Field, words: str) -> Call:
    """ALTER TABLE ... ALTER COLUMN ... `words`."""
    table, name = table_name(design, field.entity), column_name(design, field.id)
    return execute(f"ALTER TABLE {table} ALTER COLUMN {name} {words}")


def set_default(design: Design, field: Field) -> Call:
    entity = design.entities[field.entity]
    default = None if field.default is None else expression(default_clause(field.default))
    schema = schema_argument(design, entity.schema)
    keywords: list[tuple[str, Code]] = [("server_default", default)]
    if schema:
        keywords.append(("schema", schema))
    return Call("op.alter_column", (entity.name, field.name), tuple(keywords))


def comment(design: Design, field: Field) -> Call:
    target = f"{table_name(design, field.entity)}.{column_name(design, field.id)}"
    return execute(f"COMMENT ON COLUMN {target} IS {comment_text(field.description)}")


def settings(design: Design, field: Field) -> list[Call]:
    """How its values are stored and counted, as far as that differs from its type's own."""
    said = []
    if field.storage is not None:
        said.append(f"SET STORAGE {field.storage}")
    if field.compression is not None:
        said.append(f"SET COMPRESSION {field.compression}")
    if field.statistics is not None:
        said.append(f"SET STATISTICS {field.statistics}")
    if field.options:
        said.append(f"SET ({option_list(field.options)})")
    return [alter(design, field, words) for words in said]


def add(design: Design, field: Field, *, default: str | None) -> list[Call]:
    """The column with this default on a table that exists."""
    entity = design.entities[field.entity]
    made = column(design, field, default=default)
    if made is not None and not needs_identity(field):
        said = [call("op.add_column", entity.name, made, schema=schema_argument(design, entity.schema))]
        unsaid = field.description and not comments_inline(field.description)
    else:
        text = column_sql(design, field, default=default)
        said = [execute(f"ALTER TABLE {table_name(design, entity.id)} ADD COLUMN {text}")]
        unsaid = bool(field.description)
    said += settings(design, field)
    return [*said, comment(design, field)] if unsaid else said


def drop(design: Design, field: Field) -> Call:
    entity = design.entities[field.entity]
    return call("op.drop_column", entity.name, field.name, schema=schema_argument(design, entity.schema))


def drop_default(design: Design, field: Field) -> Call:
    return set_default(design, replace(field, default=None))


_STABLE = frozenset({"now", "transaction_timestamp", "statement_timestamp", "timezone", "current_setting"})


def is_volatile(default: str | None) -> bool:
    """Whether each row gets a value of its own, which has PostgreSQL rewrite the table; a function that is not known
    to be stable counts as volatile."""
    if default is None:
        return False
    functions = {mention.name for mention in mentions(default) if mention.sort is Sort.FUNCTION}
    return not functions <= _STABLE
