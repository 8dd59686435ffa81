import pytest

from designer.checklist.survey import Survey
from designer.checklist.timestamps import created_field, is_timestamp_name, updated_field
from designer.model import TypeName
from tests.designer.checklist.designs import bare, design_of, field
from tests.designs import TIMESTAMPTZ


def event(*fields):
    design = design_of(*bare("event", *fields))
    return Survey(design), design.entities["event"]


def named(name: str, type=TIMESTAMPTZ):
    return field("event", name, type)


@pytest.mark.parametrize("name", ["created_at", "createdAt", "created", "date_created", "inserted_at"])
def test_names_of_the_moment_of_creation(name):
    assert created_field(*event(named(name))).name == name
    assert updated_field(*event(named(name))) is None


@pytest.mark.parametrize("name", ["updated_at", "updatedAt", "last_update", "modifieddate", "modified_at"])
def test_names_of_the_moment_of_the_last_change(name):
    assert updated_field(*event(named(name))).name == name
    assert created_field(*event(named(name))) is None


def test_the_convention_s_own_name_comes_first():
    assert created_field(*event(named("created"), named("created_at"))).name == "created_at"


def test_another_name_counts_only_if_it_holds_a_moment():
    assert created_field(*event(named("created", TypeName("boolean")))) is None
    assert created_field(*event(named("created", TypeName("bigint")))).name == "created"
    assert created_field(*event(named("created_at", TypeName("boolean")))).name == "created_at"


def test_other_names_are_none():
    assert not is_timestamp_name("created_by")
    assert not is_timestamp_name("sent_at")
