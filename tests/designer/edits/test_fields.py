import pytest
from msgspec.structs import replace

from designer.edits import alter_field, mark_sensitive, move_field, new_field, paste_fields
from designer.edits.fields import is_unique
from designer.model import EMPTY, PUBLIC, Design, Entity, Field, GeneratedKind, TypeName, short_type
from tests.designer.edits.steps import done, field, made, names, refused, sole
from tests.designs import UUID, design_of, shop
from tests.designs import field as field_of


def test_a_new_field_stands_before_the_timestamps() -> None:
    design, id = made(
        shop(),
        new_field(
            shop(), "customer", " phone ", "varchar(20)", required=True, sensitive=True, description=" With country. "
        ),
    )
    assert names(design, "customer") == ["id", "email", "phone", "created_at", "updated_at"]
    phone = design.fields[id]
    assert short_type(design, phone.type) == "varchar(20)"
    assert (phone.nullable, phone.sensitive, phone.description, phone.default) == (False, True, "With country.", None)


def test_a_new_field_stands_behind_the_one_named() -> None:
    design = done(shop(), new_field(shop(), "customer", "title", "text", after="customer.id"))
    assert names(design, "customer") == ["id", "title", "email", "created_at", "updated_at"]
    design = done(design, new_field(design, "customer", "last", "text", after="customer.updated_at"))
    assert names(design, "customer")[-1] == "last"


def test_there_is_room_between_two_fields_of_one_rank() -> None:
    base = design_of(
        Entity(id="t", schema=PUBLIC.id, name="t"),
        field_of("t", "a", rank="5"),
        field_of("t", "b", rank="5"),
        field_of("t", "c", rank="5"),
    )
    design = done(base, new_field(base, "t", "x", "text", after="t.a"))
    assert names(design, "t") == ["a", "x", "b", "c"]


def test_a_unique_field_brings_its_key() -> None:
    design, id = made(shop(), new_field(shop(), "customer", "phone", "text", unique=True))
    assert is_unique(design, id)
    assert [each.name for each in design.uniques_of("customer")] == ["customer_email_key", "customer_phone_key"]
    design = done(design, alter_field(design, id, unique=False))
    assert not is_unique(design, id)
    assert alter_field(design, id, unique=False) == ()


def test_types_of_the_project_are_found() -> None:
    design, id = made(shop(), new_field(shop(), "customer", "history", "order_status[]"))
    assert short_type(design, design.fields[id].type) == "order_status[]"


@pytest.mark.parametrize(
    ("given", "attribute", "message"),
    [
        ({"type": ""}, "type", "Choose a type."),
        ({"type": "sometext"}, "type", "There is no type sometext. Did you mean"),
        ({"type": "serial"}, "type", "serial is shorthand, not a type: choose integer or bigint, and identity"),
        ({"name": ""}, "name", "Give it a name."),
        ({"name": "email"}, "name", "The name email is taken by another field here: choose another."),
        (
            {"default": "pending"},
            "default",
            "A default cannot name a field, and pending is read as one. For the text write 'pending'.",
        ),
        ({"default": "1 +"}, "default", "PostgreSQL cannot read this expression: syntax error"),
        ({"default": "(SELECT 1)"}, "default", "PostgreSQL allows no SELECT inside this expression"),
        ({"default": "1); DROP TABLE x; --"}, "default", "A parenthesis is closed that was never opened"),
        ({"default": "1", "generated": "2"}, "default", "A generated field has no default: remove one of the two."),
        ({"identity": True}, "identity", "Only smallint, integer and bigint count: choose one as the type."),
        (
            {"type": "bigint", "identity": True, "default": "1"},
            "identity",
            "An identity counts by itself: remove the default or the expression.",
        ),
        ({"generated": "nowhere || 'x'"}, "generated", "The expression names nowhere, which is no field of customer"),
        (
            {"generated": "email", "generated_kind": GeneratedKind.VIRTUAL},
            "generated_kind",
            "PostgreSQL 16 only stores generated fields: choose stored.",
        ),
        ({"after": "product.name"}, "after", "That place is no longer there: choose another."),
    ],
)
def test_a_mistake_is_told_beside_the_field_of_the_form(given: dict, attribute: str, message: str) -> None:
    problem = sole(refused(new_field, shop(), "customer", **{"name": "phone", "type": "text", **given}))
    assert problem[:2] == ("", attribute)
    assert problem[2].startswith(message)


