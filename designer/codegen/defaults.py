"""What a field holds when nobody says: in Python, and in the database."""

import ast
import re
from decimal import Decimal

from msgspec import Struct

from designer.codegen.names import Names
from designer.codegen.python_types import PythonType, json_shape
from designer.codegen.sequences import drawn_sequence, sequence_call, sequence_options
from designer.codegen.sql_text import condition, unqualified
from designer.codegen.syntax import call, dotted, given, value
from designer.model import Design, Field, GeneratedKind, Identity


class Default(Struct, frozen=True):
    """python: the value of `default=`. factory: that of `default_factory=`. server: SQL of `server_default=`.
    arguments: Identity, Computed and Sequence objects of the column. by_database: whether the database fills a field
    of which Python knows no value; it is None until the row is written."""

    python: ast.expr | None = None
    factory: str | None = None
    server: str | None = None
    arguments: tuple[ast.expr, ...] = ()
    by_database: bool = False


_LITERAL = re.compile(r"'((?:[^'\\]|'')*)'(?:::[\w .\"\[\](),]+)?\Z")
_NUMBER = re.compile(r"\(?(-?\d+(?:\.\d+)?)\)?(?:::[\w ]+(?:\(\d+(?:, ?\d+)?\))?)?\Z")
_NEXT_VALUE = re.compile(r"(?:pg_catalog\.)?nextval\('((?:[^'\\]|'')+)'(?:::(?:text\)?::)?regclass)?\)\Z")
_RANDOM_UUID = re.compile(r"(?:\w+\.)?(?:gen_random_uuid|uuid_generate_v4)\(\)\Z")
_EMPTY_ARRAY = re.compile(r"(?:'\{\}'|ARRAY\[\])(?:::[\w .\"\[\](),]+)?\Z")


def default_of(design: Design, names: Names, field: Field, found: PythonType) -> Default:
    """The default of a field whose Python type is `found`."""
    if field.identity is not None:
        return Default(arguments=(_identity(field.identity),), by_database=True)
    if field.generated is not None:
        stored = field.generated.kind is GeneratedKind.STORED
        computed = call("sa.Computed", condition(field.generated.expression), persisted=stored)
        return Default(arguments=(computed,), by_database=True)
    if field.default is None:
        return Default(python=value(None) if field.nullable else None)
    if _NEXT_VALUE.match(field.default):
        return _next_value(design, field)
    return _constant(design, names, field, found, field.default)


def _constant(design: Design, names: Names, field: Field, found: PythonType, default: str) -> Default:
    server = unqualified(default)
    if (factory := _factory(found, field, default)) is not None:
        return Default(factory=factory, server=server)
    if found.items or (python := _python_value(design, names, found, default)) is None:
        return Default(server=server, by_database=True)
    return Default(python=python, server=server)


def _factory(found: PythonType, field: Field, default: str) -> str | None:
    if found.annotation == "UUID" and not found.items and _RANDOM_UUID.match(default):
        return "uuid4"
    if found.items and _EMPTY_ARRAY.match(default):
        return "list"
    return None if found.items else json_shape(field) if found.annotation.startswith(("dict[", "list[")) else None


def _python_value(design: Design, names: Names, found: PythonType, default: str) -> ast.expr | None:
    text = literal[1].replace("''", "'") if (literal := _LITERAL.match(default)) else None
    number = number_match[1] if (number_match := _NUMBER.match(default)) else text
    if found.enum is not None:
        members = {each.value: names.members[each.id] for each in design.values_of(found.enum)}
        return dotted(f"{names.enums[found.enum]}.{members[text]}") if text in members else None
    match found.annotation:
        case "str":
            return value(text) if text is not None else None
        case "bool":
            return value(default == "true") if default in {"true", "false"} else None
        case "int" if number is not None and re.fullmatch(r"-?\d{1,19}", number):
            return value(int(number))
        case "float" if number is not None and re.fullmatch(r"-?\d+(\.\d+)?", number):
            return value(float(number))
        case "Decimal" if number is not None and re.fullmatch(r"-?\d+(\.\d+)?", number):
            return value(Decimal(number))
    return None


def _identity(identity: Identity) -> ast.expr:
    return call("sa.Identity", **given(always=identity.always), **sequence_options(identity.options))


def _next_value(design: Design, field: Field) -> Default:
    """A serial field draws from the sequence it owns; Alembic leaves the default of such a field out of its comparison,
    so the models must too. The sequence of a key that SQLAlchemy takes for serial need not be said."""
    owned = drawn_sequence(design, field)
    if owned is None or getattr(field.type, "text", "") not in {"integer", "bigint"}:
        return Default(server=unqualified(field.default or ""), by_database=True)
    entity = design.entities[field.entity]
    if (
        is_serial_key(design, field)
        and owned.name == f"{entity.name}_{field.name}_seq"
        and owned.schema == entity.schema
    ):
        return Default(by_database=True)
    return Default(arguments=(sequence_call(design, owned),), by_database=True)


def is_serial_key(design: Design, field: Field) -> bool:
    """Whether SQLAlchemy takes the field for an autoincrement key: the only field of an integer primary key, which no
    foreign key fills."""
    return (
        design.primary_key_fields(field.entity) == (field.id,)
        and getattr(field.type, "text", "") in {"smallint", "integer", "bigint"}
        and not getattr(field.type, "dimensions", 0)
        and not any(field.id in design.foreign_key_fields(each.id) for each in design.relationships_of(field.entity))
    )
