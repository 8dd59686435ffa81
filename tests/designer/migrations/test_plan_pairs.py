"""Law 5: `plan(old, new)` makes of a database of the old design one of the new, and back."""

from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import DataError

from designer.migrations import Unplannable, plan
from designer.model import (
    EMPTY,
    PUBLIC,
    Action,
    Check,
    Design,
    Domain,
    EnumValue,
    Exclusion,
    Generated,
    Identity,
    Index,
    IndexMember,
    KeyMember,
    Sequence,
    SequenceOptions,
    SqlKind,
    SqlObject,
    TypeName,
    TypeRef,
)
from designer.postgres import ScratchDatabase
from tests.designer.migrations.designs import (
    BIGINT,
    INTEGER,
    VARCHAR_20,
    altered,
    bare,
    column,
    edited,
    enum,
    function,
    schema,
    view,
    without,
)
from tests.designer.migrations.running import built, differences, migrate, read_back
from tests.designs import TEXT, design_of, field, foreign_key, shop, table

SHOP = shop()
COLOURS = design_of(
    *enum("colour", "red", "green", "blue"),
    *bare("thing", column("thing", "paint", TypeRef("colour"), default="'red'::public.colour", nullable=False)),
    Index(id="ix", entity="thing", name="ix_thing_red", where="paint = 'red'::public.colour"),
    IndexMember(id="ix.1", index="ix", rank="1", field="thing.paint"),
)
NUMBERS = design_of(
    *bare(
        "t",
        column("t", "a"),
        column("t", "b", generated=Generated("a * 2")),
        column("t", "c", identity=Identity(), nullable=False),
        column("t", "d", BIGINT),
    ),
    Sequence(id="s", schema=PUBLIC.id, name="s"),
    Domain(id="positive", schema=PUBLIC.id, name="positive", type=INTEGER),
    Check(id="positive_check", owner="positive", name="positive_check", expression="VALUE > 0"),
)
POINT = SqlObject(
    id="point2",
    kind=SqlKind.COMPOSITE,
    name="point2",
    schema=PUBLIC.id,
    create=("CREATE TYPE public.point2 AS (x integer)",),
    drop=("DROP TYPE public.point2",),
)
READ = view("v", "SELECT t.a, t.d FROM public.t", "t", "t.a", "t.d")
READ_AGAIN = view("w", "SELECT v.a FROM public.v", "v")
DOUBLE = function(
    "double(integer)",
    "CREATE OR REPLACE FUNCTION public.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'",
    "DROP FUNCTION public.double(integer)",
)


def _with(design: Design, *objects: Any) -> Design:
    return design_of(*objects, base=design)


SWAPPING = bare("t", column("t", "a", nullable=False), column("t", "b", TEXT, nullable=False))
PARTITIONED = design_of(*bare("p", column("p", "a", nullable=False), partition_by="RANGE (a)"))
FIRST_TEN = bare(
    "p1",
    column("p1", "a", nullable=False, inherited=True),
    partition_of="p",
    partition_bound="FOR VALUES FROM (0) TO (10)",
)
EXCLUSION = (
    Exclusion(id="x", entity="t", name="x"),
    IndexMember(id="x.1", index="x", rank="1", expression="int4range(a, a + 10)", operator="&&"),
)
SERIAL = design_of(
    Sequence(id="s", schema=PUBLIC.id, name="t_a_seq", type="integer", owned_by="t.a"),
    *bare("t", column("t", "a", nullable=False, default="nextval('public.t_a_seq'::regclass)")),
)

