"""Law 5: `plan(old, new)` makes of a database of the old design one of the new, and back."""

from typing import Any

import pytest
from msgspec.structs import replace

from designer.migrations import plan
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
READ = view("v", "SELECT t.a, t.d FROM public.t", "t", "t.a", "t.d")
READ_AGAIN = view("w", "SELECT v.a FROM public.v", "v")
DOUBLE = function(
    "double(integer)",
    "CREATE OR REPLACE FUNCTION public.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'",
    "DROP FUNCTION public.double(integer)",
)


def _with(design: Design, *objects: Any) -> Design:
    return design_of(*objects, base=design)


PAIRS: dict[str, tuple[Design, Design]] = {
    "a table more": (SHOP, _with(SHOP, *table("review", field("review", "text")))),
    "a table that refers to one more": (SHOP, _with(SHOP, *table("review"), *foreign_key("review", "by", "customer"))),
    "a required column with a default": (SHOP, _with(SHOP, field("product", "stock", INTEGER, default="0"))),
    "two columns more": (SHOP, _with(SHOP, field("product", "b", rank="8"), field("product", "a", rank="9"))),
    "a reference more": (SHOP, _with(SHOP, *foreign_key("product", "made_by", "customer", nullable=True))),
    "a table renamed": (SHOP, altered(SHOP, "customer", name="client")),
    "a column renamed": (SHOP, altered(SHOP, "customer.email", name="mail")),
    "a checked column renamed": (
        SHOP,
        altered(altered(SHOP, "product.price", name="cost"), "product_price_check", expression="cost >= 0"),
    ),
    "columns that swap names": (
        design_of(*bare("t", column("t", "a"), column("t", "b", TEXT))),
        design_of(*bare("t", replace(column("t", "a"), name="b"), replace(column("t", "b", TEXT), name="a"))),
    ),
    "a key renamed": (SHOP, altered(SHOP, "customer_email_key", name="one_account_an_email")),
    "an index renamed": (SHOP, altered(SHOP, "ix_purchase_customer_id", name="purchases_of")),
    "an enum renamed": (
        SHOP,
        altered(
            altered(SHOP, "order_status", name="status"),
            "purchase.status",
            default="'pending'::public.status",
        ),
    ),
    "a value renamed": (
        SHOP,
        altered(
            altered(SHOP, "order_status.pending", value="open"),
            "purchase.status",
            default="'open'::public.order_status",
        ),
    ),
    "an identity's table renamed": (NUMBERS, altered(NUMBERS, "t", name="u")),
    "a table moved to a new schema": (SHOP, altered(_with(SHOP, schema("crm")), "customer", schema="crm")),
    "a schema renamed": (
        design_of(schema("old"), *bare("t", column("t", "a"), schema="old")),
        design_of(replace(schema("old"), name="new"), *bare("t", column("t", "a"), schema="old")),
    ),
    "comments": (
        SHOP,
        altered(
            altered(altered(SHOP, "customer", description=""), "product.name", description="Label"),
            "product_price_check",
            description="Free is fine",
        ),
    ),
    "a default": (SHOP, altered(SHOP, "purchase.note", default="'-'::text")),
    "another default": (SHOP, altered(SHOP, "purchase.status", default="'paid'::public.order_status")),
    "a required column": (SHOP, altered(SHOP, "purchase.note", nullable=False)),
    "a wider type": (altered(SHOP, "product.name", type=VARCHAR_20), SHOP),
    "another type": (NUMBERS, altered(NUMBERS, "t.d", type=TypeName("numeric(10,2)"))),
    "text to enum": (
        design_of(*enum("e", "x"), *bare("t", column("t", "a", TEXT, default="'x'::text"))),
        design_of(*enum("e", "x"), *bare("t", column("t", "a", TypeRef("e"), default="'x'::public.e"))),
    ),
    "text to an enum that comes": (
        design_of(*bare("t", column("t", "a", TEXT))),
        design_of(*enum("e", "x"), *bare("t", column("t", "a", TypeRef("e")))),
    ),
    "a type under views": (
        _with(NUMBERS, READ, READ_AGAIN),
        _with(altered(NUMBERS, "t.d", type=INTEGER), READ, READ_AGAIN),
    ),
    "a type under a computed column": (NUMBERS, altered(NUMBERS, "t.a", type=BIGINT)),
    "a collation": (SHOP, altered(SHOP, "product.name", collation='pg_catalog."C"')),
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
    "a value less": (COLOURS, without(COLOURS, "colour.green")),
    "values in another order": (COLOURS, altered(COLOURS, "colour.blue", rank="000")),
    "another action": (SHOP, altered(SHOP, "purchase_customer_id_fkey", on_delete=Action.CASCADE)),
    "a deferrable reference": (
        SHOP,
        altered(SHOP, "purchase_customer_id_fkey", deferrable=True, initially_deferred=True),
    ),
    "a reference validated": (altered(SHOP, "purchase_customer_id_fkey", validated=False), SHOP),
    "another check": (SHOP, altered(SHOP, "product_price_check", expression="price > 0")),
    "a check validated": (altered(SHOP, "product_price_check", validated=False), SHOP),
    "a unique key of two": (
        SHOP,
        _with(SHOP, KeyMember(id="more", key="customer_email_key", field="customer.created_at", rank="2")),
    ),
    "another primary key": (
        SHOP,
        altered(_with(SHOP, field("customer", "number", INTEGER, default="0")), "customer_pkey.1", field="customer.id"),
    ),
    "a key that others rest on, deferrable": (
        SHOP,
        altered(SHOP, "purchase_pkey", name="pk", deferrable=False, options=("fillfactor=70",)),
    ),
    "an index of another order": (SHOP, altered(SHOP, "ix_purchase_customer_id.1", descending=True)),
    "an index with other parameters": (SHOP, altered(SHOP, "ix_purchase_customer_id", options=("fillfactor=80",))),
    "a clustered index": (SHOP, altered(SHOP, "ix_purchase_customer_id", clustered=True)),
    "a replica identity": (SHOP, altered(SHOP, "purchase", replica_identity="f")),
    "storage parameters": (
        altered(SHOP, "purchase", options=("fillfactor=70", "autovacuum_enabled=false")),
        altered(SHOP, "purchase", options=("fillfactor=80",)),
    ),
    "an unlogged table": (NUMBERS, altered(NUMBERS, "t", unlogged=True)),
    "row security": (SHOP, altered(SHOP, "customer", row_security=True, force_row_security=True)),
    "column settings": (
        SHOP,
        altered(SHOP, "product.name", storage="EXTERNAL", statistics=500, options=("n_distinct=5",)),
    ),
    "another computed column": (NUMBERS, altered(NUMBERS, "t.b", generated=Generated("a * 3"))),
    "an identity": (
        NUMBERS,
        altered(altered(NUMBERS, "t.c", identity=None), "t.d", nullable=False, identity=Identity(always=True)),
    ),
    "an identity that counts otherwise": (
        NUMBERS,
        altered(NUMBERS, "t.c", identity=Identity(always=True, options=SequenceOptions(increment=10, start=5))),
    ),
    "a sequence that counts otherwise": (
        NUMBERS,
        altered(NUMBERS, "s", type="integer", options=SequenceOptions(increment=-1, minimum=-50, cycle=True)),
    ),
    "a sequence renamed and owned": (NUMBERS, altered(NUMBERS, "s", name="numbers", owned_by="t.d")),
    "serial to identity": (
        design_of(
            Sequence(id="s", schema=PUBLIC.id, name="t_a_seq", type="integer", owned_by="t.a"),
            *bare("t", column("t", "a", nullable=False, default="nextval('public.t_a_seq'::regclass)")),
        ),
        design_of(*bare("t", column("t", "a", nullable=False, identity=Identity()))),
    ),
    "a domain": (
        NUMBERS,
        altered(
            altered(NUMBERS, "positive", default="1", nullable=False, description="> 0"),
            "positive_check",
            expression="VALUE > 1",
        ),
    ),
    "a domain renamed": (
        altered(NUMBERS, "t.d", type=TypeRef("positive")),
        altered(altered(NUMBERS, "t.d", type=TypeRef("positive")), "positive", name="natural"),
    ),
    "a type for a domain, and the domain away": (
        altered(NUMBERS, "t.a", type=TypeRef("positive")),
        without(NUMBERS, "positive", "positive_check"),
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
                create=(
                    DOUBLE.create[0].replace("(n integer)", "(n bigint)").replace("RETURNS integer", "RETURNS bigint"),
                ),
                drop=("DROP FUNCTION public.double(bigint)",),
            ),
            Check(id="c", owner="t", name="c", expression="public.double(a::bigint) > 0"),
        ),
    ),
    "another view": (
        _with(NUMBERS, READ, READ_AGAIN),
        _with(NUMBERS, view("v", "SELECT t.d, t.a FROM public.t", "t", "t.a", "t.d"), READ_AGAIN),
    ),
    "a partition more": (
        design_of(*bare("p", column("p", "a", nullable=False), partition_by="RANGE (a)")),
        design_of(
            *bare("p", column("p", "a", nullable=False), partition_by="RANGE (a)"),
            *bare(
                "p1",
                column("p1", "a", nullable=False, inherited=True),
                partition_of="p",
                partition_bound="FOR VALUES FROM (0) TO (10)",
            ),
        ),
    ),
    "an exclusion": (
        NUMBERS,
        _with(
            NUMBERS,
            Exclusion(id="x", entity="t", name="x"),
            IndexMember(id="x.1", index="x", rank="1", expression="int4range(a, a + 10)", operator="&&"),
        ),
    ),
    "what a design alone knows": (
        SHOP,
        altered(altered(SHOP, "customer", x=1.0, y=2.0, rows=5, shared=True), "customer.email", sensitive=True),
    ),
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
