import pytest
from hypothesis import given, settings

from designer.changes import apply, match
from designer.checklist import check, fix_all
from designer.model import UpdatedAt, problems
from designer.postgres import scratch_database
from tests.designer.checklist.designs import conventions, design_of, errors, field, foreign_key, table, without
from tests.designer.checklist.test_check import faulty
from tests.designer.checklist.test_real_schemas import imported
from tests.designer.migrations.running import built, differences
from tests.designer.strategies import designs

ANNOTATIONS = {"sensitive", "rationale", "updated_at"}


def test_all_that_can_be_fixed_is():
    design = faulty()
    after = apply(design, fix_all(design, check(design).diagnostics))
    assert problems(after) == ()
    assert [each.rule for each in check(after).diagnostics] == ["REL-002", "NAM-001"]


def test_only_what_is_asked_for_is_fixed():
    design = faulty()
    report = check(design)
    after = apply(design, fix_all(design, report.of("customer")))
    assert not check(after).of("customer")
    assert check(after).of("product") != ()


def test_one_index_serves_two_rules():
    design = without(
        design_of(*table("users"), *table("post"), *foreign_key("post", "user_id", "users")),
        "ix_post_user_id",
        "ix_post_user_id.1",
    )
    found = check(design).diagnostics
    assert [each.rule for each in found if each.fix] == ["OWN-001", "IDX-001"]
    after = apply(design, fix_all(design, found))
    assert [each.name for each in after.indexes_of("post")] == ["ix_post_user_id"]


def test_one_function_serves_every_trigger_of_a_schema():
    design = conventions(design_of(*table("a"), *table("b"), *table("c")), updated_at=UpdatedAt.TRIGGER)
    after = apply(design, fix_all(design, check(design).diagnostics))
    assert problems(after) == ()
    assert check(after).diagnostics == ()
    assert sorted(each.name for each in after.sql_objects.values()) == ["set_updated_at"] * 3 + ["set_updated_at()"]


def test_nothing_to_fix_is_no_change():
    design = design_of(*table("a", field("a", "name")))
    assert fix_all(design, check(design).diagnostics) == ()


@settings(max_examples=40, deadline=None)
@given(designs())
def test_afterwards_no_fix_is_left_and_no_error_has_come(design):
    after = apply(design, fix_all(design, check(design).diagnostics))
    assert problems(after) == ()
    # What a fix brings (the key of an entity) may bring findings of its own.
    assert errors(after) <= errors(design)
    before = {(each.rule, each.object) for each in check(design).diagnostics}
    left = {(each.rule, each.object) for each in check(after).diagnostics if each.fix}
    assert not left & before


@pytest.mark.parametrize("name", ["northwind", "tbls_testdb", "azimutt"])
def test_law_8_the_design_with_all_fixes_is_what_postgresql_makes_of_it(name):
    design = conventions(imported(name), updated_at=UpdatedAt.TRIGGER)
    after = apply(design, fix_all(design, check(design).diagnostics))
    assert problems(after) == ()
    with scratch_database() as database:
        made = match(after, built(database, after)).design
    found = differences(after, made)
    assert [each for each in found if getattr(each, "attribute", "") not in ANNOTATIONS] == []
