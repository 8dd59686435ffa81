"""Schemas, enums, domains and sequences: statements, all in SQL, which says them shortest."""

from designer.migrations.definitions import check_definition
from designer.migrations.python_code import Call
from designer.migrations.spelling import (
    comment_text,
    default_clause,
    qualified,
    sequence_options,
    table_name,
)
from designer.migrations.sql_code import execute
from designer.model import Check, Design, Domain, EnumType, Id, Schema, Sequence, literal, type_text
from designer.model.names import identifier


def create_schema(schema: Schema) -> Call:
    return execute(f"CREATE SCHEMA {identifier(schema.name)}")


def drop_schema(schema: Schema) -> Call:
    return execute(f"DROP SCHEMA {identifier(schema.name)}")


def comment_on_schema(schema: Schema) -> Call:
    return execute(f"COMMENT ON SCHEMA {identifier(schema.name)} IS {comment_text(schema.description)}")


def create_enum(design: Design, enum: EnumType) -> Call:
    labels = ", ".join(literal(each.value) for each in design.values_of(enum.id))
    return execute(f"CREATE TYPE {user_type(design, enum)} AS ENUM ({labels})")


def create_domain(design: Design, domain: Domain, checks: tuple[Check, ...]) -> Call:
    """The domain with the checks that can stand inside its own statement."""
    text = f"CREATE DOMAIN {user_type(design, domain)} AS {type_text(design, domain.type)}"
    if domain.collation is not None:
        text += f" COLLATE {domain.collation}"
    if domain.default is not None:
        text += f" DEFAULT {default_clause(domain.default)}"
    if domain.not_null_name is not None:
        text += f" CONSTRAINT {identifier(domain.not_null_name)}"
    if not domain.nullable:
        text += " NOT NULL"
    for check in checks:
        text += f"\n    CONSTRAINT {identifier(check.name)} {check_definition(check)}"
    return execute(text)


def add_domain_check(design: Design, domain: Domain, check: Check) -> Call:
    words = f"ADD CONSTRAINT {identifier(check.name)} {check_definition(check)}"
    return execute(f"ALTER DOMAIN {user_type(design, domain)} {words}")


def drop_domain_check(design: Design, domain: Domain, check: Check) -> Call:
    return execute(f"ALTER DOMAIN {user_type(design, domain)} DROP CONSTRAINT {identifier(check.name)}")


def comment_on_domain_check(design: Design, domain: Domain, check: Check) -> Call:
    target = f"{identifier(check.name)} ON DOMAIN {user_type(design, domain)}"
    return execute(f"COMMENT ON CONSTRAINT {target} IS {comment_text(check.description)}")


def drop_type(design: Design, found: EnumType | Domain) -> Call:
    return execute(f"DROP {_word(found)} {user_type(design, found)}")


def comment_on_type(design: Design, found: EnumType | Domain) -> Call:
    return execute(f"COMMENT ON {_word(found)} {user_type(design, found)} IS {comment_text(found.description)}")


def user_type(design: Design, found: EnumType | Domain) -> str:
    return qualified(design, found.schema, found.name)


def _word(found: EnumType | Domain) -> str:
    return "DOMAIN" if isinstance(found, Domain) else "TYPE"


def create_sequence(design: Design, sequence: Sequence) -> Call:
    words = "CREATE UNLOGGED SEQUENCE" if sequence.unlogged else "CREATE SEQUENCE"
    text = f"{words} {sequence_name(design, sequence)}"
    if sequence.type != "bigint":
        text += f" AS {sequence.type}"
    return execute(f"{text} {sequence_options(sequence.options)}".rstrip())


def own_sequence(design: Design, sequence: Sequence, field: Id | None) -> Call:
    owner = "NONE"
    if field is not None:
        found = design.fields[field]
        owner = f"{table_name(design, found.entity)}.{identifier(found.name)}"
    return execute(f"ALTER SEQUENCE {sequence_name(design, sequence)} OWNED BY {owner}")


def drop_sequence(design: Design, sequence: Sequence) -> Call:
    return execute(f"DROP SEQUENCE {sequence_name(design, sequence)}")


def comment_on_sequence(design: Design, sequence: Sequence) -> Call:
    return execute(f"COMMENT ON SEQUENCE {sequence_name(design, sequence)} IS {comment_text(sequence.description)}")


def sequence_name(design: Design, sequence: Sequence) -> str:
    return qualified(design, sequence.schema, sequence.name)
