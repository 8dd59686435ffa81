import pytest

from designer.checklist import Severity
from designer.checklist.rules.loose_ownership import LooseOwnership
from tests.designer.checklist.designs import conventions, design_of, fixed, foreign_key, found, only, table, without

INDEX = ("ix_post_user_id", "ix_post_user_id.1")


def post(parent: str = "users", name: str = "user_id", **attributes: object):
    return design_of(*table(parent), *table("post"), *foreign_key("post", name, parent, **attributes))


def test_a_required_indexed_decided_owner_is_fine():
    assert found(LooseOwnership, post()) == []


@pytest.mark.parametrize(("parent", "name"), [("user", "user_id"), ("users", "owner_id"), ("account", "account_id")])
def test_an_owner_that_may_be_missing_is_an_error(parent, name):
    diagnostic = only(LooseOwnership, post(parent, name, nullable=True))
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.subject == f"post.{name}"
    assert "the owner may be missing" in diagnostic.message
    assert diagnostic.fix is None


def test_an_undecided_deletion_is_told():
    diagnostic = only(LooseOwnership, post(on_delete=None))
    assert diagnostic.advice == "Choose ON DELETE."


def test_every_fault_is_told_at_once():
    diagnostic = only(LooseOwnership, without(post(nullable=True, on_delete=None), *INDEX))
    assert diagnostic.advice == "Make it required, index it and choose ON DELETE."


def test_a_missing_index_alone_can_be_added():
    design = without(post(), *INDEX)
    after = fixed(design, only(LooseOwnership, design))
    assert [index.name for index in after.indexes_of("post")] == ["ix_post_user_id"]


@pytest.mark.parametrize("name", ["reviewer_id", "created_by", "assignee_id", "deleted_by_user"])
def test_other_relationships_to_users_own_nothing(name):
    assert found(LooseOwnership, post("users", name, nullable=True)) == []


def test_a_parent_that_is_nobody_owns_nothing():
    assert found(LooseOwnership, post("project", "owner_id", nullable=True)) == []


def test_the_convention_names_the_owner():
    design = conventions(post("customer", "customer_id", nullable=True), owner_entity="customer")
    assert only(LooseOwnership, design).subject == "post.customer_id"


def test_with_a_convention_nobody_else_is_an_owner():
    design = conventions(post(nullable=True), owner_entity="post")
    assert found(LooseOwnership, design) == []
