import pytest
from msgspec.structs import replace

from designer.edits import (
    Cardinality,
    alter_relationship,
    new_entity,
    new_field,
    new_relationship,
    propose_relationship,
    set_primary_key,
)
from designer.edits.refused import subject
from designer.model import (
    EMPTY,
    PUBLIC,
    Action,
    Design,
    Entity,
    Id,
    KeyMember,
    PrimaryKey,
    Relationship,
    TableNames,
    TypeName,
    Unique,
    short_type,
)
from tests.designer.edits.steps import added, done, field, made, names, refused, sole
from tests.designs import UUID, design_of
from tests.designs import field as field_of

_LETTERS = "use the letters a to z, digits and _, and begin with a letter."


def _pair() -> tuple[Design, Id, Id]:
    """customer and order, not yet related."""
    design, customer = made(EMPTY, new_entity(EMPTY, "customer"))
    design, order = made(design, new_entity(design, "order"))
    return design, customer, order


def _indexes(design: Design) -> dict[str, list[str]]:
    return {
        index.name: [design.fields[member.field].name for member in design.members_of_index(index.id)]
        for index in design.indexes.values()
    }


def _uniques(design: Design) -> dict[str, list[str]]:
    return {
        key.name: [design.fields[field].name for field in design.key_fields(key.id)] for key in design.uniques.values()
    }


def test_one_to_many_brings_field_index_and_names() -> None:
    base, customer, order = _pair()
    design, id = made(base, new_relationship(base, customer, order))
    relationship = design.relationships[id]
    assert relationship == Relationship(
        id=id,
        entity=order,
        target=customer,
        name="order_customer_id_fkey",
        child_name="customer",
        parent_name="orders",
        on_delete=Action.RESTRICT,
        on_update=Action.NO_ACTION,
    )
    assert names(design, order) == ["id", "customer_id", "created_at", "updated_at"]
    foreign = field(design, "order.customer_id")
    assert (foreign.type, foreign.nullable, foreign.default) == (UUID, False, None)
    assert design.foreign_key_fields(id) == (foreign.id,)
    assert design.target_fields(id) == design.primary_key_fields(customer)
    assert _indexes(design) == {"ix_order_customer_id": ["customer_id"]}
    assert [index.rationale for index in design.indexes.values()] == [
        "Foreign key to customer: joins, and deletes of its rows."
    ]
    assert design.is_required(relationship)
    assert not design.is_one_to_one(relationship)


def test_the_proposal_is_what_will_be_made() -> None:
    base, customer, order = _pair()
    proposal = propose_relationship(base, customer, order, required=False)
    (wanted,) = proposal.foreign_keys
    design, id = made(base, new_relationship(base, customer, order, required=False))
    relationship = design.relationships[id]
    assert (proposal.on_delete, proposal.on_update) == (relationship.on_delete, relationship.on_update)
    assert wanted.field_names == ("customer_id",)
    assert (wanted.name, wanted.child_name, wanted.parent_name) == (
        relationship.name,
        relationship.child_name,
        relationship.parent_name,
    )
    assert wanted.index_name in _indexes(design)


def test_one_to_one_brings_a_unique_key_instead_of_an_index() -> None:
    base, customer, profile = _pair()
    design, id = made(base, new_relationship(base, customer, profile, Cardinality.ONE_TO_ONE))
    assert design.is_one_to_one(design.relationships[id])
    assert (design.relationships[id].child_name, design.relationships[id].parent_name) == ("customer", "order")
    assert _uniques(design) == {"order_customer_id_key": ["customer_id"]}
    assert _indexes(design) == {}


def test_what_is_optional_lets_go_and_what_is_owned_goes_with_its_owner() -> None:
    base, customer, order = _pair()
    assert propose_relationship(base, customer, order, required=False).on_delete is Action.SET_NULL
    assert propose_relationship(base, customer, order).on_delete is Action.RESTRICT
    owned = replace(base, conventions=replace(base.conventions, owner_entity=customer))
    assert propose_relationship(owned, customer, order).on_delete is Action.CASCADE
    design, id = made(base, new_relationship(base, customer, order, required=False, on_delete=None))
    assert design.relationships[id].on_delete is None
    assert field(design, "order.customer_id").nullable


