from designer.checklist.relation_names import RelationNames
from designer.model import PUBLIC, Check, Schema
from tests.designer.checklist.designs import design_of, table


def test_a_free_name_is_taken_as_wanted():
    assert RelationNames(design_of(*table("event"))).free(PUBLIC.id, "ix_event_name") == "ix_event_name"


def test_tables_keys_and_checks_take_names():
    check = Check(id="c", owner="event", name="positive", expression="true")
    names = RelationNames(design_of(*table("event"), check))
    assert [names.free(PUBLIC.id, *stem) for stem in (("event",), ("event", "_pkey"), ("positive",))] == [
        "event1", "event_pkey1", "positive1",
    ]  # fmt: skip


def test_a_name_given_out_is_taken():
    names = RelationNames(design_of())
    assert [names.free(PUBLIC.id, "ix") for _ in range(3)] == ["ix", "ix1", "ix2"]


def test_each_schema_has_its_own():
    names = RelationNames(design_of(Schema(id="s", name="s")))
    assert names.free("s", "ix") == names.free(PUBLIC.id, "ix") == "ix"


def test_a_long_name_stays_within_63_bytes_and_differs_from_its_like():
    names = RelationNames(design_of())
    found = {names.free(PUBLIC.id, f"ix_{'ü' * 60}_{number}") for number in range(3)}
    assert len(found) == 3
    assert all(len(name.encode()) <= 63 for name in found)