def test_mistakes_of_an_existing_field_name_its_id() -> None:
    design = shop()
    assert sole(refused(alter_field, design, "customer.email", default="x y"))[:2] == ("customer.email", "default")
    assert sole(refused(alter_field, design, "customer.email", type="txt"))[:2] == ("customer.email", "type")
    assert sole(refused(alter_field, design, "customer.email", name="id"))[:2] == ("customer.email", "name")
    assert sole(refused(alter_field, design, "customer.id", required=False)) == (
        "customer.id",
        "required",
        "A field of the primary key has a value in every row: make it required.",
    )


def test_a_generated_field_names_fields_of_its_entity() -> None:
    design, id = made(shop(), new_field(shop(), "customer", "email_lower", "text", generated="lower(email)"))
    assert design.fields[id].generated.expression == "lower(email)"
    design = done(design, alter_field(design, id, generated="upper(email)"))
    assert design.fields[id].generated.expression == "upper(email)"
    design = done(design, alter_field(design, id, generated=""))
    assert design.fields[id].generated is None


def test_a_virtual_field_needs_postgresql_18() -> None:
    base = shop()
    base = replace(base, conventions=replace(base.conventions, target_version=18))
    given = {"generated": "lower(email)", "generated_kind": GeneratedKind.VIRTUAL}
    design, id = made(base, new_field(base, "customer", "email_lower", "text", **given))
    assert design.fields[id].generated.kind is GeneratedKind.VIRTUAL


def test_an_identity_is_required() -> None:
    design, id = made(shop(), new_field(shop(), "customer", "number", "bigint", identity=True))
    assert design.fields[id].identity is not None
    assert not design.fields[id].nullable
    assert sole(refused(alter_field, design, id, required=False)) == (
        id,
        "required",
        "An identity is never empty: make the field required.",
    )


def test_attributes_that_are_not_given_stay() -> None:
    design = shop()
    assert alter_field(design, "purchase.status") == ()
    after = done(design, alter_field(design, "purchase.status", description="Where it stands."))
    assert after.fields["purchase.status"] == replace(design.fields["purchase.status"], description="Where it stands.")
    cleared = done(design, alter_field(design, "purchase.status", default=""))
    assert cleared.fields["purchase.status"].default is None


def test_a_new_key_type_reaches_the_foreign_keys() -> None:
    design = shop()
    after = done(design, alter_field(design, "customer.id", type="bigint", default=""))
    assert short_type(after, after.fields["purchase.customer_id"].type) == "bigint"
    assert short_type(after, after.fields["purchase.id"].type) == "uuid"


def test_a_foreign_key_of_another_type_is_left_alone() -> None:
    design = done(shop(), alter_field(shop(), "purchase.customer_id", type="text"))
    design = done(design, alter_field(design, "customer.id", type="bigint", default=""))
    assert short_type(design, design.fields["purchase.customer_id"].type) == "text"


def test_fields_move_before_and_after_others() -> None:
    design = done(shop(), move_field(shop(), "customer.email", before="customer.id"))
    assert names(design, "customer") == ["email", "id", "created_at", "updated_at"]
    design = done(design, move_field(design, "customer.email", after="customer.created_at"))
    assert names(design, "customer") == ["id", "created_at", "email", "updated_at"]
    design = done(design, move_field(design, "customer.id"))
    assert names(design, "customer") == ["created_at", "email", "updated_at", "id"]
    assert move_field(design, "customer.id") == ()
    assert sole(refused(move_field, design, "customer.id", after="product.name")) == (
        "customer.id",
        "after",
        "That place is no longer there: choose another.",
    )


def test_moving_touches_the_moved_field_alone() -> None:
    changes = move_field(shop(), "customer.updated_at", before="customer.email")
    assert [(change.object, change.attribute) for change in changes] == [("customer.updated_at", "rank")]


