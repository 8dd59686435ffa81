from msgspec.structs import replace

from designer.edits import add_timestamps, delete, new_schema
from designer.model import EMPTY, PUBLIC, Entity, UpdatedAt
from tests.designer.edits.steps import done, made, names, refused, sole
from tests.designs import design_of, shop
from tests.designs import field as field_of


def test_what_is_missing_is_added() -> None:
    base = done(shop(), delete(shop(), "customer.created_at"))
    design = done(base, add_timestamps(base, "customer"))
    assert names(design, "customer") == ["id", "email", "updated_at", "created_at"]
    design = done(base, add_timestamps(base, "customer", soft_delete=True))
    assert names(design, "customer")[-2:] == ["created_at", "deleted_at"]
    assert sole(refused(add_timestamps, shop(), "customer")) == (
        "customer",
        "entity",
        "It has its timestamps already.",
    )


def test_the_trigger_is_added_where_only_that_is_missing() -> None:
    base = replace(shop(), conventions=replace(shop().conventions, updated_at=UpdatedAt.TRIGGER))
    design = done(base, add_timestamps(base, "customer"))
    assert len(design.sql_objects) == 2
    assert refused(add_timestamps, design, "customer")


def test_each_schema_has_a_function_of_its_own() -> None:
    base, sales = made(EMPTY, new_schema(EMPTY, "sales"))
    base = replace(base, conventions=replace(base.conventions, updated_at=UpdatedAt.TRIGGER))
    base = design_of(
        Entity(id="a", schema=PUBLIC.id, name="a"),
        Entity(id="b", schema=sales, name="b"),
        field_of("a", "x"),
        field_of("b", "x"),
        base=base,
    )
    design = done(base, add_timestamps(base, "a"))
    design = done(design, add_timestamps(design, "b"))
    assert sorted(each.create[0].partition("()")[0] for each in design.sql_objects.values() if each.schema) == [
        "CREATE OR REPLACE FUNCTION public.set_updated_at",
        "CREATE OR REPLACE FUNCTION sales.set_updated_at",
    ]
