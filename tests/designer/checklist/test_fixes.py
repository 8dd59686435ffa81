"""Law 8: every fix a rule offers makes that diagnostic go away, adds no error, and keeps the design valid."""

from hypothesis import given, settings

from designer.changes import apply as applied
from designer.changes import decode_changes, encode_changes, invert
from designer.checklist import check
from designer.model import UpdatedAt
from tests.designer.checklist.designs import conventions, design_of, field, fixed, table
from tests.designer.checklist.test_check import faulty
from tests.designer.strategies import designs


def test_law_8_on_a_design_with_faults():
    design = faulty()
    offered = [each for each in check(design).diagnostics if each.fix]
    assert [each.rule for each in offered] == ["KEY-001", "SEC-001", "IDX-001", "TIM-001"]
    for each in offered:
        fixed(design, each)


@settings(max_examples=60, deadline=None)
@given(designs())
def test_law_8_on_random_designs(design):
    for convention in UpdatedAt:
        ruled = conventions(design, updated_at=convention)
        for each in check(ruled).diagnostics:
            if each.fix:
                fixed(ruled, each)


def test_fixes_of_one_check_do_not_collide():
    design = design_of(*(each for name in ("a", "b") for each in table(name, field(name, "password"))), base=faulty())
    after = design
    for each in check(design).diagnostics:
        if each.fix:
            after = applied(after, each.fix.changes)
    assert [each.rule for each in check(after).diagnostics] == ["REL-002", "NAM-001"]


def test_a_fix_can_be_stored_and_undone():
    design = faulty()
    for each in check(design).diagnostics:
        if each.fix:
            changes = decode_changes(encode_changes(each.fix.changes))
            assert changes == each.fix.changes
            assert applied(applied(design, changes), invert(changes)) == design
