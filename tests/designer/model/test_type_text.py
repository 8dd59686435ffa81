import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.model import (
    EMPTY,
    PUBLIC,
    Domain,
    EnumType,
    Schema,
    SqlKind,
    SqlObject,
    TypeFault,
    TypeName,
    TypeRef,
    parse_type,
    short_type,
    type_text,
)  # fmt: skip
from designer.model.type_text import BUILT_IN_TYPES, type_fault
from tests.designs import design_of

DESIGN = design_of(
    Schema(id="app", name="app"),
    Schema(id="odd", name='odd"; --'),
    EnumType(id="status", schema=PUBLIC.id, name="status"),
    EnumType(id="app_status", schema="app", name="status"),
    EnumType(id="text", schema="app", name="text"),
    EnumType(id="Mixed", schema="app", name="Mixed Case"),
    Domain(id="code", schema="app", name="code", type=TypeName("text")),
    SqlObject(id="pair", kind=SqlKind.COMPOSITE, name="pair", schema=PUBLIC.id, create=("CREATE TYPE pair AS ()",)),
    SqlObject(id="ext", kind=SqlKind.EXTENSION, name="citext", schema="app", create=("CREATE EXTENSION citext",)),
)


@pytest.mark.parametrize(
    ("written", "text", "short"),
    [
        ("int", "integer", "integer"),
        ("INT4", "integer", "integer"),
        ("int8", "bigint", "bigint"),
        ("int2", "smallint", "smallint"),
        ("float", "double precision", "float8"),
        ("float(3)", "real", "real"),
        ("decimal(12,2)", "numeric(12,2)", "numeric(12,2)"),
        ("numeric(5)", "numeric(5,0)", "numeric(5,0)"),
        ("numeric(5,-2)", "numeric(5,-2)", "numeric(5,-2)"),
        ("numeric", "numeric", "numeric"),
        ("bool", "boolean", "boolean"),
        ("varchar", "character varying", "varchar"),
        ("varchar(20)", "character varying(20)", "varchar(20)"),
        ("character varying(20)", "character varying(20)", "varchar(20)"),
        ("char", "character(1)", "char(1)"),
        ("char(3)", "character(3)", "char(3)"),
        ("bpchar", "bpchar", "bpchar"),
        ('"char"', '"char"', '"char"'),
        ("timestamp", "timestamp without time zone", "timestamp"),
        ("timestamptz", "timestamp with time zone", "timestamptz"),
        ("timestamptz(3)", "timestamp(3) with time zone", "timestamptz(3)"),
        ("timestamp(0)", "timestamp(0) without time zone", "timestamp(0)"),
        ("timestamp with time zone", "timestamp with time zone", "timestamptz"),
        ("timetz", "time with time zone", "timetz"),
        ("time(3)", "time(3) without time zone", "time(3)"),
        ("interval", "interval", "interval"),
        ("interval(3)", "interval(3)", "interval(3)"),
        ("interval year to month", "interval year to month", "interval year to month"),
        ("interval second(3)", "interval second(3)", "interval second(3)"),
        ("bit", "bit(1)", "bit(1)"),
        ("bit varying(5)", "bit varying(5)", "varbit(5)"),
        ("uuid", "uuid", "uuid"),
        ("jsonb", "jsonb", "jsonb"),
        ("pg_catalog.text", "text", "text"),
        ("citext", "app.citext", "app.citext"),
        ("hstore", "public.hstore", "hstore"),
        ("vector(3)", "public.vector(3)", "vector(3)"),
        ("geometry(point,4326)", "public.geometry(Point,4326)", "geometry(Point,4326)"),
        ("geometry(MultiPolygonZ)", "public.geometry(MultiPolygonZ)", "geometry(MultiPolygonZ)"),
        ('"odd""; --".citext', '"odd""; --".citext', '"odd""; --".citext'),
        ("text[]", "text[]", "text[]"),
        ("int[3][]", "integer[][]", "integer[][]"),
        ("integer array", "integer[]", "integer[]"),
        ("  text  ", "text", "text"),
        ("status", '"public"."status"', "status"),
        ("app.status", '"app"."status"', "app.status"),
        ("status[]", '"public"."status"[]', "status[]"),
        ("code", '"app"."code"', "app.code"),
        ("pair", '"public"."pair"', "pair"),
        ('app."Mixed Case"', '"app"."Mixed Case"', "app.Mixed Case"),
        ("text", "text", "text"),
        ("app.text", '"app"."text"', "app.text"),
    ],
)
def test_every_spelling_of_a_type(written, text, short):
    found = parse_type(DESIGN, written)
    assert type_text(DESIGN, found) == text
    assert short_type(DESIGN, found) == short
    # What we write we read again as the same.
    assert parse_type(DESIGN, text) == found


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "Choose a type"),
        ("txt", "Did you mean text?"),
        ("nothing_like_it", "There is no type nothing_like_it"),
        ("serial", "identity"),
        ("varchar(0)", "from 1 to 10485760"),
        ("varchar(99999999)", "from 1 to 10485760"),
        ("numeric(0)", "from 1 to 1000"),
        ("numeric(1001)", "from 1 to 1000"),
        ("numeric(3,5)", "numeric(5,3)?"),
        ("numeric(3,-1001)", "from -1000 to 1000"),
        ("timestamptz(7)", "does not take (7)"),
        ("uuid(3)", "does not take (3)"),
        ("status(3)", "status takes no size"),
        ("varchar('3')", "not a type"),
        ("geometry('x')", "whole number"),
        ('geometry("a;b")', "number or a word"),
        ("a.b.text", "There is no type a.b.text"),
        ("pg_catalog.nothing", "There is no type nothing"),
        ("customer.name%TYPE", "not a type"),
        ("setof text", "not a type"),
        ("text text", "not a type"),
        ("text; DROP TABLE x", "not a type"),
        ("int) FROM secrets WHERE (true", "not a type"),
        ("int), (1", "not a type"),
        ("int -- x", "not a type"),
        ("int /* x */", "not a type"),
        ("int\0", "not a type"),
        ("\ud800", "not a type"),
        ("x" * 301, "not a type"),
        ('text COLLATE "C"', "not a type"),
    ],
)
def test_what_is_no_type_says_why(written, fault):
    with pytest.raises(TypeFault, match=re.escape(fault)):
        parse_type(DESIGN, written)


@given(st.text(max_size=30))
def test_any_text_is_a_type_or_a_sentence(text):
    try:
        found = parse_type(EMPTY, text)
    except TypeFault:
        return
    assert isinstance(found, TypeName)
    assert type_fault(found.text) is None


def test_every_built_in_type_is_read_as_itself():
    for name in BUILT_IN_TYPES - {"character", "bit"}:
        assert parse_type(EMPTY, name) == TypeName(name)


def test_an_unqualified_name_means_the_type_in_public_first():
    assert parse_type(DESIGN, "status") == TypeRef("status")


@pytest.mark.parametrize(
    "text", ["integer", "character varying(20)", '"char"', "public.geometry(Point,4326)", '"a b".citext']
)
def test_texts_of_types(text):
    assert type_fault(text) is None


@pytest.mark.parametrize("text", ["", "integer[]", "integer -- x", "integer); DROP TABLE x; --", "a b c", "int, int"])
def test_texts_that_are_no_types(text):
    assert type_fault(text)
