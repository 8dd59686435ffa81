import ast

import pytest

from designer.codegen.defaults import Default, default_of
from designer.codegen.names import name_design
from designer.codegen.python_types import python_type
from designer.model import (
    PUBLIC,
    Design,
    EnumType,
    EnumValue,
    Field,
    Generated,
    GeneratedKind,
    Identity,
    Object,
    Sequence,
    SequenceOptions,
    TypeName,
    TypeRef,
)
from tests.designer.codegen.designs import INTEGER, plain_table, reference
from tests.designs import design_of, field

ENUM = (
    EnumType(id="mood", schema=PUBLIC.id, name="mood"),
    EnumValue(id="mood.1", enum="mood", value="it's", rank="1"),
)


def _default(one: Field, *rest: Object) -> Default:
    design: Design = design_of(*plain_table("thing", one), *ENUM, *rest)
    names = name_design(design)
    return default_of(design, names, one, python_type(design, names, one))


def _python(one: Field) -> str | None:
    found = _default(one).python
    return ast.unparse(found) if found is not None else None


def test_an_optional_field_is_none_and_a_required_one_has_nothing() -> None:
    assert _python(field("thing", "a", nullable=True)) == "None"
    assert _default(field("thing", "a")) == Default()


@pytest.mark.parametrize(
    ("type_text", "default", "python"),
    [
        ("integer", "0", "0"),
        ("integer", "'-1'::integer", "-1"),
        ("integer", "(-1)", "-1"),
        ("bigint", "'9000000000'::bigint", "9000000000"),
        ("boolean", "false", "False"),
        ("numeric(12,2)", "0.00", "Decimal('0.00')"),
        ("numeric", "'-0.5'::numeric", "Decimal('-0.5')"),
        ("double precision", "'1.5'::double precision", "1.5"),
        ("text", "'it''s'::text", '"it\'s"'),
        ("character varying(5)", "''::character varying", "''"),
    ],
)
def test_constants_are_python_values_too(type_text: str, default: str, python: str) -> None:
    one = field("thing", "a", TypeName(type_text), default=default)
    found = _default(one)
    assert _python(one) == python
    assert found.server == default
    assert not found.by_database


@pytest.mark.parametrize(
    ("type_text", "default"),
    [
        ("timestamp with time zone", "now()"),
        ("date", "CURRENT_DATE"),
        ("text", "CURRENT_USER"),
        ("text", "upper('a'::text)"),
        ("text", "E'a\\\\b'::text"),
        ("text", "('a'::text || 'b'::text)"),
        ("boolean", "(1 > 0)"),
        ("integer", "(1 + 1)"),
        ("jsonb", """'{"a": 1}'::jsonb"""),
        ("uuid", "uuidv7()"),
    ],
)
def test_what_only_the_database_knows_is_left_to_it(type_text: str, default: str) -> None:
    found = _default(field("thing", "a", TypeName(type_text), default=default))
    assert found == Default(server=default, by_database=True)


@pytest.mark.parametrize(
    ("data_type", "default", "factory"),
    [
        (TypeName("uuid"), "gen_random_uuid()", "uuid4"),
        (TypeName("uuid"), "public.uuid_generate_v4()", "uuid4"),
        (TypeName("jsonb"), "'{}'::jsonb", "dict"),
        (TypeName("jsonb"), "'[]'::jsonb", "list"),
        (TypeName("text", 1), "'{}'::text[]", "list"),
        (TypeName("text", 1), "ARRAY[]::text[]", "list"),
    ],
)
def test_random_and_empty_values_are_made_anew(data_type: TypeName, default: str, factory: str) -> None:
    assert _default(field("thing", "a", data_type, default=default)).factory == factory


def test_a_label_is_a_member_of_its_enum() -> None:
    one = field("thing", "a", TypeRef("mood"), default="'it''s'::public.mood")
    assert _python(one) == "Mood.IT_S"
    assert _default(one).server == "'it''s'::mood"
    assert _python(field("thing", "a", TypeRef("mood"), default="'none such'::public.mood")) is None


def test_identity_and_generated_fields_bring_their_objects() -> None:
    identity = _default(field("thing", "a", INTEGER, identity=Identity(always=True, options=SequenceOptions(start=5))))
    assert [ast.unparse(each) for each in identity.arguments] == ["sa.Identity(always=True, start=5)"]
    computed = _default(
        field("thing", "a", generated=Generated("lower(b)", GeneratedKind.VIRTUAL)),
    )
    assert [ast.unparse(each) for each in computed.arguments] == ["sa.Computed('lower(b)', persisted=False)"]
    assert identity.by_database
    assert computed.by_database


def _serial(name: str, sequence: str, *, owned: bool = True) -> tuple[Field, Sequence]:
    one = field("thing", name, INTEGER, default=f"nextval('public.{sequence}'::regclass)")
    return one, Sequence(id="s", schema=PUBLIC.id, name=sequence, type="integer", owned_by=one.id if owned else None)


def test_a_serial_key_says_nothing() -> None:
    assert _default(*_serial("id", "thing_id_seq")) == Default(by_database=True)


def test_a_serial_key_of_another_sequence_names_it() -> None:
    found = _default(*_serial("id", "numbers"))
    assert [ast.unparse(each) for each in found.arguments] == ["sa.Sequence('numbers', data_type=sa.Integer)"]


def test_a_serial_field_beside_the_key_names_its_sequence() -> None:
    found = _default(*_serial("number", "thing_number_seq"))
    assert [ast.unparse(each) for each in found.arguments] == ["sa.Sequence('thing_number_seq', data_type=sa.Integer)"]
    assert found.server is None


def test_a_sequence_that_nobody_owns_is_drawn_from_by_the_database() -> None:
    found = _default(*_serial("number", "numbers", owned=False))
    assert found == Default(server="nextval('numbers'::regclass)", by_database=True)


def test_a_key_that_is_a_foreign_key_is_not_serial() -> None:
    one, sequence = _serial("id", "thing_id_seq")
    found = _default(one, sequence, *plain_table("parent"), *reference("thing_parent", "thing", "parent", ("id", "id")))
    assert [ast.unparse(each) for each in found.arguments] == ["sa.Sequence('thing_id_seq', data_type=sa.Integer)"]
