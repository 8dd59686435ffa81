import pytest
from msgspec.structs import replace

from designer.checklist import Severity
from designer.checklist.rules.narrow_integer_key import NarrowIntegerKey
from designer.model import Check, Identity, KeyMember, KeyStyle, PrimaryKey, Sequence, TypeName
from tests.designer.checklist.designs import (
    altered,
    bare,
    child_of_parent,
    conventions,
    design_of,
    field,
    fixed,
    foreign_key,
    found,
    only,
    table,
)  # fmt: skip
from tests.designs import shop

INTEGER, BIGINT, SMALLINT = TypeName("integer"), TypeName("bigint"), TypeName("smallint")


def numbered(type=INTEGER, **attributes):
    """parent and child, whose keys are integers."""
    design = child_of_parent()
    for name in ("parent.id", "child.id", "child.parent_id"):
        design = altered(design, name, type=type, default=None)
    for name in ("parent.id", "child.id"):
        design = altered(design, name, **(attributes or {"identity": Identity()}))
    return design


def test_uuid_and_bigint_keys_are_fine():
    assert found(NarrowIntegerKey, shop()) == []
    assert found(NarrowIntegerKey, numbered(BIGINT)) == []


@pytest.mark.parametrize("style", [KeyStyle.UUID, KeyStyle.UUIDV7, KeyStyle.BIGINT])
def test_an_integer_key_is_a_warning(style):
    diagnostics = found(NarrowIntegerKey, conventions(numbered(), key_style=style))
    assert [(each.subject, each.severity) for each in diagnostics] == [
        ("child.id", Severity.WARNING),
        ("parent.id", Severity.WARNING),
    ]


def test_the_integer_convention_allows_integer_but_not_smallint():
    assert found(NarrowIntegerKey, conventions(numbered(), key_style=KeyStyle.INTEGER)) == []
    narrow = conventions(numbered(SMALLINT), key_style=KeyStyle.INTEGER)
    assert found(NarrowIntegerKey, narrow)[0].advice == "Make it integer, and what refers to it."


@pytest.mark.parametrize("attributes", [{"identity": Identity()}, {"default": "nextval('s'::regclass)"}, {"rank": "1"}])
def test_a_key_numbers_rows_by_identity_by_a_sequence_or_by_its_name(attributes):
    assert len(found(NarrowIntegerKey, numbered(**attributes))) == 2


def test_a_natural_key_is_fine():
    design = altered(numbered(rank="1"), "parent.id", name="year")
    assert [each.subject for each in found(NarrowIntegerKey, design)] == ["child.id"]


def test_a_key_that_refers_to_another_follows_it():
    design = design_of(*table("user"), *bare("profile"), *foreign_key("profile", "user_id", "user"))
    assert found(NarrowIntegerKey, design) == []


def test_the_key_and_all_that_refers_to_it_become_bigint():
    design = numbered()
    after = fixed(design, found(NarrowIntegerKey, design)[1])
    assert {after.fields[id].type for id in ("parent.id", "child.parent_id")} == {BIGINT}
    assert after.fields["child.id"].type == INTEGER


def test_the_sequence_of_a_serial_grows_with_it():
    owned = Sequence(id="s", schema="public", name="parent_id_seq", type="integer", owned_by="parent.id")
    other = Sequence(id="t", schema="public", name="child_id_seq", type="integer", owned_by="child.id")
    design = design_of(owned, other, base=numbered(default="nextval('s'::regclass)"))
    after = fixed(design, found(NarrowIntegerKey, design)[1])
    assert {each.id: each.type for each in after.sequences.values()} == {"s": "bigint", "t": "integer"}


def test_no_fix_where_an_expression_names_one_of_them():
    check = Check(id="c", owner="child", name="c", expression="parent_id > 0")
    child, parent = found(NarrowIntegerKey, design_of(check, base=numbered()))
    assert child.fix is not None
    assert parent.fix is None


def test_a_partition_key_is_left_to_people():
    parent = bare("log", replace(field("log", "id", INTEGER), identity=Identity()), partition_by="HASH (id)")
    part = bare("log_1", field("log_1", "id", INTEGER, inherited=True), partition_of="log", partition_bound="x")
    key = (PrimaryKey(id="k", entity="log", name="k"), KeyMember(id="k.1", key="k", field="log.id", rank="1"))
    assert only(NarrowIntegerKey, design_of(*parent, *part, *key)).fix is None