def test_two_relationships_of_one_pair_have_names_of_their_own() -> None:
    base, customer, order = _pair()
    design = done(base, new_relationship(base, customer, order))
    design, id = made(design, new_relationship(design, customer, order, field_names=["billing_customer_id"]))
    second = design.relationships[id]
    assert (second.name, second.child_name, second.parent_name) == (
        "order_billing_customer_id_fkey",
        "billing_customer",
        "billing_orders",
    )
    third = propose_relationship(design, customer, order).foreign_keys[0]
    assert (third.field_names, third.child_name, third.parent_name) == (
        ("other_customer_id",),
        "other_customer",
        "other_orders",
    )


def test_a_role_names_both_sides() -> None:
    base, customer, order = _pair()
    side = propose_relationship(base, customer, order, field_names=["author_id"]).foreign_keys[0]
    assert (side.child_name, side.parent_name) == ("author", "orders")
    # the field is called as the relationship would be
    side = propose_relationship(base, customer, order, field_names=["customer"]).foreign_keys[0]
    assert side.child_name == "customer_customer"


def test_an_entity_may_point_at_itself() -> None:
    base, category = made(EMPTY, new_entity(EMPTY, "category"))
    design, id = made(base, new_relationship(base, category, category, required=False))
    relationship = design.relationships[id]
    assert (relationship.child_name, relationship.parent_name) == ("parent", "children")
    assert field(design, "category.parent_id").nullable
    side = propose_relationship(design, category, category, field_names=["root_id"]).foreign_keys[0]
    assert (side.child_name, side.parent_name) == ("root", "categories")


def test_a_composite_key_gives_a_field_a_member() -> None:
    base = design_of(
        Entity(id="line", schema=PUBLIC.id, name="line"),
        field_of("line", "order_id", UUID, rank="1"),
        field_of("line", "number", TypeName("integer"), rank="2"),
        PrimaryKey(id="pk", entity="line", name="line_pkey"),
        KeyMember(id="pk1", key="pk", field="line.order_id", rank="1"),
        KeyMember(id="pk2", key="pk", field="line.number", rank="2"),
    )
    base, parcel = made(base, new_entity(base, "parcel"))
    design, id = made(base, new_relationship(base, "line", parcel))
    assert names(design, parcel) == ["id", "line_order_id", "line_number", "created_at", "updated_at"]
    assert design.target_fields(id) == ("line.order_id", "line.number")
    assert [short_type(design, design.fields[each].type) for each in design.foreign_key_fields(id)] == [
        "uuid",
        "integer",
    ]
    assert _indexes(design) == {"ix_parcel_line_order_id_line_number": ["line_order_id", "line_number"]}
    assert (design.relationships[id].child_name, design.relationships[id].parent_name) == ("line", "parcels")
    assert sole(refused(new_relationship, base, "line", parcel, field_names=["one"])) == (
        "",
        "field_names",
        "The key of line has 2 fields: name as many, in its order.",
    )


def test_existing_fields_can_hold_the_key() -> None:
    base, customer, order = _pair()
    base, buyer = made(base, new_field(base, order, "buyer_id", "uuid"))
    changes = new_relationship(base, customer, order, fields=[buyer], required=False)
    design, id = made(base, changes)
    assert design.foreign_key_fields(id) == (buyer,)
    assert design.relationships[id].name == "order_buyer_id_fkey"
    assert design.relationships[id].child_name == "buyer"
    # a second one needs no second index
    again = done(design, new_relationship(design, customer, order, fields=[buyer], required=False))
    assert list(_indexes(again)) == ["ix_order_buyer_id"]


def test_a_unique_key_can_be_pointed_at() -> None:
    base, customer, order = _pair()
    base, email = made(base, new_field(base, customer, "email", "text", required=True, unique=True))
    (key,) = base.uniques_of(customer)
    design, id = made(base, new_relationship(base, customer, order, key=key.id))
    assert design.target_fields(id) == (email,)
    assert names(design, order)[1] == "customer_email"
    assert sole(refused(new_relationship, base, customer, order, key="gone")) == (
        "",
        "key",
        "That key is no longer there: choose another.",
    )


def test_a_parent_without_a_key_is_refused() -> None:
    base, customer, _ = _pair()
    base, log = made(base, new_entity(base, "log", key=None))
    for intent in (new_relationship, propose_relationship):
        assert sole(refused(intent, base, log, customer)) == (
            "",
            "parent",
            "log has no primary key to point at: give it one first.",
        )
    told = sole(refused(new_relationship, base, customer, log, Cardinality.MANY_TO_MANY))
    assert told == ("", "child", "log has no primary key to point at: give it one first.")