PAIRS: dict[str, tuple[Design, Design]] = {
    "tables and columns more": (
        SHOP,
        _with(
            SHOP,
            *table("review", field("review", "text")),
            *foreign_key("review", "by", "customer"),
            *foreign_key("product", "made_by", "customer", nullable=True),
            field("product", "stock", INTEGER, default="0", rank="8"),
            field("product", "at", INTEGER, default="1", rank="9"),
        ),
    ),
    "everything renamed": (
        _with(SHOP, *NUMBERS.entities.values(), *NUMBERS.fields.values(), *NUMBERS.sequences.values()),
        edited(
            _with(SHOP, *NUMBERS.entities.values(), *NUMBERS.fields.values(), *NUMBERS.sequences.values()),
            {
                "customer": {"name": "client"},
                "customer.email": {"name": "mail"},
                "customer_email_key": {"name": "one_account_an_email"},
                "product.price": {"name": "cost"},
                "product_price_check": {"name": "not_negative", "expression": "cost >= 0"},
                "ix_purchase_customer_id": {"name": "purchases_of"},
                "purchase_customer_id_fkey": {"name": "bought_by"},
                "order_status": {"name": "status"},
                "order_status.pending": {"value": "open"},
                "purchase.status": {"default": "'open'::public.status"},
                "t": {"name": "u"},
                "s": {"name": "numbers", "owned_by": "t.d"},
            },
        ),
    ),
    "columns that swap names": (
        design_of(*SWAPPING),
        edited(design_of(*SWAPPING), {"t.a": {"name": "b"}, "t.b": {"name": "a"}}),
    ),
    "a table moved to a new schema": (SHOP, altered(_with(SHOP, schema("crm")), "customer", schema="crm")),
    "a schema renamed": (
        design_of(schema("old"), *bare("t", column("t", "a"), schema="old")),
        design_of(replace(schema("old"), name="new"), *bare("t", column("t", "a"), schema="old")),
    ),
    "what is said about tables and columns": (
        SHOP,
        edited(
            SHOP,
            {
                "customer": {"description": "", "row_security": True, "force_row_security": True},
                "product.name": {"description": "Label", "storage": "EXTERNAL", "statistics": 500},
                "product_price_check": {"description": "Free is fine"},
                "purchase": {"options": ("fillfactor=80",), "replica_identity": "f"},
                "purchase.note": {"default": "'-'::text", "nullable": False},
                "purchase.status": {"default": "'paid'::public.order_status"},
                "ix_purchase_customer_id": {"options": ("fillfactor=80",), "clustered": True, "description": "For him"},
                "customer_email_key": {"options": ("fillfactor=70",), "description": "One each"},
                "purchase_pkey": {"options": ("fillfactor=70",)},
                "product.id": {"options": ("n_distinct=5",)},
                "order_status": {"description": "How far"},
            },
        ),
    ),
    "fewer storage parameters": (
        altered(SHOP, "purchase", options=("fillfactor=70", "autovacuum_enabled=false")),
        altered(SHOP, "purchase", options=("fillfactor=80",)),
    ),
    "constraints that say something else": (
        edited(SHOP, {"purchase_line_product_id_fkey": {"validated": False}}),
        edited(
            _with(SHOP, KeyMember(id="more", key="customer_email_key", field="customer.created_at", rank="2")),
            {
                "purchase_customer_id_fkey": {
                    "on_delete": Action.CASCADE,
                    "deferrable": True,
                    "initially_deferred": True,
                },
                "product_price_check": {"expression": "price > 0"},
                "ix_purchase_customer_id.1": {"descending": True},
            },
        ),
    ),
    "a key that others rest on": (
        SHOP,
        _with(SHOP, KeyMember(id="payload", key="purchase_pkey", field="purchase.note", rank="2", included=True)),
    ),
    "a check validated": (altered(SHOP, "product_price_check", validated=False), SHOP),
    "types": (
        edited(
            _with(NUMBERS, *bare("n", column("n", "a", VARCHAR_20), column("n", "b", TEXT), column("n", "c", TEXT))),
            {"n.b": {"default": "'x'::text"}},
        ),
        edited(
            _with(
                NUMBERS,
                *enum("e", "x"),
                *bare("n", column("n", "a", TEXT), column("n", "b", TypeRef("e")), column("n", "c", TEXT)),
            ),
            {
                "n.b": {"default": "'x'::public.e"},
                "n.c": {"collation": 'pg_catalog."C"'},
                "t.a": {"type": BIGINT},
                "t.d": {"type": TypeName("numeric(10,2)")},
            },
        ),
    ),
    "a type under views": (
        _with(NUMBERS, READ, READ_AGAIN),
        _with(altered(NUMBERS, "t.d", type=INTEGER), READ, READ_AGAIN),
    ),
    "values at both ends and between": (
        COLOURS,
        _with(
            COLOURS,
            EnumValue(id="c0", enum="colour", value="black", rank="000"),
            EnumValue(id="c1", enum="colour", value="orange", rank="005"),
            EnumValue(id="c2", enum="colour", value="white", rank="99"),
            EnumValue(id="c3", enum="colour", value="grey", rank="98"),
        ),
    ),
    "a value that becomes the default": (
        COLOURS,
        altered(
            _with(COLOURS, EnumValue(id="c2", enum="colour", value="it's white", rank="99")),
            "thing.paint",
            default="'it''s white'::public.colour",
        ),
    ),
    "values in another order": (COLOURS, altered(COLOURS, "colour.blue", rank="000")),
    "numbers": (
        NUMBERS,
        edited(
            NUMBERS,
            {
                "t": {"unlogged": True},
                "t.b": {"generated": Generated("a * 3")},
                "t.c": {"identity": Identity(always=True, options=SequenceOptions(increment=10, start=5))},
                "s": {"type": "integer", "options": SequenceOptions(increment=-1, minimum=-50, cycle=True)},
                "positive": {"default": "1", "nullable": False, "description": "> 0"},
                "positive_check": {"expression": "VALUE > 1"},
            },
        ),
    ),
    "an identity on another column": (
        NUMBERS,
        edited(NUMBERS, {"t.c": {"identity": None}, "t.d": {"nullable": False, "identity": Identity(always=True)}}),
    ),
    "serial to identity": (SERIAL, design_of(*bare("t", column("t", "a", nullable=False, identity=Identity())))),
    "a type for a domain, and the domain away": (
        altered(NUMBERS, "t.a", type=TypeRef("positive")),
        without(NUMBERS, "positive", "positive_check"),
    ),
    "a domain renamed": (
        altered(NUMBERS, "t.d", type=TypeRef("positive")),
        edited(NUMBERS, {"t.d": {"type": TypeRef("positive")}, "positive": {"name": "natural"}}),
    ),
    "another body": (
        _with(NUMBERS, DOUBLE),
        _with(NUMBERS, replace(DOUBLE, create=(DOUBLE.create[0].replace("* 2", "+ n"),))),
    ),
    "another signature under a check": (
        _with(NUMBERS, DOUBLE, Check(id="c", owner="t", name="c", expression="public.double(a) > 0")),
        _with(
            NUMBERS,
            replace(
                DOUBLE,
                name="double(bigint)",
                create=(DOUBLE.create[0].replace("integer", "bigint"),),
                drop=("DROP FUNCTION public.double(bigint)",),
            ),
            Check(id="c", owner="t", name="c", expression="public.double(a::bigint) > 0"),
        ),
    ),
    "another view": (
        _with(NUMBERS, READ, READ_AGAIN),
        _with(NUMBERS, view("v", "SELECT t.d, t.a FROM public.t", "t", "t.a", "t.d"), READ_AGAIN),
    ),
    "a partition more": (PARTITIONED, _with(PARTITIONED, *FIRST_TEN)),
    "a partition of other rows": (
        _with(PARTITIONED, *FIRST_TEN),
        altered(_with(PARTITIONED, *FIRST_TEN), "p1", partition_bound="FOR VALUES FROM (0) TO (20)"),
    ),
    "an exclusion": (NUMBERS, _with(NUMBERS, *EXCLUSION)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_migrates_there_and_back(database: ScratchDatabase, name: str) -> None:
    old, new = PAIRS[name]
    wanted = built(database, new)
    migrate(database, plan(EMPTY, new), "downgrade")
    before = built(database, old)
    planned = plan(old, new)

    migrate(database, planned)
    assert differences(wanted, read_back(database)) == []

    migrate(database, planned, "downgrade")
    assert differences(before, read_back(database)) == []


def test_what_a_design_alone_knows_is_no_step() -> None:
    known = edited(SHOP, {"customer": {"x": 1.0, "rows": 5, "shared": True}, "customer.email": {"sensitive": True}})
    assert plan(SHOP, known).upgrade == ()


def test_a_value_in_use_stops_the_migration_that_takes_it_away(database: ScratchDatabase) -> None:
    built(database, COLOURS)
    with database.connect() as connection:
        connection.execute("INSERT INTO thing VALUES ('green')")

    with pytest.raises(DataError, match="green"):
        migrate(database, plan(COLOURS, without(COLOURS, "colour.green")))

    with database.connect() as connection:
        assert connection.execute("SELECT paint::text FROM thing").fetchall() == [("green",)]


def test_rows_are_kept(database: ScratchDatabase) -> None:
    old = design_of(
        *enum("colour", "red", "green", "blue"),
        *bare("t", column("t", "a", nullable=False), column("t", "b", TypeRef("colour")), column("t", "c", TEXT)),
    )
    new = edited(
        without(old, "colour.blue"),
        {
            "t": {"name": "u"},
            "t.a": {"name": "n", "type": BIGINT, "identity": Identity()},
            "t.c": {"name": "b", "type": TypeName("integer")},
            "t.b": {"name": "paint"},
            "colour.red": {"value": "crimson"},
            "colour.green": {"rank": "000"},
        },
    )
    built(database, old)
    with database.connect() as connection:
        connection.execute("INSERT INTO t VALUES (7, 'red', '1'), (8, 'green', '2')")
    planned = plan(old, new)

    migrate(database, planned)
    with database.connect() as connection:
        connection.execute("INSERT INTO u (paint) VALUES ('crimson')")
        rows = connection.execute("SELECT n, paint::text, b FROM u ORDER BY n").fetchall()
    assert rows == [(7, "crimson", 1), (8, "green", 2), (9, "crimson", None)]

    migrate(database, planned, "downgrade")
    with database.connect() as connection:
        rows = connection.execute("SELECT a, b::text, c FROM t ORDER BY a").fetchall()
    assert rows == [(7, "red", "1"), (8, "green", "2"), (9, "red", None)]


REFUSED = {
    "a plain table partitioned": (NUMBERS, altered(NUMBERS, "t", partition_by="RANGE (a)")),
    "a field of another table": (SHOP, altered(SHOP, "purchase.note", entity="product")),
    "a field that becomes computed": (NUMBERS, altered(NUMBERS, "t.d", generated=Generated("a + 1"))),
    "another type under a domain": (NUMBERS, altered(NUMBERS, "positive", type=BIGINT)),
    "another definition of a type in use": (
        _with(NUMBERS, *bare("p", column("p", "at", TypeRef("point2"))), POINT),
        _with(
            NUMBERS, *bare("p", column("p", "at", TypeRef("point2"))), replace(POINT, create=("CREATE TYPE x AS ()",))
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_says_what_it_has_no_recipe_for(name: str) -> None:
    old, new = REFUSED[name]
    with pytest.raises(Unplannable, match=r"\.$"):
        plan(old, new)


def test_functions_that_need_each_other_are_refused_by_name() -> None:
    one = function("one()", "CREATE FUNCTION one() RETURNS integer LANGUAGE c AS 'x'", "DROP FUNCTION one()", "two()")
    two = function("two()", "CREATE FUNCTION two() RETURNS integer LANGUAGE c AS 'x'", "DROP FUNCTION two()", "one()")
    with pytest.raises(Unplannable, match=r"public.one\(\), public.two\(\)"):
        plan(EMPTY, design_of(one, two))
