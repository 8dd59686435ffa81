import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal_column, text
from sqlalchemy.dialects.postgresql import dialect

from designer.codegen.sql_text import clause, condition, unqualified
from designer.codegen.syntax import value


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("'a'::public.mood", "'a'::mood"),
        ("public.f(x, public.g())", "f(x, g())"),
        ('"public"."F"(x)', '"F"(x)'),
        ("nextval('public.s'::regclass)", "nextval('s'::regclass)"),
        ("nextval('public.\"S\"'::regclass)", "nextval('\"S\"'::regclass)"),
        ("app.public.f()", "app.public.f()"),
        ("'public.x'::text", "'public.x'::text"),
        ("x OPERATOR(public.=) y", "x OPERATOR(=) y"),
        ("E'it\\'s public.x'", "E'it\\'s public.x'"),
        ("$a$ public.x $a$", "$a$ public.x $a$"),
        ("publication.x", "publication.x"),
    ],
)
def test_public_is_left_out_where_it_qualifies(expression: str, wanted: str) -> None:
    assert unqualified(expression) == wanted


def test_what_looks_like_a_parameter_is_a_literal_column() -> None:
    assert ast.unparse(value(clause("now()"))) == "sa.text('now()')"
    assert ast.unparse(value(clause("':a'::text"))) == "sa.literal_column(\"':a'::text\")"
    assert ast.unparse(value(condition("a > 0"))) == "'a > 0'"
    assert ast.unparse(value(condition("a ~ '\\:x'"))).startswith("sa.literal_column(")


@given(st.text(alphabet=st.sampled_from("ab:\\%'[] ._\"$"), max_size=20))
def test_sqlalchemy_reads_nothing_into_a_clause(expression: str) -> None:
    made = clause(expression)
    assert isinstance(made, ast.Call)
    function, argument = ast.unparse(made.func), ast.literal_eval(made.args[0])
    built = text(argument) if function == "sa.text" else literal_column(argument)
    # The driver turns the doubled signs back.
    assert str(built.compile(dialect=dialect())).replace("%%", "%") == argument