@pytest.mark.parametrize(
    ("given", "attribute", "message"),
    [
        (
            {"on_delete": Action.SET_NULL},
            "on_delete",
            "A required relationship cannot become NULL: make it optional, or choose another action.",
        ),
        (
            {"on_update": Action.SET_NULL},
            "on_update",
            "A required relationship cannot become NULL: make it optional, or choose another action.",
        ),
        ({"field_names": ["id"]}, "field_names", "The name id is taken by another field here: choose another."),
        ({"child_name": "id"}, "child_name", "order has a field or relationship called id: choose another name."),
        ({"parent_name": "id"}, "parent_name", "customer has a field or relationship called id: choose another name."),
        ({"child_name": "class"}, "child_name", "class is a word of Python's: choose another name."),
        ({"child_name": "metadata"}, "child_name", "metadata is reserved in SQLModel classes: choose another name."),
        (
            {"parent_name": "my orders"},
            "parent_name",
            f"'my orders' becomes an attribute in Python: {_LETTERS}",
        ),
        ({"name": "order_pkey"}, "name", "The name order_pkey is taken by another constraint here: choose another."),
    ],
)
def test_a_mistake_is_told_beside_the_field_of_the_form(given: dict, attribute: str, message: str) -> None:
    base, customer, order = _pair()
    assert sole(refused(new_relationship, base, customer, order, **given)) == ("", attribute, message)


def test_many_to_many_makes_a_link_entity() -> None:
    base, student = made(EMPTY, new_entity(EMPTY, "student"))
    base, course = made(base, new_entity(base, "courses"))
    design, link = made(base, new_relationship(base, student, course, Cardinality.MANY_TO_MANY))
    assert design.entities[link].name == "student_course"
    assert names(design, link) == ["student_id", "course_id", "created_at", "updated_at"]
    assert [design.fields[each].name for each in design.primary_key_fields(link)] == ["student_id", "course_id"]
    assert _indexes(design) == {"ix_student_course_course_id": ["course_id"]}
    assert [
        (each.name, each.child_name, each.parent_name, each.on_delete) for each in design.relationships_of(link)
    ] == [
        ("student_course_course_id_fkey", "course", "student_courses", Action.CASCADE),
        ("student_course_student_id_fkey", "student", "student_courses", Action.CASCADE),
    ]
    proposal = propose_relationship(base, student, course, Cardinality.MANY_TO_MANY)
    assert proposal.link == "student_course"
    assert [each.field_names for each in proposal.foreign_keys] == [("student_id",), ("course_id",)]
    assert [each.index_name for each in proposal.foreign_keys] == ["", "ix_student_course_course_id"]


def test_a_link_follows_the_conventions_and_what_is_given() -> None:
    base, student = made(EMPTY, new_entity(EMPTY, "students"))
    base, course = made(base, new_entity(base, "courses"))
    plural = replace(base, conventions=replace(base.conventions, table_names=TableNames.PLURAL, timestamps=False))
    assert propose_relationship(plural, student, course, Cardinality.MANY_TO_MANY).link == "student_courses"
    design, link = made(plural, new_relationship(plural, student, course, Cardinality.MANY_TO_MANY, link="enrolments"))
    assert names(design, link) == ["student_id", "course_id"]
    assert {each.parent_name for each in design.relationships.values()} == {"enrolments"}
    assert sole(refused(new_relationship, plural, student, course, Cardinality.MANY_TO_MANY, link="x" * 64)) == (
        "",
        "link",
        "PostgreSQL cuts names at 63 bytes and this one has 64: shorten it.",
    )
    again = propose_relationship(
        done(plural, new_relationship(plural, student, course, Cardinality.MANY_TO_MANY)),
        student,
        course,
        Cardinality.MANY_TO_MANY,
    )
    assert again.link == "student_courses_2"


def test_many_to_many_with_itself_tells_its_ends_apart() -> None:
    base, user = made(EMPTY, new_entity(EMPTY, "user"))
    design, link = made(base, new_relationship(base, user, user, Cardinality.MANY_TO_MANY))
    assert design.entities[link].name == "user_link"
    assert names(design, link)[:2] == ["user_id", "other_user_id"]
    assert {(each.child_name, each.parent_name) for each in design.relationships.values()} == {
        ("user", "user_links"),
        ("other_user", "other_user_links"),
    }


