"""Each type is spelled so that PostgreSQL makes of it what it calls it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from designer.migrations.column_types import column_type
from designer.migrations.python_code import source
from designer.model import EMPTY, TypeName, TypeRef
from designer.postgres import ScratchDatabase
from tests.designer.migrations.designs import bare, column, enum, schema
from tests.designer.migrations.running import built
from tests.designs import design_of

NAMES = """
boolean|smallint|integer|bigint|real|double precision|numeric|numeric(12,2)|numeric(5,-2)|text
character varying|character varying(20)|character(3)|uuid|bytea|date|time without time zone|time with time zone
time(3) without time zone|time(0) with time zone|timestamp without time zone|timestamp with time zone
timestamp(3) with time zone|timestamp(0) without time zone|interval|interval(2)|interval year to month|json|jsonb
jsonpath|inet|cidr|macaddr|macaddr8|money|oid|regclass|regtype|tsvector|tsquery|int4range|int8range|numrange|daterange
tsrange|tstzrange|int4multirange|datemultirange|bit(1)|bit(5)|bit varying|bit varying(8)|"char"|name|xml|point|box
circle|pg_lsn|xid8
"""
TYPES = [text for line in NAMES.strip().splitlines() for text in line.split("|")]


def test_every_type_comes_back_as_it_was(database: ScratchDatabase) -> None:
    design = design_of(
        *bare("t", *(column("t", text, TypeName(text), rank=f"{at:03}1") for at, text in enumerate(TYPES))),
        *bare("a", *(column("a", text, TypeName(text, 1), rank=f"{at:03}1") for at, text in enumerate(TYPES))),
    )

    fields = {(field.entity, field.name): field.type for field in built(database, design).fields.values()}

    found = sorted(
        (name, type_.text, type_.dimensions) for (_, name), type_ in fields.items() if isinstance(type_, TypeName)
    )
    assert found == sorted((text, text, dimensions) for text in TYPES for dimensions in (0, 1))


def test_a_type_of_the_design_is_named_with_its_schema() -> None:
    design = design_of(schema("app"), *enum("mood", "a", schema="app"))
    assert source(column_type(design, TypeRef("mood", 2))) == (
        "postgresql.ARRAY(postgresql.ENUM(name='mood', schema='app', create_type=False), dimensions=2)"
    )


def test_collations_of_postgresql_are_said_and_others_are_left_to_sql() -> None:
    assert source(column_type(EMPTY, TypeName("text"), 'pg_catalog."C"')) == "sa.Text(collation='C')"
    assert column_type(EMPTY, TypeName("text"), "app.german") is None
    assert column_type(EMPTY, TypeName("text", 1), 'pg_catalog."C"') is None


def test_a_percent_sign_in_a_name_is_left_to_sql() -> None:
    assert column_type(EMPTY, TypeName('public."a%b"')) is None


@pytest.mark.parametrize("text", TYPES)
def test_every_spelling_is_python(text: str) -> None:
    spelled = column_type(EMPTY, TypeName(text))
    assert spelled is not None
    assert eval(source(spelled), {"sa": sa, "postgresql": postgresql, "NamedType": str}) is not None