def test_marking_several_fields_as_sensitive() -> None:
    design = done(shop(), mark_sensitive(shop(), ["customer.email", "purchase.note", "customer.email"]))
    assert [each.name for each in design.fields.values() if each.sensitive] == ["email", "note"]
    assert mark_sensitive(design, ["customer.email"]) == ()


def test_pasted_lines_become_fields() -> None:
    text = """
      title varchar(200) not null
      "two words" text,
      weight: numeric(12, 2) DEFAULT 0 NOT NULL,
      seen timestamptz default now()
      status\torder_status default 'pending' unique
      note
    """
    design = done(shop(), paste_fields(shop(), "product", text))
    assert [
        (each.name, short_type(design, each.type), each.nullable, each.default, is_unique(design, each.id))
        for each in design.fields_of("product")[3:-2]
    ] == [
        ("title", "varchar(200)", False, None, False),
        ("two words", "text", True, None, False),
        ("weight", "numeric(12,2)", False, "0", False),
        ("seen", "timestamptz", True, "now()", False),
        ("status", "order_status", True, "'pending'", True),
        ("note", "text", True, None, False),
    ]


def test_every_pasted_line_that_cannot_be_read_is_told() -> None:
    text = "ok text\nbad nonsense\nname text\n\nx text) ; drop table y; (\nid2 uuid primary key\na int, b int\n, x"
    told = refused(paste_fields, shop(), "product", text)
    assert {(each.object, each.attribute) for each in told} == {("", "text")}
    assert [each.message for each in told] == [
        "Line 2: There is no type nonsense. Choose a PostgreSQL type, or an enum or domain of this project.",
        "Line 3: The name name is taken by another field here: choose another.",
        "Line 5: 'text) ; drop table y; (' is no type: write \"name type\".",
        "Line 6: 'primary key' has a form of its own: leave it out and use that.",
        "Line 7: 'int, b int' is more than one field: write one a line, as \"name type\".",
        "Line 8: ', x' is no field: write \"name type\".",
    ]
    assert sole(refused(paste_fields, shop(), "product", " \n ")) == (
        "",
        "text",
        'Write one field a line: "name type".',
    )


def _partitioned() -> Design:
    entity = Entity(id="event", schema=PUBLIC.id, name="event", partition_by="RANGE (at)")
    part = Entity(
        id="part", schema=PUBLIC.id, name="part", partition_of="event", partition_bound="FOR VALUES FROM (1) TO (2)"
    )
    fields = [
        replace(field_of(owner, "at", TypeName("integer")), inherited=owner == "part") for owner in ("event", "part")
    ]
    return design_of(entity, part, *fields, base=EMPTY)


def test_what_a_partitioned_entity_defines_its_partitions_have() -> None:
    base = _partitioned()
    design = done(base, new_field(base, "event", "what", "text", required=True))
    assert names(design, "part") == ["at", "what"]
    assert field(design, "part.what").inherited
    design = done(design, alter_field(design, "event.at", name="happened", type="bigint"))
    assert names(design, "part") == ["happened", "what"]
    assert field(design, "part.happened").type == TypeName("bigint")
    assert design.entities["event"].partition_by == "RANGE (happened)"


def test_an_inherited_field_is_renamed_and_typed_by_its_parent() -> None:
    base = _partitioned()
    assert sole(refused(alter_field, base, "part.at", name="x")) == (
        "part.at",
        "name",
        "A parent entity defines this field: rename it there.",
    )
    assert sole(refused(alter_field, base, "part.at", type="bigint")) == (
        "part.at",
        "type",
        "A parent entity defines this field: change its type there.",
    )


def test_a_field_of_an_entity_without_fields_is_the_first() -> None:
    base = design_of(Entity(id="t", schema=PUBLIC.id, name="t"))
    design, id = made(base, new_field(base, "t", "a", "uuid"))
    assert design.fields[id] == Field(id=id, entity="t", name="a", rank=design.fields[id].rank, type=UUID)