def test_altering_names_and_actions() -> None:
    base, customer, order = _pair()
    design, id = made(base, new_relationship(base, customer, order))
    after = done(design, alter_relationship(design, id, child_name="buyer", on_delete=Action.CASCADE, deferrable=True))
    assert (after.relationships[id].child_name, after.relationships[id].parent_name) == ("buyer", "orders")
    assert (after.relationships[id].on_delete, after.relationships[id].deferrable) == (Action.CASCADE, True)
    assert alter_relationship(design, id, parent_name="orders") == ()
    assert sole(refused(alter_relationship, design, id, parent_name="created_at")) == (
        id,
        "parent_name",
        "customer has a field or relationship called created_at: choose another name.",
    )


def test_required_follows_the_fields() -> None:
    base, customer, order = _pair()
    design, id = made(base, new_relationship(base, customer, order))
    message = "A required relationship cannot become NULL: make it optional, or choose another action."
    assert sole(refused(alter_relationship, design, id, on_delete=Action.SET_NULL)) == (id, "on_delete", message)
    design = done(design, alter_relationship(design, id, required=False, on_delete=Action.SET_NULL))
    assert field(design, "order.customer_id").nullable
    assert sole(refused(alter_relationship, design, id, required=True)) == (id, "on_delete", message)
    design = done(design, alter_relationship(design, id, required=True, on_delete=Action.RESTRICT))
    assert not field(design, "order.customer_id").nullable


def test_a_key_field_stays_required() -> None:
    base, student = made(EMPTY, new_entity(EMPTY, "student"))
    design = done(base, new_relationship(base, student, student, Cardinality.MANY_TO_MANY))
    id = next(iter(design.relationships))
    assert sole(refused(alter_relationship, design, id, required=False)) == (
        id,
        "required",
        "Its field is part of the primary key, which is never empty: keep it required.",
    )


def test_cardinality_changes_there_and_back() -> None:
    base, customer, order = _pair()
    many, id = made(base, new_relationship(base, customer, order))
    one = done(many, alter_relationship(many, id, cardinality=Cardinality.ONE_TO_ONE))
    assert one.is_one_to_one(one.relationships[id])
    assert (_uniques(one), _indexes(one)) == ({"order_customer_id_key": ["customer_id"]}, {})
    assert [many.relationships[id].parent_name, one.relationships[id].parent_name] == ["orders", "order"]
    again = done(one, alter_relationship(one, id, cardinality=Cardinality.ONE_TO_MANY))
    assert (_uniques(again), _indexes(again)) == ({}, {"ix_order_customer_id": ["customer_id"]})
    assert again.relationships[id] == many.relationships[id]
    assert alter_relationship(many, id, cardinality=Cardinality.ONE_TO_MANY) == ()
    assert sole(refused(alter_relationship, many, id, cardinality=Cardinality.MANY_TO_MANY)) == (
        id,
        "cardinality",
        "An n:m needs a link entity: delete this relationship and make a new one.",
    )


def test_a_shared_primary_key_stays_one_to_one() -> None:
    base, customer, order = _pair()
    (key,) = base.primary_key_fields(order)
    design, id = made(base, new_relationship(base, customer, order, Cardinality.ONE_TO_ONE, fields=[key]))
    assert design.is_one_to_one(design.relationships[id])
    assert _uniques(design) == {}
    assert sole(refused(alter_relationship, design, id, cardinality=Cardinality.ONE_TO_MANY)) == (
        id,
        "cardinality",
        "The foreign key is the primary key, so there is one child at most: choose another primary key first.",
    )


def test_the_key_that_a_relationship_needs_is_not_changed_away() -> None:
    base, customer, order = _pair()
    base = done(base, new_relationship(base, customer, order))
    (created,) = [each.id for each in base.fields_of(customer) if each.name == "created_at"]
    message = "The relationship order_customer_id_fkey of order needs these fields as a key: delete it first."
    assert sole(refused(set_primary_key, base, customer, [created])) == (customer, "fields", message)
    assert sole(refused(set_primary_key, base, customer, [])) == (customer, "fields", message)


def test_long_and_hostile_names_give_names_that_fit() -> None:
    base, parent = made(EMPTY, new_entity(EMPTY, "é" * 31))
    base, child = made(base, new_entity(base, 'quo"te ' * 9))
    changes = new_relationship(base, parent, child)
    design, id = made(base, changes)
    assert subject(changes) == id
    for each in (*design.fields.values(), *design.indexes.values(), *design.relationships.values()):
        assert len(each.name.encode()) <= 63
    relationship = design.relationships[id]
    assert relationship.child_name.isidentifier()
    assert relationship.parent_name.isidentifier()
    assert {type(each) for each in added(changes, Unique)} == set()
