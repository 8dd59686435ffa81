"""Each form: what it saves, what it says when it cannot, with htmx and without, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from designer import edits
from designer.model import Action
from projects import heads, journal
from projects.models import Project
from tests.projects.test_workspace import HTMX


def url(name, project, *args):
    return reverse(name, args=(project.pk, *args))


def head(project):
    project.refresh_from_db()
    return heads.design_of(project)


def named(table, name):
    return next((each for each in table.values() if each.name == name), None)


ROW = {"name": "note", "type": "text", "default": "", "description": "", "generated": "", "collation": ""}

# form -> (URL name, arguments, a good post, what the design then holds, a bad post, what is then said)
FORMS = {
    "new entity": (
        "entity-new",
        (),
        {"name": "coupon", "schema": "public", "key": "uuid", "timestamps": "on"},
        lambda design: len(design.fields_of(named(design.entities, "coupon").id)) == 3,
        {"name": "customer", "schema": "public", "key": "uuid"},
        "The name customer is taken",
    ),
    "entity": (
        "entity-about",
        ("purchase",),
        {"name": "sale", "schema": "public", "description": "A sale.", "rows": "1000"},
        lambda design: (design.entities["purchase"].name, design.entities["purchase"].rows) == ("sale", 1000),
        {"name": "a" * 64, "schema": "public"},
        "PostgreSQL cuts names at 63 bytes",
    ),
    "new field": (
        "fields",
        ("purchase",),
        {"name": "total", "type": "numeric(12,2)", "required": "on", "unique": "on", "sensitive": "on"},
        lambda design: (field := named(design.fields, "total")) and field.sensitive and not field.nullable,
        {"name": "total", "type": "numeric(2,12)"},
        "Scale 12 is larger than precision 2",
    ),
    "field": (
        "field",
        ("purchase.note",),
        {**ROW, "name": "remark", "type": "varchar(200)", "default": "'none'"},
        lambda design: design.fields["purchase.note"].default == "'none'",
        {**ROW, "default": "none"},
        "For the text write &#x27;none&#x27;",
    ),
    "new relationship": (
        "relationship-new",
        ("product",),
        {
            "parent": "customer",
            "cardinality": "1:n",
            "on_delete": "SET NULL",
            "on_update": "NO ACTION",
            "field_name": "seller_id",
            "child_name": "seller",
            "parent_name": "sold",
            "with_index": "on",
        },
        lambda design: (
            (one := design.relationships_of("product")[0]).on_delete is Action.SET_NULL
            and (one.child_name, one.parent_name) == ("seller", "sold")
            and any("seller_id" in each.name for each in design.indexes_of("product"))
        ),
        {
            "parent": "customer",
            "cardinality": "1:n",
            "required": "on",
            "on_delete": "SET NULL",
            "on_update": "NO ACTION",
        },
        "A required relationship cannot become NULL",
    ),
    "relationship": (
        "relationship",
        ("purchase_customer_id_fkey",),
        {
            "cardinality": "1:1",
            "on_delete": "CASCADE",
            "on_update": "NO ACTION",
            "name": "purchase_customer_id_fkey",
        },
        lambda design: (
            design.relationships["purchase_customer_id_fkey"].on_delete is Action.CASCADE
            and design.is_one_to_one(design.relationships["purchase_customer_id_fkey"])
        ),
        {"cardinality": "1:n", "on_delete": "CASCADE", "name": "purchase_customer_id_fkey", "child_name": "class"},
        "class is a word of Python",
    ),
    "primary key": (
        "entity-keys",
        ("purchase_line",),
        {"members": "purchase_id, product_id"},
        lambda design: len(design.primary_key_fields("purchase_line")) == 2,
        {"members": "purchase_id, nothing"},
        "There is no field nothing here",
    ),
    "new unique key": (
        "unique-new",
        ("purchase_line",),
        {"members": "purchase_id, product_id", "name": "", "nulls_distinct": "on"},
        lambda design: design.uniques_of("purchase_line")[0].name == "purchase_line_purchase_id_product_id_key",
        {"members": "(lower(note))"},
        "A key takes plain fields",
    ),
    "unique key": (
        "unique",
        ("customer_email_key",),
        {"members": "email, created_at", "name": "customer_once", "nulls_distinct": "on"},
        lambda design: len(design.key_fields("customer_email_key")) == 2,
        {"members": "email", "name": "customer_pkey"},
        "is taken",
    ),
    "new check": (
        "check-new",
        ("purchase_line",),
        {"expression": "quantity > 0", "name": ""},
        lambda design: design.checks_of("purchase_line")[0].expression == "quantity > 0",
        {"expression": "amount > 0"},
        "amount",
    ),
    "check": (
        "check",
        ("product_price_check",),
        {"expression": "price > 0", "name": "product_price_check"},
        lambda design: design.checks["product_price_check"].expression == "price > 0",
        {"expression": "price >", "name": "product_price_check"},
        "PostgreSQL cannot read this",
    ),
    "new index": (
        "index-new",
        ("customer",),
        {"members": "(lower(email)) DESC, created_at", "method": "btree", "where": "email <> ''", "include": "id"},
        lambda design: (
            [each.descending for each in design.members_of_index(design.indexes_of("customer")[0].id)]
            == [True, False, False]
        ),
        {"members": "email, created_at", "method": "hash"},
        "A hash index has one member",
    ),
    "index": (
        "index",
        ("ix_purchase_customer_id",),
        {"members": "customer_id, created_at DESC", "method": "btree", "name": "ix_purchase_customer_id"},
        lambda design: len(design.members_of_index("ix_purchase_customer_id")) == 2,
        {"members": "customer_id) WHERE (true", "method": "btree", "name": "ix_purchase_customer_id"},
        "Write fields with commas between them",
    ),
    "new enum": (
        "enum-new",
        (),
        {"name": "colour", "schema": "public", "values": "red\n\ngreen\n"},
        lambda design: (
            [each.value for each in design.values_of(named(design.enum_types, "colour").id)] == ["red", "green"]
        ),
        {"name": "colour", "schema": "public", "values": "red\nred"},
        "The name red is taken",
    ),
    "enum": (
        "enum",
        ("order_status",),
        {"name": "purchase_status", "schema": "public", "description": "Where it is."},
        lambda design: design.enum_types["order_status"].name == "purchase_status",
        {"name": "customer", "schema": "public"},
        "is taken",
    ),
    "new enum value": (
        "enum-values",
        ("order_status",),
        {"value": "lost"},
        lambda design: design.values_of("order_status")[-1].value == "lost",
        {"value": "paid"},
        "is taken",
    ),
    "enum value": (
        "enum-value",
        ("order_status.pending",),
        {"value": "open"},
        lambda design: design.fields["purchase.status"].default == "'open'::public.order_status",
        {"value": ""},
        "Give it a name",
    ),
    "settings": (
        "settings",
        (),
        {
            "name": "Shop",
            "key_style": "bigint",
            "table_names": "plural",
            "target_version": "17",
            "updated_at": "trigger",
            "owner_entity": "customer",
        },
        lambda design: design.conventions.owner_entity == "customer" and design.conventions.target_version == 17,
        {"name": "", "key_style": "bigint", "table_names": "plural", "target_version": "17", "updated_at": "trigger"},
        "This field is required",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_good_form_is_saved_as_one_edit(form, headers, shop, as_alice):
    name, args, good, holds, _, _ = FORMS[form]
    response = as_alice.post(url(name, shop, *args), good, headers=headers, follow=True)
    assert response.status_code == 200
    assert holds(head(shop))
    assert shop.number == 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_bad_form_is_shown_again_with_what_was_typed_and_what_to_do(form, headers, shop, as_alice):
    name, args, _, _, bad, said = FORMS[form]
    response = as_alice.post(url(name, shop, *args), bad, headers=headers)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert 'aria-invalid="true"' in text
    for typed in bad.values():
        assert typed.split("\n")[0].replace("'", "&#x27;").replace(">", "&gt;").replace("<", "&lt;") in text
    assert text.startswith("<!doctype") is (not headers or name == "settings")
    assert head(shop)
    assert shop.number == 1


def test_the_state_that_one_saw_decides_what_is_a_conflict(shop, alice, bob, as_alice):
    """Bob renames the field that Alice has open; she changes its description, which goes together with that."""
    journal.save(shop, bob, lambda design: edits.alter_field(design, "purchase.note", name="remark"))
    as_alice.post(url("field", shop, "purchase.note"), {**ROW, "description": "Inside.", "number": "1"})
    field = head(shop).fields["purchase.note"]
    assert (field.name, field.description) == ("remark", "Inside.")


def test_a_conflict_is_told_and_keeps_what_was_typed(shop, bob, as_alice):
    journal.save(shop, bob, lambda design: edits.alter_field(design, "purchase.note", name="remark"))
    post = {**ROW, "name": "comment", "number": "1"}
    response = as_alice.post(url("field", shop, "purchase.note"), post, headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 409
    assert "has been changed meanwhile" in text
    assert 'value="comment"' in text
    assert head(shop).fields["purchase.note"].name == "remark"
    # To send it again, on top of what is there now, is to decide.
    assert 'name="number" value="2"' in text
    as_alice.post(url("field", shop, "purchase.note"), {**post, "number": "2"})
    assert head(shop).fields["purchase.note"].name == "comment"


def test_a_conflict_in_a_form_of_its_own_page_keeps_what_was_typed(shop, bob, as_alice):
    journal.save(shop, bob, lambda design: edits.alter_entity(design, "purchase", name="sale"))
    post = {"name": "deal", "schema": "public", "description": "", "rows": "", "number": "1"}
    response = as_alice.post(url("entity-about", shop, "purchase"), post)
    assert response.status_code == 409
    assert 'value="deal"' in response.content.decode()
    assert 'name="number" value="2"' in response.content.decode()


def test_a_field_moves_before_another(shop, as_alice):
    as_alice.post(url("field-position", shop, "purchase.note"), {"before": "purchase.status"})
    names = [each.name for each in head(shop).fields_of("purchase")]
    assert names.index("note") == names.index("status") - 1


def test_an_enum_value_moves(shop, as_alice):
    as_alice.post(url("enum-value-position", shop, "order_status.shipped"), {"before": "order_status.pending"})
    assert [each.value for each in head(shop).values_of("order_status")] == ["shipped", "pending", "paid"]


def test_timestamps_are_added_in_one_click(shop, as_alice):
    as_alice.post(url("entity-new", shop), {"name": "coupon", "schema": "public", "key": "bigint"})
    coupon = named(head(shop).entities, "coupon")
    as_alice.post(url("entity-timestamps", shop, coupon.id))
    assert [each.name for each in head(shop).fields_of(coupon.id)] == ["id", "created_at", "updated_at"]


@pytest.mark.parametrize(
    ("id", "table"),
    [
        ("purchase", "entities"),
        ("purchase.note", "fields"),
        ("purchase_customer_id_fkey", "relationships"),
        ("customer_email_key", "uniques"),
        ("product_price_check", "checks"),
        ("ix_purchase_customer_id", "indexes"),
        ("order_status.paid", "enum_values"),
    ],
)
def test_everything_can_be_deleted(id, table, shop, as_alice):
    assert as_alice.get(url("deletion", shop, id)).status_code == 200
    response = as_alice.post(url("deletion", shop, id), headers=HTMX, follow=True)
    assert response.status_code == 200
    assert id not in getattr(head(shop), table)


def test_what_hangs_on_it_is_told_before_it_goes(shop, as_alice):
    text = as_alice.get(url("deletion", shop, "customer")).content.decode()
    assert "relationship from purchase to customer" in text


def test_what_is_in_use_stays(shop, as_alice):
    assert "It is in use" in as_alice.get(url("deletion", shop, "order_status")).content.decode()
    response = as_alice.post(url("deletion", shop, "order_status"), follow=True)
    assert "It is in use" in response.content.decode()
    assert "order_status" in head(shop).enum_types


def test_a_relationship_takes_its_field_along_where_asked(shop, as_alice):
    as_alice.post(url("deletion", shop, "purchase_customer_id_fkey"), {"with_fields": "on"})
    assert "purchase.customer_id" not in head(shop).fields


@pytest.mark.parametrize(
    ("answers", "proposed"),
    [
        ({"parent": "customer", "cardinality": "1:n", "required": "on"}, ['value="customer_id"', 'value="products"']),
        ({"parent": "customer", "cardinality": "1:1", "required": "on"}, ['value="product"']),
        ({"parent": "customer", "cardinality": "n:m", "changed": "cardinality"}, ['value="customer_product"']),
        (
            {"parent": "customer", "cardinality": "1:n", "field_name": "buyer_id", "changed": "field_name"},
            ['value="buyer_id"', 'value="buyer"'],
        ),
        ({"parent": "customer", "cardinality": "1:n", "changed": "required"}, ['"SET NULL" selected']),
        ({"parent": "no such", "cardinality": "1:n"}, ["New relationship"]),
    ],
)
def test_a_relationship_is_proposed_anew_when_an_answer_changes(answers, proposed, shop, as_alice):
    response = as_alice.post(url("relationship-new", shop, "product"), {**answers, "propose": "1"}, headers=HTMX)
    assert response.status_code == 200
    for each in proposed:
        assert each in response.content.decode()
    assert head(shop).relationships_of("product") == ()


def test_n_to_m_makes_a_link_entity(shop, as_alice):
    post = {"parent": "customer", "cardinality": "n:m", "on_delete": "CASCADE", "on_update": "NO ACTION"}
    as_alice.post(url("relationship-new", shop, "product"), {**post, "required": "on", "link": "favourite"})
    link = named(head(shop).entities, "favourite")
    assert len(head(shop).relationships_of(link.id)) == 2


HOSTILE = ['say "hi"', '"""', "</script><script>", "{{ 7*7 }}", "../../etc", "class", "metadata", "имя", "a" * 63]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_text(name, shop, as_alice):
    post = {"name": name, "schema": "public", "key": "uuid"}
    response = as_alice.post(url("entity-new", shop), post, follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    assert named(head(shop).entities, name)
    assert "<script>" not in text.replace("<script src", "")
    assert "49" not in text.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(
    ("name", "said"), [("a" * 200, "63 bytes"), ("two\u2028lines", "U+2028"), ("", "This field is required")]
)
def test_a_name_that_cannot_be_is_refused_in_words(name, said, shop, as_alice):
    response = as_alice.post(url("entity-new", shop), {"name": name, "schema": "public", "key": "uuid"})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_project_begins_with_its_conventions(alice, as_alice):
    post = {"name": "New", "key_style": "bigint", "table_names": "plural", "target_version": "18"}
    response = as_alice.post(reverse("project-new"), {**post, "updated_at": "onupdate", "start": "blank"})
    project = Project.objects.get(owner=alice, name="New")
    assert response.url == reverse("design", args=(project.pk,))
    assert heads.design_of(project).conventions.key_style == "bigint"


def test_a_project_can_begin_with_an_import(alice, as_alice):
    post = {"name": "New", "key_style": "uuid", "table_names": "singular", "target_version": "16"}
    response = as_alice.post(reverse("project-new"), {**post, "updated_at": "onupdate", "start": "import"})
    assert response.url == reverse("import", args=(Project.objects.get(name="New").pk,))


def test_a_project_is_deleted_by_its_name(shop, as_alice):
    assert as_alice.post(url("project-deletion", shop), {"name": "shop"}).status_code == 422
    assert as_alice.post(url("project-deletion", shop), {"name": "Shop"}).status_code == 302
    assert not Project.objects.filter(pk=shop.pk).exists()
