from designer.checklist import Severity
from designer.checklist.rules.all_fields_nullable import AllFieldsNullable
from designer.model import KeyMember
from tests.designer.checklist.designs import bare, design_of, field, found, only, table
from tests.designs import shop


def test_an_entity_with_a_required_field_is_fine():
    assert found(AllFieldsNullable, shop()) == []


def test_timestamps_and_key_do_not_count():
    diagnostic = only(AllFieldsNullable, design_of(*table("note", field("note", "text", nullable=True))))
    assert (diagnostic.severity, diagnostic.object) == (Severity.WARNING, "note")
    assert diagnostic.message == "note has one field beside its key, not required."


def test_several_are_counted():
    fields = (field("note", "text", nullable=True), field("note", "title", nullable=True))
    assert only(AllFieldsNullable, design_of(*table("note", *fields))).message == (
        "note has 2 fields beside its key and none is required."
    )
    assert only(AllFieldsNullable, design_of(*bare("note", *fields))).message == (
        "note has 2 fields and none is required."
    )


def test_an_entity_of_nothing_but_a_key_is_fine():
    assert found(AllFieldsNullable, design_of(*table("thing"))) == []
    assert found(AllFieldsNullable, design_of(*bare("empty"))) == []


def test_a_key_of_several_fields_says_something_itself():
    fields = (field("title", "name"), field("title", "until", nullable=True))
    member = KeyMember(id="second", key="title_pkey", field="title.name", rank="2")
    assert found(AllFieldsNullable, design_of(*table("title", *fields), member)) == []
