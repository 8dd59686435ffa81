import pytest
from msgspec.structs import replace

from designer.edits import alter_entity, new_entity, set_conventions
from designer.model import EMPTY, PUBLIC, Design, Entity, KeyStyle, SqlKind, UpdatedAt, problems, short_type
from tests.designer.edits.steps import done, field, made, names, refused, sole
from tests.designs import shop


def _with(**conventions: object) -> Design:
    return replace(EMPTY, conventions=replace(EMPTY.conventions, **conventions))


def test_a_new_entity_has_a_key_and_timestamps() -> None:
    design, entity = made(EMPTY, new_entity(EMPTY, " customer ", description=" Who buys. "))
    assert design.entities[entity] == Entity(id=entity, schema=PUBLIC.id, name="customer", description="Who buys.")
    assert names(design, entity) == ["id", "created_at", "updated_at"]
    key = field(design, "customer.id")
    assert (short_type(design, key.type), key.nullable, key.default) == ("uuid", False, "gen_random_uuid()")
    assert design.primary_key_fields(entity) == (key.id,)
    assert design.primary_key_of(entity).name == "customer_pkey"
    created = field(design, "customer.created_at")
    assert (short_type(design, created.type), created.nullable, created.default) == ("timestamptz", False, "now()")


@pytest.mark.parametrize(
    ("style", "version", "type", "default", "identity"),
    [
        (KeyStyle.UUID, 16, "uuid", "gen_random_uuid()", False),
        (KeyStyle.UUIDV7, 18, "uuid", "uuidv7()", False),
        (KeyStyle.UUIDV7, 17, "uuid", "gen_random_uuid()", False),
        (KeyStyle.BIGINT, 16, "bigint", None, True),
        (KeyStyle.INTEGER, 16, "integer", None, True),
    ],
)
def test_the_key_follows_the_style_and_the_version(
    style: KeyStyle, version: int, type: str, default: str | None, identity: bool
) -> None:
    base = _with(key_style=style, target_version=version)
    design, _ = made(base, new_entity(base, "customer"))
    key = field(design, "customer.id")
    assert (short_type(design, key.type), key.default, key.identity is not None) == (type, default, identity)
    assert not key.nullable


def test_what_is_given_wins_over_the_conventions() -> None:
    base = _with(soft_delete=True)
    design, entity = made(base, new_entity(base, "customer", key=None, timestamps=False, soft_delete=False))
    assert names(design, entity) == []
    design, entity = made(EMPTY, new_entity(EMPTY, "customer", key=KeyStyle.BIGINT, soft_delete=True))
    assert names(design, entity) == ["id", "created_at", "updated_at", "deleted_at"]
    assert field(design, "customer.deleted_at").nullable
    assert field(design, "customer.deleted_at").default is None


def test_the_trigger_convention_adds_one_function_a_schema_and_a_trigger_an_entity() -> None:
    base = _with(updated_at=UpdatedAt.TRIGGER)
    design = done(base, new_entity(base, "customer"))
    design = done(design, new_entity(design, "Order"))
    functions = [each for each in design.sql_objects.values() if each.kind is SqlKind.FUNCTION]
    triggers = [each for each in design.sql_objects.values() if each.kind is SqlKind.TRIGGER]
    assert [each.name for each in functions] == ["set_updated_at()"]
    head, tail = "CREATE TRIGGER set_updated_at BEFORE UPDATE ON public.", "EXECUTE FUNCTION public.set_updated_at()"
    assert sorted(each.create[0] for each in triggers) == [
        f'{head}"Order" FOR EACH ROW {tail}',
        f"{head}customer FOR EACH ROW {tail}",
    ]
    assert {each.depends_on for each in triggers} == {(functions[0].id,)}


@pytest.mark.parametrize(
    "name",
    [
        'quo"te',
        "it's",
        "ünïcødé 表",
        "select",
        "metadata",
        "order",
        "</script>",
        "{{ x }}",
        "../x",
        "x" * 63,
        "é" * 31,
        "class",
        "a b",
    ],
)
def test_names_that_postgresql_accepts_are_accepted(name: str) -> None:
    design, entity = made(EMPTY, new_entity(EMPTY, name))
    assert design.entities[entity].name == name
    assert all(len(each.name.encode()) <= 63 for each in design.primary_keys.values())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Give it a name."),
        ("   ", "Give it a name."),
        ("a\nb", "The character U+000A cannot be part of a name: remove it."),
        ("é" * 32, "PostgreSQL cuts names at 63 bytes and this one has 64: shorten it."),
        ("x" * 200, "PostgreSQL cuts names at 63 bytes and this one has 200: shorten it."),
    ],
)
def test_a_bad_name_is_told_beside_the_name(name: str, message: str) -> None:
    assert sole(refused(new_entity, EMPTY, name)) == ("", "name", message)


def test_a_taken_name_is_told_of_the_new_entity_or_the_renamed_one() -> None:
    design = shop()
    message = "The name customer is taken by another table, view, index or sequence here: choose another."
    assert ("", "name", message) in {
        (p.object, p.attribute, p.message) for p in refused(new_entity, design, "customer")
    }
    # customer stands before product in the design; the one that is renamed is at fault all the same
    first = min(design.entities)
    other = next(each for each in design.entities if each != first)
    told = refused(alter_entity, design, first, name=design.entities[other].name, follow=False)
    assert {problem.object for problem in told} == {first}
    assert {problem.attribute for problem in told} == {"name"}
    assert refused(new_entity, design, "order_status")[0].message == (
        "The name order_status is taken by another type here: choose another."
    )


def test_an_unknown_schema_is_refused() -> None:
    assert sole(refused(new_entity, EMPTY, "x", schema="nowhere")) == (
        "",
        "schema",
        "It no longer exists: choose another, or reload the page.",
    )


def test_altering_changes_what_is_given_and_nothing_else() -> None:
    design = shop()
    after = done(design, alter_entity(design, "customer", description=" People ", rows=10, shared=True))
    customer = after.entities["customer"]
    assert (customer.name, customer.description, customer.rows, customer.shared) == ("customer", "People", 10, True)
    assert alter_entity(after, "customer", name="customer", rows=10) == ()


def test_a_negative_row_estimate_is_refused() -> None:
    assert sole(refused(alter_entity, shop(), "customer", rows=-1)) == (
        "customer",
        "rows",
        "Expect no rows or more: give 0 or a larger number.",
    )


def test_an_entity_that_is_gone_is_refused() -> None:
    assert sole(refused(alter_entity, EMPTY, "gone", name="x")) == (
        "",
        "entity",
        "It no longer exists: choose another, or reload the page.",
    )


def test_the_conventions_that_a_project_chooses_reach_the_next_entity() -> None:
    design = done(EMPTY, set_conventions(EMPTY, key_style=KeyStyle.INTEGER, soft_delete=True))
    design, entity = made(design, new_entity(design, "task"))
    assert names(design, entity) == ["id", "created_at", "updated_at", "deleted_at"]
    assert short_type(design, field(design, "task.id").type) == "integer"
    assert problems(design) == ()
