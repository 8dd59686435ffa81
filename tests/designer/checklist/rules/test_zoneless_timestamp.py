import pytest

from designer.checklist import Severity
from designer.checklist.rules.zoneless_timestamp import ZonelessTimestamp
from designer.model import Check, Domain, SqlKind, SqlObject, TypeName, TypeRef, parse_type
from tests.designer.checklist.designs import altered, bare, design_of, field, fixed, found, only, table
from tests.designs import shop

TIMESTAMP = TypeName("timestamp without time zone")


def event(name: str = "sent_at", type: str = "timestamp", **attributes: object):
    return design_of(*table("event", field("event", name, parse_type(shop(), type), **attributes)))


def test_timestamptz_date_and_time_are_fine():
    assert found(ZonelessTimestamp, shop()) == []
    assert [found(ZonelessTimestamp, event(type=kind)) for kind in ("date", "time", "timestamptz(3)")] == [[], [], []]


@pytest.mark.parametrize(
    ("type", "after"),
    [
        ("timestamp", "timestamp with time zone"),
        ("timestamp(3)", "timestamp(3) with time zone"),
    ],
)
def test_a_timestamp_without_time_zone_can_be_given_one(type, after):
    design = event(type=type)
    diagnostic = only(ZonelessTimestamp, design)
    assert (diagnostic.severity, diagnostic.subject) == (Severity.WARNING, "event.sent_at")
    assert fixed(design, diagnostic).fields["event.sent_at"].type == TypeName(after)


def test_a_domain_over_it_is_told_where_it_is_used_and_left_to_people():
    domain = Domain(id="moment", schema="public", name="moment", type=TIMESTAMP)
    design = design_of(domain, *table("event", field("event", "sent_at", TypeRef("moment"))))
    assert only(ZonelessTimestamp, design).fix is None


@pytest.mark.parametrize("name", ["starts_local", "local_start", "startsLocal"])
def test_a_local_time_by_its_name_is_fine(name):
    assert found(ZonelessTimestamp, event(name)) == []


@pytest.mark.parametrize("name", ["birth_date", "orderdate", "holiday"])
def test_what_may_be_a_day_is_left_to_people(name):
    diagnostic = only(ZonelessTimestamp, event(name))
    assert diagnostic.advice.startswith("Make it date")
    assert diagnostic.fix is None


def test_modified_date_is_a_moment():
    assert only(ZonelessTimestamp, event("modified_date")).fix is not None


@pytest.mark.parametrize("default", ["timezone('utc'::text, now())", "LOCALTIMESTAMP", "now() AT TIME ZONE 'utc'"])
def test_a_default_of_another_zone_is_left_to_people(default):
    assert only(ZonelessTimestamp, event(default=default)).fix is None


def test_what_else_depends_on_the_type_is_left_to_people():
    check = Check(id="c", owner="event", name="c", expression="sent_at > '2020-01-01'")
    assert only(ZonelessTimestamp, design_of(check, base=event())).fix is None
    view = SqlObject(
        id="v", kind=SqlKind.VIEW, name="v", schema="public", depends_on=("event",), create=("SELECT sent_at",)
    )
    assert only(ZonelessTimestamp, design_of(view, base=event())).fix is None
    assert only(ZonelessTimestamp, altered(event(), "event", partition_by="RANGE (sent_at)")).fix is None


def test_partitions_are_told_once_and_follow():
    parent = bare("event", field("event", "id"), field("event", "sent_at", TIMESTAMP), partition_by="HASH (id)")
    part = bare(
        "event_1", field("event_1", "sent_at", TIMESTAMP, inherited=True), partition_of="event", partition_bound="x"
    )
    design = design_of(*parent, *part)
    after = fixed(design, only(ZonelessTimestamp, design))
    assert after.fields["event_1.sent_at"].type == TypeName("timestamp with time zone")
