import pytest

from designer.checklist import Severity
from designer.checklist.rules.mismatched_foreign_key_type import MismatchedForeignKeyType, mismatch
from designer.checklist.survey import Survey
from designer.model import Check, Domain, Index, IndexMember, TypeName, TypeRef, parse_type
from tests.designer.checklist.designs import altered, child_of_parent, design_of, fixed, found, only
from tests.designs import shop


def typed(child: str, parent: str):
    design = child_of_parent()
    design = altered(design, "parent.id", type=parse_type(design, parent), default=None)
    return altered(design, "child.parent_id", type=parse_type(design, child))


def test_one_type_on_both_sides_is_fine():
    assert found(MismatchedForeignKeyType, shop()) == []


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("integer", "bigint"),
        ("smallint", "integer"),
        ("varchar(20)", "varchar(50)"),
        ("varchar(20)", "text"),
        ("text", "uuid"),
        ("numeric(10,2)", "numeric(12,2)"),
        ("char(8)", "varchar(8)"),
        ("text", "citext"),
        ("integer[]", "integer"),
        ("timestamp", "timestamptz"),
    ],
)
def test_a_field_that_cannot_hold_every_key_is_an_error(child, parent):
    assert only(MismatchedForeignKeyType, typed(child, parent)).severity is Severity.ERROR


@pytest.mark.parametrize(
    ("child", "parent"), [("bigint", "integer"), ("varchar(50)", "varchar(20)"), ("text", "varchar(36)")]
)
def test_a_wider_field_is_a_warning_and_nothing_is_narrowed(child, parent):
    diagnostic = only(MismatchedForeignKeyType, typed(child, parent))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.fix is None


def test_the_advice_is_the_wider_type_on_either_side():
    assert only(MismatchedForeignKeyType, typed("integer", "bigint")).advice == (
        "Give both one type: make child.parent_id bigint."
    )
    assert only(MismatchedForeignKeyType, typed("bigint", "integer")).advice == (
        "Give both one type: make parent.id bigint."
    )


@pytest.mark.parametrize(("child", "parent"), [("text", "varchar"), ("varchar(9)", "varchar(9)"), ("uuid", "uuid")])
def test_two_spellings_of_the_same_room_are_fine(child, parent):
    assert found(MismatchedForeignKeyType, typed(child, parent)) == []


def test_a_domain_counts_as_what_is_under_it():
    design = design_of(Domain(id="code", schema="public", name="code", type=TypeName("bigint")))
    survey = Survey(design)
    assert mismatch(survey, TypeRef("code"), TypeName("bigint")) is None
    assert mismatch(survey, TypeName("integer"), TypeRef("code")) is Severity.ERROR


def test_widening_the_foreign_key_is_offered():
    design = typed("integer", "bigint")
    assert fixed(design, only(MismatchedForeignKeyType, design)).fields["child.parent_id"].type == TypeName("bigint")


def test_no_fix_where_an_expression_names_the_field():
    design = typed("integer", "bigint")
    check = Check(id="c", owner="child", name="c", expression="parent_id > 0")
    assert only(MismatchedForeignKeyType, design_of(check, base=design)).fix is None
    index = Index(id="i", entity="child", name="i", where="parent_id > 0")
    member = IndexMember(id="i.1", index="i", field="child.id", rank="1")
    assert only(MismatchedForeignKeyType, design_of(index, member, base=design)).fix is None


def test_another_kind_of_type_is_left_to_people():
    assert only(MismatchedForeignKeyType, typed("text", "uuid")).fix is None
