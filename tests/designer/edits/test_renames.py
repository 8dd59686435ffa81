"""Renames: what names the thing follows, and nothing else changes by a byte."""

import pytest

from designer.changes import Alter
from designer.edits import (
    Cardinality,
    Part,
    alter_entity,
    alter_enum,
    alter_field,
    alter_schema,
    alter_sequence,
    alter_sql_object,
    new_check,
    new_entity,
    new_enum,
    new_field,
    new_index,
    new_relationship,
    new_schema,
    new_sequence,
    new_sql_object,
    new_unique,
    unread_mentions,
)
from designer.model import EMPTY, Design, Id
from tests.designer.edits.steps import done, field, made, refused, sole
from tests.designs import shop


def _with_sql(design: Design, *texts: str) -> tuple[Design, list[Id]]:
    ids = []
    for text in texts:
        design, id = made(design, new_sql_object(design, text))
        ids.append(id)
    return design, ids


def _after(text: str, field: Id = "customer.email", name: str = "mail") -> str:
    """A statement after customer.email was renamed."""
    base, (id,) = _with_sql(shop(), text)
    return done(base, alter_field(base, field, name=name)).sql_objects[id].create[0]


# --- expressions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("price >= 0", "cost >= 0"),
        ("PRICE>=0", "cost>=0"),
        ('"price"  >=  0', "cost  >=  0"),
        ("product.price >= 0", "product.cost >= 0"),
        ("round(price, 2) = price AND name <> 'price'", "round(cost, 2) = cost AND name <> 'price'"),
        ("name <> 'é' AND price > 0", "name <> 'é' AND cost > 0"),
        ("CASE WHEN price > 0 THEN true ELSE name IS NULL END", "CASE WHEN cost > 0 THEN true ELSE name IS NULL END"),
        ("price BETWEEN 0 AND 10 AND (price)::text <> ''", "cost BETWEEN 0 AND 10 AND (cost)::text <> ''"),
    ],
)
def test_a_check_follows_a_field_and_stays_as_it_was_written(expression: str, expected: str) -> None:
    base, id = made(shop(), new_check(shop(), "product", expression))
    design = done(base, alter_field(base, "product.price", name="cost"))
    assert design.checks[id].expression == expected


