import ast

import pytest

from designer.codegen.names import name_design
from designer.codegen.python_types import PythonType, collation_arguments, python_type, type_of
from designer.codegen.syntax import value
from designer.model import (
    PUBLIC,
    Domain,
    EnumType,
    Schema,
    SqlKind,
    SqlObject,
    TypeName,
    TypeRef,
)
from designer.model.type_text import BUILT_IN_TYPES, EXTENSION_TYPES
from tests.designs import design_of, field

DESIGN = design_of(
    Schema(id="app", name="My App"),
    EnumType(id="mood", schema=PUBLIC.id, name="mood"),
    Domain(id="email", schema=PUBLIC.id, name="email", type=TypeName("character varying(320)")),
    Domain(id="moods", schema=PUBLIC.id, name="moods", type=TypeRef("mood", 1)),
    SqlObject(id="point3", kind=SqlKind.COMPOSITE, schema="app", name="point3", create=("x",)),
)
NAMES = name_design(DESIGN)


def _spelled(found: PythonType) -> tuple[str, str]:
    return ast.unparse(found.annotated()), ast.unparse(found.sql)


@pytest.mark.parametrize(
    ("text", "annotation", "sql"),
    [
        ("integer", "int", "sa.Integer"),
        ("bigint", "int", "sa.BigInteger"),
        ("smallint", "int", "sa.SmallInteger"),
        ("numeric", "Decimal", "sa.Numeric"),
        ("numeric(12,2)", "Decimal", "sa.Numeric(12, 2)"),
        ("double precision", "float", "sa.Double"),
        ("boolean", "bool", "sa.Boolean"),
        ("text", "str", "sa.Text"),
        ("character varying", "str", "sa.String"),
        ("character varying(20)", "str", "sa.String(20)"),
        ("character(3)", "str", "sa.CHAR(3)"),
        ("uuid", "UUID", "sa.Uuid"),
        ("bytea", "bytes", "sa.LargeBinary"),
        ("date", "dt.date", "sa.Date"),
        ("timestamp with time zone", "dt.datetime", "sa.DateTime(timezone=True)"),
        ("timestamp without time zone", "dt.datetime", "sa.DateTime"),
        ("timestamp(3) with time zone", "dt.datetime", "pg.TIMESTAMP(timezone=True, precision=3)"),
        ("timestamp(0) without time zone", "dt.datetime", "pg.TIMESTAMP(precision=0)"),
        ("time without time zone", "dt.time", "sa.Time"),
        ("interval", "dt.timedelta", "sa.Interval"),
        ("interval day to second(3)", "dt.timedelta", "pg.INTERVAL(fields='day to second', precision=3)"),
        ("jsonb", "dict[str, Any] | list[Any]", "pg.JSONB(none_as_null=True)"),
        ("inet", "InetValue", "pg.INET"),
        ("tstzrange", "pg.Range[dt.datetime]", "pg.TSTZRANGE"),
        ("int4multirange", "list[pg.Range[int]]", "pg.INT4MULTIRANGE"),
        ("bit varying(8)", "str", "pg.BIT(8, varying=True)"),
        ("public.citext", "str", "pg.CITEXT"),
        ("extensions.citext", "str", "PostgresType('extensions.citext')"),
        ("public.hstore", "dict[str, str | None]", "pg.HSTORE"),
        ("public.vector(1536)", "str", "PostgresType('vector(1536)')"),
        ("geometry(Point,4326)", "str", "PostgresType('geometry(Point,4326)')"),
        ("xml", "str", "PostgresType('xml')"),
        ('"char"', "str", "sa.String"),
    ],
)
def test_types_of_postgres(text: str, annotation: str, sql: str) -> None:
    assert _spelled(type_of(DESIGN, NAMES, TypeName(text))) == (annotation, sql)


@pytest.mark.parametrize("text", sorted(BUILT_IN_TYPES | set(EXTENSION_TYPES)))
def test_every_known_type_has_an_annotation(text: str) -> None:
    annotation, sql = _spelled(type_of(DESIGN, NAMES, TypeName(text)))
    assert annotation
    assert sql


def test_arrays_are_lists() -> None:
    assert _spelled(type_of(DESIGN, NAMES, TypeName("text", 1))) == ("list[str]", "pg.ARRAY(sa.Text)")
    assert _spelled(type_of(DESIGN, NAMES, TypeName("integer", 2))) == (
        "list[list[int]]",
        "pg.ARRAY(sa.Integer, dimensions=2)",
    )


def test_types_of_the_design() -> None:
    assert _spelled(type_of(DESIGN, NAMES, TypeRef("mood"))) == ("Mood", "MOOD")
    assert _spelled(type_of(DESIGN, NAMES, TypeRef("mood", 1))) == ("list[Mood]", "pg.ARRAY(MOOD)")
    assert _spelled(type_of(DESIGN, NAMES, TypeRef("moods"))) == ("list[Mood]", "MOODS")
    assert _spelled(type_of(DESIGN, NAMES, TypeRef("point3"))) == ("Any", "PostgresType('\"My App\".point3')")


def test_a_domain_keeps_the_length_of_its_type() -> None:
    found = type_of(DESIGN, NAMES, TypeRef("email"))
    assert _spelled(found) == ("str", "EMAIL")
    assert found.max_length == 320


def test_a_scale_beyond_the_precision_is_no_number_of_digits() -> None:
    assert type_of(DESIGN, NAMES, TypeName("numeric(12,2)")).digits == (12, 2)
    assert type_of(DESIGN, NAMES, TypeName("numeric(2,5)")).digits is None


def test_an_empty_default_tells_the_shape_of_a_document() -> None:
    def annotation(default: str | None) -> str:
        return ast.unparse(python_type(DESIGN, NAMES, field("t", "d", TypeName("jsonb"), default=default)).annotated())

    assert annotation("'{}'::jsonb") == "dict[str, Any]"
    assert annotation("'[]'::jsonb") == "list[Any]"
    assert annotation("""'{"a": 1}'::jsonb""") == "dict[str, Any] | list[Any]"
    assert annotation(None) == "dict[str, Any] | list[Any]"


def test_collations_are_named_with_their_schema() -> None:
    def spelled(text: str) -> dict[str, str]:
        return {name: ast.unparse(value(each)) for name, each in collation_arguments(text).items()}

    assert spelled('pg_catalog."C"') == {"collation": "'C'"}
    assert spelled('app."de""DE"') == {"collation": "'de\"DE'", "collation_schema": "'app'"}
    assert spelled("a collation of none") == {}
    text = type_of(DESIGN, NAMES, TypeName("text"), collation='"C"')
    assert _spelled(text) == ("str", "sa.Text(collation='C')")
    number = type_of(DESIGN, NAMES, TypeName("integer"), collation='"C"')
    assert _spelled(number) == ("int", "sa.Integer")
