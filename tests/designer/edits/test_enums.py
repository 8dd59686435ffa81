from designer.edits import (
    alter_enum,
    delete,
    delete_enum_value,
    move_enum_value,
    new_check,
    new_enum,
    new_enum_value,
    new_field,
    rename_enum_value,
)
from designer.model import EMPTY, Design, Id
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop


def _values(design: Design, enum: Id = "order_status") -> list[str]:
    return [each.value for each in design.values_of(enum)]


def test_an_enum_has_its_values_in_order() -> None:
    design, enum = made(EMPTY, new_enum(EMPTY, "level", ["low", " ", "middle ", "it's high"]))
    assert _values(design, enum) == ["low", "middle", "it's high"]
    assert sole(refused(new_enum, EMPTY, "level", ["", " "])) == ("", "values", "Give it at least one value.")
    assert sole(refused(new_enum, EMPTY, "level", ["a", "a"])) == (
        "",
        "values",
        "The name a is taken by another value here: choose another.",
    )
    assert sole(refused(new_enum, EMPTY, "", ["a"])) == ("", "name", "Give it a name.")


def test_values_come_where_they_are_wanted_and_move() -> None:
    design = done(shop(), new_enum_value(shop(), "order_status", "draft", after="order_status.pending"))
    assert _values(design) == ["pending", "draft", "paid", "shipped"]
    design = done(design, new_enum_value(design, "order_status", "returned"))
    assert _values(design)[-1] == "returned"
    design = done(design, move_enum_value(design, "order_status.shipped", before="order_status.pending"))
    assert _values(design) == ["shipped", "pending", "draft", "paid", "returned"]
    assert sole(refused(new_enum_value, design, "order_status", "paid")) == (
        "",
        "value",
        "The name paid is taken by another value here: choose another.",
    )
    assert sole(refused(new_enum_value, design, "order_status", " ")) == ("", "value", "Give it a name.")
    assert sole(refused(new_enum_value, design, "order_status", "x", after="gone"))[1] == "after"


def test_renaming_a_value_reaches_defaults_and_checks() -> None:
    base = done(shop(), new_check(shop(), "purchase", "status IN ('pending', 'paid') OR note = 'pending'"))
    design = done(base, rename_enum_value(base, "order_status.pending", "it's open"))
    assert _values(design) == ["it's open", "paid", "shipped"]
    assert design.fields["purchase.status"].default == "'it''s open'::public.order_status"
    # a text that happens to be spelled the same stays
    assert [each.expression for each in design.checks.values() if each.owner == "purchase"] == [
        "status IN ('it''s open', 'paid') OR note = 'pending'"
    ]
    assert sole(refused(rename_enum_value, design, "order_status.paid", "shipped")) == (
        "order_status.paid",
        "to",
        "The name shipped is taken by another value here: choose another.",
    )
    assert rename_enum_value(design, "order_status.paid", "paid") == ()


def test_a_value_in_use_is_not_deleted() -> None:
    design = shop()
    assert sole(refused(delete_enum_value, design, "order_status.pending")) == (
        "order_status.pending",
        "value",
        "pending is said by field purchase.status: change that first.",
    )
    assert refused(delete, design, "order_status.pending")[0].message == (
        "pending is said by field purchase.status: change that first."
    )
    design = done(design, delete_enum_value(design, "order_status.paid"))
    assert _values(design) == ["pending", "shipped"]


def test_the_last_value_stays() -> None:
    base, enum = made(EMPTY, new_enum(EMPTY, "level", ["low"]))
    (value,) = base.values_of(enum)
    assert sole(refused(delete_enum_value, base, value.id)) == (
        value.id,
        "value",
        "It is the last value: delete the enum instead.",
    )


def test_renaming_an_enum_reaches_casts() -> None:
    base = done(shop(), new_check(shop(), "purchase", "status <> 'paid'::order_status"))
    design = done(base, alter_enum(base, "order_status", name="Purchase State"))
    assert design.fields["purchase.status"].default == "'pending'::public.\"Purchase State\""
    assert [each.expression for each in design.checks.values() if each.owner == "purchase"] == [
        "status <> 'paid'::\"Purchase State\""
    ]
    assert sole(refused(alter_enum, base, "order_status", name="customer"))[:2] == ("order_status", "name")


def test_values_of_arrays_and_of_domains_are_found() -> None:
    base = done(shop(), new_field(shop(), "purchase", "past", "order_status[]", default="'{pending,paid}'"))
    design = done(base, rename_enum_value(base, "order_status.paid", "settled"))
    assert [each.default for each in design.fields.values() if each.name == "past"] == ["'{pending,settled}'"]