@pytest.mark.parametrize("name", ["select", "Price", "pri ce", 'pri"ce', "größe", "user", "x" * 63, "it's"])
def test_a_name_that_needs_quotes_gets_them(name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"' if name != "x" * 63 else name
    design = done(shop(), alter_field(shop(), "product.price", name=name))
    assert design.checks["product_price_check"].expression == f"{quoted} >= 0"
    back = done(design, alter_field(design, "product.price", name="price"))
    assert back.checks["product_price_check"].expression == "price >= 0"


def test_every_expression_of_the_entity_follows() -> None:
    base = shop()
    base = done(base, new_field(base, "product", "gross", "numeric", generated="price * 1.19"))
    base = done(base, new_index(base, "product", [Part(expression="lower(name)"), Part(expression="price * 2")]))
    base = done(base, new_index(base, "product", ["product.name"], where="price > 0"))
    changes = alter_field(base, "product.price", name="cost")
    design = done(base, changes)
    assert field(design, "product.gross").generated.expression == "cost * 1.19"
    assert {each.where for each in design.indexes.values()} >= {"cost > 0"}
    assert {each.expression for each in design.index_members.values()} >= {"cost * 2", "lower(name)"}
    assert "lower(name)" not in {change.before for change in changes if isinstance(change, Alter)}


def test_fields_of_other_entities_with_that_name_stay() -> None:
    base, id = made(shop(), new_check(shop(), "purchase", "note <> 'x'"))
    base = done(base, new_field(base, "product", "note", "text"))
    design = done(base, alter_field(base, field(base, "product.note").id, name="remark"))
    assert design.checks[id].expression == "note <> 'x'"


def test_the_table_s_own_name_in_an_expression_follows_the_entity() -> None:
    base, id = made(shop(), new_check(shop(), "product", "product.price > 0 AND product.name <> 'product'"))
    design = done(base, alter_entity(base, "product", name="Item"))
    assert design.checks[id].expression == '"Item".price > 0 AND "Item".name <> \'product\''


# --- views, triggers, policies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CREATE VIEW v AS SELECT email FROM customer",
            "CREATE VIEW v AS SELECT mail AS email FROM customer",
        ),
        (
            "CREATE VIEW v AS SELECT c.email AS e, lower(c.email) FROM customer c",
            "CREATE VIEW v AS SELECT c.mail AS e, lower(c.mail) FROM customer c",
        ),
        (
            "CREATE VIEW v AS SELECT public.customer.email FROM public.customer ORDER BY email",
            "CREATE VIEW v AS SELECT public.customer.mail AS email FROM public.customer ORDER BY mail",
        ),
        (
            (
                "CREATE VIEW v AS SELECT 1 FROM purchase p WHERE EXISTS"
                " (SELECT FROM customer WHERE id = p.customer_id AND email = 'email')"
            ),
            (
                "CREATE VIEW v AS SELECT 1 FROM purchase p WHERE EXISTS"
                " (SELECT FROM customer WHERE id = p.customer_id AND mail = 'email')"
            ),
        ),
        (
            "CREATE VIEW v AS WITH x AS (SELECT email FROM customer) SELECT email FROM x",
            "CREATE VIEW v AS WITH x AS (SELECT mail AS email FROM customer) SELECT email FROM x",
        ),
        (
            "CREATE VIEW v AS SELECT s.email FROM (SELECT email FROM customer) s",
            "CREATE VIEW v AS SELECT s.email FROM (SELECT mail AS email FROM customer) s",
        ),
        (
            "CREATE VIEW v AS SELECT name AS email FROM product",
            "CREATE VIEW v AS SELECT name AS email FROM product",
        ),
        (
            "CREATE VIEW v AS SELECT email FROM customer UNION SELECT name FROM product ORDER BY email",
            "CREATE VIEW v AS SELECT mail AS email FROM customer UNION SELECT name FROM product ORDER BY email",
        ),
        (
            "CREATE VIEW v AS SELECT count(*) FROM customer GROUP BY email HAVING max(email) > 'a'",
            "CREATE VIEW v AS SELECT count(*) FROM customer GROUP BY mail HAVING max(mail) > 'a'",
        ),
        (
            "CREATE VIEW v AS SELECT c.id FROM customer c JOIN LATERAL (SELECT c.email AS x) y ON y.x = c.email",
            "CREATE VIEW v AS SELECT c.id FROM customer c JOIN LATERAL (SELECT c.mail AS x) y ON y.x = c.mail",
        ),
        (
            "CREATE MATERIALIZED VIEW v AS SELECT email /* email */ FROM customer",
            "CREATE MATERIALIZED VIEW v AS SELECT mail AS email /* email */ FROM customer",
        ),
        (
            "CREATE POLICY p ON customer USING (email = current_user) WITH CHECK (customer.email <> '')",
            "CREATE POLICY p ON customer USING (mail = current_user) WITH CHECK (customer.mail <> '')",
        ),
        (
            (
                "CREATE TRIGGER t BEFORE UPDATE OF email, id ON customer FOR EACH ROW"
                " WHEN (old.email IS DISTINCT FROM new.email) EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            ),
            (
                "CREATE TRIGGER t BEFORE UPDATE OF mail, id ON customer FOR EACH ROW"
                " WHEN (old.mail IS DISTINCT FROM new.mail) EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            ),
        ),
        (
            "CREATE RULE r AS ON UPDATE TO customer DO ALSO INSERT INTO product (name) VALUES (new.email)",
            "CREATE RULE r AS ON UPDATE TO customer DO ALSO INSERT INTO product (name) VALUES (new.mail)",
        ),
        (
            "CREATE RULE r AS ON DELETE TO product DO UPDATE customer SET email = lower(email) WHERE email = old.name",
            "CREATE RULE r AS ON DELETE TO product DO UPDATE customer SET mail = lower(mail) WHERE mail = old.name",
        ),
        (
            "CREATE STATISTICS s ON email, (lower(email)), id FROM customer",
            "CREATE STATISTICS s ON mail, (lower(mail)), id FROM customer",
        ),
        (
            "CREATE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT email FROM customer; END",
            "CREATE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT mail FROM customer; END",
        ),
    ],
)
def test_sql_follows_a_field(text: str, expected: str) -> None:
    assert _after(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CREATE VIEW v AS SELECT customer.email FROM public.customer",
            "CREATE VIEW v AS SELECT client.email FROM public.client",
        ),
        (
            "CREATE VIEW v AS SELECT customer.email FROM product customer(email)",
            "CREATE VIEW v AS SELECT customer.email FROM product customer(email)",
        ),
        (
            "CREATE VIEW v AS WITH customer AS (SELECT 1 AS x) SELECT customer.x FROM customer",
            "CREATE VIEW v AS WITH customer AS (SELECT 1 AS x) SELECT customer.x FROM customer",
        ),
        (
            "CREATE VIEW v AS SELECT c.*, customer.* FROM customer c, customer",
            "CREATE VIEW v AS SELECT c.*, client.* FROM client c, client",
        ),
        (
            "CREATE FUNCTION f(a customer) RETURNS SETOF public.customer LANGUAGE sql AS 'SELECT * FROM customer'",
            "CREATE FUNCTION f(a client) RETURNS SETOF public.client LANGUAGE sql AS 'SELECT * FROM customer'",
        ),
        (
            "CREATE VIEW v AS SELECT to_json(customer) FROM customer",
            "CREATE VIEW v AS SELECT to_json(client) FROM client",
        ),
    ],
)
def test_sql_follows_an_entity(text: str, expected: str) -> None:
    base, (id,) = _with_sql(shop(), text)
    assert done(base, alter_entity(base, "customer", name="client")).sql_objects[id].create[0] == expected


