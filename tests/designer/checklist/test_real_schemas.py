"""The checklist on schemas that people made, read by PostgreSQL."""

from collections import Counter
from functools import lru_cache
from itertools import islice

import pytest

from designer.checklist import Diagnostic, check
from designer.importers import read_sql
from designer.model import Design, UpdatedAt
from tests.designer.checklist.designs import conventions, fixed
from tests.shared_schemas import real_schema

SOME = ("chinook", "northwind", "tbls_testdb", "azimutt", "liam", "edfi_admin", "pagila")


@lru_cache
def imported(name: str) -> Design:
    design, _ = read_sql(real_schema(name))
    return design


def said(name: str, rule: str) -> list[str]:
    return [each.subject for each in check(imported(name)).diagnostics if each.rule == rule]


def test_chinook_is_told_what_it_lacks():
    counts = Counter(each.rule for each in check(imported("chinook")).diagnostics)
    # 11 foreign keys, all indexed; capitals everywhere; nobody chose ON DELETE.
    assert counts == {
        "NAM-001": 75, "TIM-002": 11, "REL-002": 11, "KEY-002": 10, "NUL-001": 4, "TIM-001": 3, "KEY-003": 2,
    }  # fmt: skip


def test_foreign_keys_without_an_index_are_found():
    assert said("chinook", "IDX-001") == []
    assert said("employee", "IDX-001") == ["dept_emp.dept_no", "dept_manager.dept_no"]


def test_references_that_nobody_declared_are_found():
    assert said("azimutt", "REL-003") == ["clever_cloud_resources.user_id", "events.project_id"]


def test_secrets_are_found():
    assert said("azimutt", "SEC-001") == [
        "clever_cloud_resources.logplex_token", "user_tokens.token", "users.hashed_password",
    ]  # fmt: skip
    assert said("pagila", "SEC-001") == ["staff.password"]


def test_partitions_are_not_told_one_by_one():
    assert not any("payment_p" in each.subject for each in check(imported("pagila")).diagnostics)


@pytest.mark.parametrize("name", SOME)
def test_law_8_holds(name):
    design = conventions(imported(name), updated_at=UpdatedAt.TRIGGER)
    offered = [each for each in check(design).diagnostics if each.fix]
    assert offered
    for each in _a_few_of_each_rule(offered):
        fixed(design, each)


def _a_few_of_each_rule(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    rules = dict.fromkeys(each.rule for each in diagnostics)
    return [found for rule in rules for found in islice((each for each in diagnostics if each.rule == rule), 3)]
