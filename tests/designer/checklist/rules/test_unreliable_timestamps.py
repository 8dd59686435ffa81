import pytest

from designer.checklist import Severity
from designer.checklist.rules.unreliable_timestamps import UnreliableTimestamps
from designer.model import TypeName, UpdatedAt, parse_type
from tests.designer.checklist.designs import (
    altered,
    bare,
    conventions,
    design_of,
    field,
    fixed,
    foreign_key,
    found,
    only,
    subjects,
    table,
    without,
)  # fmt: skip
from tests.designs import TIMESTAMPTZ, shop


def event(**attributes: object):
    return altered(design_of(*table("event", field("event", "name"))), "event.created_at", **attributes)


def test_required_timestamps_with_a_clock_are_fine():
    assert found(UnreliableTimestamps, shop()) == []


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        (("event.created_at",), "event has no created_at."),
        (("event.updated_at",), "event has no updated_at."),
        (("event.created_at", "event.updated_at"), "event has no created_at and no updated_at."),
    ],
)
def test_missing_ones_are_one_warning_and_can_be_added(gone, message):
    design = without(event(), *gone)
    diagnostic = only(UnreliableTimestamps, design)
    assert (diagnostic.severity, diagnostic.object, diagnostic.message) == (Severity.WARNING, "event", message)
    after = fixed(design, diagnostic)
    assert [each.name for each in after.fields_of("event")][:2] == ["id", "name"]
    assert {each.name: (each.type, each.nullable, each.default) for each in after.fields_of("event")}["created_at"] == (
        TIMESTAMPTZ, False, "now()",
    )  # fmt: skip


def test_a_project_without_the_convention_is_left_alone():
    assert found(UnreliableTimestamps, conventions(without(event(), "event.created_at"), timestamps=False)) == []


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"nullable": True}, "event.created_at may be null."),
        ({"default": None}, "event.created_at does not default to the current time."),
        ({"default": "'2020-01-01'"}, "event.created_at does not default to the current time."),
        ({"nullable": True, "default": None}, "event.created_at may be null and does not default to the current time."),
        ({"type": TypeName("date")}, "event.created_at is date, not timestamptz."),
    ],
)
def test_wrong_ones_are_told_and_can_be_mended(attributes, message):
    design = event(**attributes)
    diagnostic = only(UnreliableTimestamps, design)
    assert diagnostic.message == message
    mended = fixed(design, diagnostic).fields["event.created_at"]
    assert (mended.type, mended.nullable, mended.default) == (TIMESTAMPTZ, False, "now()")


@pytest.mark.parametrize("kind", ["bigint", "text"])
def test_a_type_that_somebody_must_convert_is_left_to_people(kind):
    diagnostic = only(UnreliableTimestamps, event(type=parse_type(shop(), kind)))
    assert diagnostic.fix is None


@pytest.mark.parametrize("default", ["now()", "CURRENT_TIMESTAMP", "statement_timestamp()", "timezone('utc', now())"])
def test_every_clock_counts(default):
    assert found(UnreliableTimestamps, event(default=default)) == []


def test_a_timestamp_without_time_zone_is_another_rule_s():
    assert found(UnreliableTimestamps, event(type=TypeName("timestamp without time zone"))) == []


@pytest.mark.parametrize("name", ["created_on", "createdAt", "inserted_at", "creation_date"])
def test_other_names_count(name):
    assert found(UnreliableTimestamps, event(name=name)) == []


def test_another_name_with_no_moment_does_not_count():
    assert only(UnreliableTimestamps, event(name="created", type=TypeName("text"))).object == "event"


def test_a_link_is_only_a_remark():
    link = without(
        design_of(
            *table("a"),
            *table("b"),
            *table("link"),
            *foreign_key("link", "a_id", "a"),
            *foreign_key("link", "b_id", "b"),
        ),
        "link.created_at",
        "link.updated_at",
    )
    assert only(UnreliableTimestamps, link).severity is Severity.INFO


def test_with_the_trigger_convention_the_fix_brings_the_trigger():
    design = conventions(without(event(), "event.updated_at"), updated_at=UpdatedAt.TRIGGER)
    after = fixed(design, only(UnreliableTimestamps, design))
    assert [each.name for each in after.sql_objects_of("event")] == ["set_updated_at"]


def test_partitions_get_the_fields_too():
    parent = bare("log", field("log", "id"), partition_by="HASH (id)")
    part = bare("log_1", field("log_1", "id", inherited=True), partition_of="log", partition_bound="x")
    design = design_of(*parent, *part)
    after = fixed(design, only(UnreliableTimestamps, design))
    assert {each.name: each.inherited for each in after.fields_of("log_1")} == {
        "id": True, "created_at": True, "updated_at": True,
    }  # fmt: skip


def test_an_heir_that_has_such_a_field_is_left_to_people():
    child = bare("child", field("child", "created_at", TIMESTAMPTZ, default="now()"), inherits=("base",))
    design = design_of(*bare("base", field("base", "id")), *child)
    assert [each.fix is None for each in found(UnreliableTimestamps, design) if each.object == "base"] == [True]


def test_inherited_timestamps_count_and_are_told_once():
    base = altered(design_of(*table("base")), "base.created_at", nullable=True)
    heirs = [
        field("child", name, TIMESTAMPTZ, nullable=True, default="now()", inherited=True)
        for name in ("created_at", "updated_at")
    ]
    design = design_of(*bare("child", *heirs, inherits=("base",)), base=base)
    assert subjects(UnreliableTimestamps, design) == ["base.created_at"]