def test_what_removes_a_trigger_follows_its_entity() -> None:
    text = "CREATE POLICY p ON customer USING (true)"
    base, (id,) = _with_sql(shop(), text)
    after = done(base, alter_entity(base, "customer", name="order")).sql_objects[id]
    assert after.create == ('CREATE POLICY p ON "order" USING (true)',)
    assert after.drop == ('DROP POLICY p ON public."order"',)


def test_a_join_by_name_is_not_rewritten_but_told() -> None:
    base, _ = _with_sql(shop(), "CREATE VIEW v AS SELECT 1 FROM customer JOIN product USING (id)")
    assert sole(refused(alter_field, base, "customer.id", name="key")) == (
        "customer.id",
        "name",
        "The view v joins by the name id (USING or NATURAL): write that join with ON first.",
    )
    base, _ = _with_sql(shop(), "CREATE VIEW v AS SELECT 1 FROM customer NATURAL JOIN product")
    assert refused(alter_field, base, "product.created_at", name="made_at")
    assert done(base, alter_field(base, "customer.email", name="mail"))


def test_bodies_of_functions_are_told() -> None:
    base, (function, _) = _with_sql(
        shop(),
        "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT email FROM customer'",
        "CREATE FUNCTION email() RETURNS text LANGUAGE sql AS 'SELECT emails'",
    )
    design = done(base, alter_field(base, "customer.email", name="mail"))
    assert [each.id for each in unread_mentions(design, "email")] == [function]


# --- types, sequences, functions, schemas -----------------------------------------------------------------------------


