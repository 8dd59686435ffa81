import pytest

from designer.edits import alter_sql_object, new_field, new_schema, new_sql_object
from designer.model import EMPTY, SqlKind
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop

_TOUCH = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$"


@pytest.mark.parametrize(
    ("text", "kind", "name", "drop"),
    [
        ("CREATE VIEW Totals AS SELECT 1", SqlKind.VIEW, "totals", "DROP VIEW public.totals"),
        ('CREATE VIEW "Totals" AS SELECT 1', SqlKind.VIEW, "Totals", 'DROP VIEW public."Totals"'),
        (
            "CREATE MATERIALIZED VIEW public.m AS SELECT 1;",
            SqlKind.MATERIALIZED_VIEW,
            "m",
            "DROP MATERIALIZED VIEW public.m",
        ),
        (_TOUCH, SqlKind.FUNCTION, "touch()", "DROP FUNCTION public.touch()"),
        (
            "CREATE FUNCTION f(int, OUT c text, d order_status, e timestamptz, VARIADIC varchar(3)[]) AS 'SELECT 1'",
            SqlKind.FUNCTION,
            "f(integer, public.order_status, timestamp with time zone, character varying[])",
            "DROP FUNCTION public.f(integer, public.order_status, timestamp with time zone, character varying[])",
        ),
        (
            "CREATE PROCEDURE p(anyelement) LANGUAGE sql AS 'SELECT 1'",
            SqlKind.PROCEDURE,
            "p(anyelement)",
            "DROP PROCEDURE public.p(anyelement)",
        ),
        (
            "CREATE TRIGGER t BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION f()",
            SqlKind.TRIGGER,
            "t",
            "DROP TRIGGER t ON public.customer",
        ),
        ("CREATE POLICY p ON customer USING (true)", SqlKind.POLICY, "p", "DROP POLICY p ON public.customer"),
        (
            "CREATE RULE r AS ON DELETE TO customer DO INSTEAD NOTHING",
            SqlKind.RULE,
            "r",
            "DROP RULE r ON public.customer",
        ),
        ('CREATE EXTENSION "uuid-ossp"', SqlKind.EXTENSION, "uuid-ossp", 'DROP EXTENSION "uuid-ossp"'),
        ("CREATE TYPE pair AS (a int, b text)", SqlKind.COMPOSITE, "pair", "DROP TYPE public.pair"),
        ("CREATE TYPE span AS RANGE (subtype = float8)", SqlKind.RANGE, "span", "DROP TYPE public.span"),
        ("CREATE STATISTICS s ON id, email FROM customer", SqlKind.STATISTICS, "s", "DROP STATISTICS public.s"),
    ],
)
def test_kind_name_and_removal_are_read_from_the_statement(text: str, kind: SqlKind, name: str, drop: str) -> None:
    design, id = made(shop(), new_sql_object(shop(), f"  {text};\n", description=" Why. "))
    found = design.sql_objects[id]
    assert (found.kind, found.name, found.drop, found.description) == (kind, name, (drop,), "Why.")
    assert found.create == (text.rstrip(";"),)
    assert (found.owner is None) != (found.schema is None)


def test_what_it_needs_is_read_from_the_statement() -> None:
    base, function = made(shop(), new_sql_object(shop(), _TOUCH))
    base, view = made(base, new_sql_object(base, "CREATE VIEW v AS SELECT email FROM customer"))
    base, trigger = made(
        base, new_sql_object(base, "CREATE TRIGGER t BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch()")
    )
    base, policy = made(base, new_sql_object(base, "CREATE POLICY p ON purchase USING (status = 'paid')"))
    needs = {id: set(each.depends_on) for id, each in base.sql_objects.items()}
    assert needs == {
        function: set(),
        view: {"customer", "customer.email"},
        trigger: {function},
        policy: {"purchase.status", "order_status"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Write a view, function, procedure"),
        ("CREATE VIEW v AS SELEC 1", "PostgreSQL cannot read this: syntax error"),
        ("CREATE VIEW v AS SELECT 1; DROP TABLE customer", "Write a view, function, procedure"),
        ("DROP TABLE customer", "Write a view, function, procedure"),
        ("CREATE TABLE t (a int)", "Tables, indexes, enums, domains and sequences have forms of their own: use those."),
        ("CREATE INDEX ON customer (email)", "Tables, indexes, enums, domains and sequences have forms of their own"),
        ("CREATE TABLE t AS SELECT 1", "Write a view, function, procedure"),
        ("CREATE VIEW sales.v AS SELECT 1", "There is no schema sales: make it first, or choose another."),
        ("CREATE POLICY p ON nobody USING (true)", "There is no entity nobody: make it first, or choose another."),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETRN 1; END $$",
            "PostgreSQL cannot read the function's body: syntax error",
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1'",
            "PostgreSQL cannot read the function's body: syntax error",
        ),
        ("CREATE VIEW customer AS SELECT 1", "The name customer is taken by another"),
        ("CREATE VIEW v AS SELECT '\x00'", "PostgreSQL"),
        ("CREATE VIEW v AS SELECT " + "NOT " * 300 + "true", "This is nested too deeply"),
        ("CREATE VIEW v AS SELECT '\ud800'", "This is nested too deeply, or no text"),
    ],
)
def test_what_cannot_be_kept_is_told(text: str, message: str) -> None:
    told = refused(new_sql_object, shop(), text)
    assert (told[0].object, told[0].attribute) == ("", "text")
    assert told[0].message.startswith(message)


def test_a_second_of_one_name_is_told() -> None:
    base, id = made(shop(), new_sql_object(shop(), _TOUCH))
    assert sole(refused(new_sql_object, base, _TOUCH)) == (
        "",
        "text",
        "There is a function touch() already: change that one, or choose another name.",
    )
    assert done(base, new_sql_object(base, _TOUCH.replace("touch()", "touch2()")))
    other, second = made(base, new_sql_object(base, _TOUCH.replace("touch()", "touch2()")))
    assert sole(refused(alter_sql_object, other, second, text=_TOUCH))[:2] == (second, "text")
    assert alter_sql_object(base, id, text=_TOUCH) == ()


def test_another_kind_needs_another_object() -> None:
    base, id = made(shop(), new_sql_object(shop(), _TOUCH))
    assert sole(refused(alter_sql_object, base, id, text="CREATE VIEW touch AS SELECT 1")) == (
        id,
        "text",
        "This is a function, and the statement makes a view: make a new one.",
    )
    assert done(base, alter_sql_object(base, id, description="Now.")).sql_objects[id].description == "Now."


def test_a_composite_type_can_be_the_type_of_a_field() -> None:
    base, id = made(shop(), new_sql_object(shop(), "CREATE TYPE pair AS (a int, b text)"))
    design = done(base, new_field(base, "customer", "pair", "pair"))
    assert [each.name for each in design.fields.values() if getattr(each.type, "id", None) == id] == ["pair"]


def test_it_lives_in_the_schema_that_it_names() -> None:
    base, schema = made(EMPTY, new_schema(EMPTY, "sales"))
    design, id = made(base, new_sql_object(base, "CREATE VIEW sales.v AS SELECT 1"))
    assert design.sql_objects[id].schema == schema