def test_a_function_that_is_renamed_is_called_by_its_new_name() -> None:
    base, (function, trigger) = _with_sql(
        shop(),
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$",
        "CREATE TRIGGER t BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION public.touch()",
    )
    base, (number,) = _with_sql(base, "CREATE FUNCTION next_number() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    base = done(base, new_field(base, "purchase", "number", "integer", default="next_number() + 1"))
    text = base.sql_objects[function].create[0].replace("touch", '"Touch it"')
    design = done(base, alter_sql_object(base, function, text=text))
    assert design.sql_objects[function].name == '"Touch it"()'
    assert design.sql_objects[trigger].create[0].endswith('EXECUTE FUNCTION public."Touch it"()')
    text = design.sql_objects[number].create[0].replace("next_number", "fresh_number")
    design = done(design, alter_sql_object(design, number, text=text))
    assert field(design, "purchase.number").default == "fresh_number() + 1"


def test_a_view_that_is_renamed_is_read_by_its_new_name() -> None:
    base, (one, two) = _with_sql(
        shop(), "CREATE VIEW one AS SELECT email FROM customer", "CREATE VIEW two AS SELECT one.email FROM one"
    )
    design = done(base, alter_sql_object(base, one, text="CREATE VIEW uno AS SELECT email FROM customer"))
    assert design.sql_objects[two].create == ("CREATE VIEW two AS SELECT uno.email FROM uno",)
    assert design.sql_objects[one].create == ("CREATE VIEW uno AS SELECT email FROM customer",)


def test_a_sequence_that_is_renamed_is_counted_by_its_new_name() -> None:
    base, sequence = made(shop(), new_sequence(shop(), "numbers"))
    base = done(base, new_field(base, "purchase", "a", "bigint", default="nextval('numbers'::regclass)"))
    base = done(base, new_field(base, "purchase", "b", "bigint", default="nextval('public.numbers')"))
    design = done(base, alter_sequence(base, sequence, name="It's"))
    assert field(design, "purchase.a").default == "nextval('\"It''s\"'::regclass)"
    assert field(design, "purchase.b").default == "nextval('public.\"It''s\"')"


def test_what_moves_to_another_schema_is_qualified() -> None:
    base, sales = made(shop(), new_schema(shop(), "sales"))
    base, (view, total) = _with_sql(
        base,
        "CREATE VIEW v AS SELECT customer.email FROM customer JOIN public.product ON true",
        "CREATE FUNCTION total(order_status, customer) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    )
    design = done(base, alter_entity(base, "customer", schema=sales))
    assert design.sql_objects[view].create == (
        "CREATE VIEW v AS SELECT customer.email FROM sales.customer JOIN public.product ON true",
    )
    design = done(design, alter_enum(design, "order_status", schema=sales))
    assert design.fields["purchase.status"].default == "'pending'::sales.order_status"
    found = design.sql_objects[total]
    assert found.name == "total(sales.order_status, sales.customer)"
    assert found.drop == ("DROP FUNCTION public.total(sales.order_status, sales.customer)",)
    back = done(design, alter_entity(design, "customer", schema="public"))
    assert "public.customer" in back.sql_objects[view].create[0]


def test_a_schema_that_is_renamed_is_named_anew() -> None:
    base, sales = made(EMPTY, new_schema(EMPTY, "sales"))
    base, status = made(base, new_enum(base, "status", ["open"], schema=sales))
    base, order = made(base, new_entity(base, "order", schema=sales))
    base = done(base, new_field(base, order, "status", "sales.status", default="'open'::sales.status"))
    base, (view, _) = _with_sql(
        base,
        'CREATE VIEW sales.v AS SELECT sales.id, sales."order".status FROM sales."order", sales."order" sales',
        'CREATE POLICY p ON sales."order" USING (true)',
    )
    design = done(base, alter_schema(base, sales, name="Trade"))
    assert field(design, "order.status").default == "'open'::\"Trade\".status"
    # the alias sales stays: it is no schema
    assert design.sql_objects[view].create == (
        (
            'CREATE VIEW "Trade".v AS SELECT sales.id, "Trade"."order".status'
            ' FROM "Trade"."order", "Trade"."order" sales'
        ),
    )
    assert {each.drop[0] for each in design.sql_objects.values()} == {
        'DROP VIEW "Trade".v',
        'DROP POLICY p ON "Trade"."order"',
    }
    assert design.enum_types[status].schema == sales


# --- names by convention ----------------------------------------------------------------------------------------------


def _pair() -> tuple[Design, Id, Id, Id]:
    design, customer = made(EMPTY, new_entity(EMPTY, "customer"))
    design, order = made(design, new_entity(design, "order"))
    design, relationship = made(design, new_relationship(design, customer, order))
    return design, customer, order, relationship


def test_names_that_came_from_the_convention_follow_an_entity() -> None:
    base, _, order, relationship = _pair()
    design = done(base, alter_entity(base, order, name="purchase"))
    assert design.primary_key_of(order).name == "purchase_pkey"
    assert [each.name for each in design.indexes_of(order)] == ["ix_purchase_customer_id"]
    found = design.relationships[relationship]
    assert (found.name, found.child_name, found.parent_name) == ("purchase_customer_id_fkey", "customer", "purchases")
    kept = done(base, alter_entity(base, order, name="purchase", follow=False))
    assert kept.primary_key_of(order).name == "order_pkey"
    assert kept.relationships[relationship].parent_name == "orders"


def test_names_that_came_from_the_convention_follow_a_field() -> None:
    base, _, order, relationship = _pair()
    base = done(base, new_unique(base, order, [field(base, "order.customer_id").id]))
    base = done(base, new_check(base, order, "customer_id IS NOT NULL"))
    design = done(base, alter_field(base, field(base, "order.customer_id").id, name="buyer_id"))
    found = design.relationships[relationship]
    assert (found.name, found.child_name) == ("order_buyer_id_fkey", "buyer")
    assert [each.name for each in design.indexes_of(order)] == ["ix_order_buyer_id"]
    assert [each.name for each in design.uniques_of(order)] == ["order_buyer_id_key"]
    assert [(each.name, each.expression) for each in design.checks_of(order)] == [
        ("order_buyer_id_check", "buyer_id IS NOT NULL")
    ]


def test_names_that_somebody_chose_stay() -> None:
    base, customer, order, _ = _pair()
    base = done(base, new_unique(base, order, [field(base, "order.id").id], name="the_one"))
    base, chosen = made(
        base, new_relationship(base, customer, order, field_names=["payer_id"], child_name="who", parent_name="paid")
    )
    design = done(base, alter_entity(base, order, name="purchase"))
    assert [each.name for each in design.uniques_of(order)] == ["the_one"]
    assert (design.relationships[chosen].child_name, design.relationships[chosen].parent_name) == ("who", "paid")


def test_a_name_by_convention_that_is_taken_gets_a_number() -> None:
    base, customer, order, _ = _pair()
    base = done(base, new_unique(base, customer, [field(base, "customer.id").id], name="purchase_pkey"))
    design = done(base, alter_entity(base, order, name="purchase"))
    assert design.primary_key_of(order).name == "purchase_pkey1"


def test_a_link_entity_that_is_renamed_is_reached_by_its_new_name() -> None:
    base, customer, order, _ = _pair()
    base, link = made(base, new_relationship(base, customer, order, Cardinality.MANY_TO_MANY))
    design = done(base, alter_entity(base, link, name="subscription"))
    assert {each.parent_name for each in design.relationships_of(link)} == {"subscriptions"}


def test_a_rename_to_a_taken_name_is_refused_and_changes_nothing() -> None:
    design = shop()
    assert sole(refused(alter_field, design, "product.price", name="name")) == (
        "product.price",
        "name",
        "The name name is taken by another field here: choose another.",
    )
    assert alter_field(design, "product.price", name=" price ") == ()


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("CREATE VIEW v AS SELECT email, name FROM customer, product", "customer.email", "name"),
        ("CREATE VIEW v AS SELECT name FROM customer, product", "customer.email", "name"),
        ("CREATE VIEW v AS SELECT (SELECT price FROM purchase) FROM product", "purchase.note", "price"),
    ],
)
def test_a_name_that_would_change_what_a_view_means_is_refused(text: str, field: Id, name: str) -> None:
    base, _ = _with_sql(shop(), text)
    assert sole(refused(alter_field, base, field, name=name)) == (
        field,
        "name",
        "The view v would mean another thing: write the table before the field there first.",
    )
