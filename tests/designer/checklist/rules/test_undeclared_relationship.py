import pytest

from designer.checklist import Severity
from designer.checklist.rules.undeclared_relationship import UndeclaredRelationship
from designer.model import TypeName
from tests.designer.checklist.designs import bare, child_of_parent, design_of, field, foreign_key, found, only, table
from tests.designs import TEXT, UUID, shop


def visit(name: str, *others: str, type=UUID, entity="visit", parents=("customer", "address", "ci_pipelines")):
    return design_of(
        *(each for parent in parents for each in table(parent)),
        *table(entity, field(entity, name, type)),
        *(field(entity, other) for other in others),
    )


@pytest.mark.parametrize("design", [shop(), child_of_parent()])
def test_declared_relationships_are_fine(design):
    assert found(UndeclaredRelationship, design) == []


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("customer_id", "customer"),
        ("customerId", "customer"),
        ("billing_address_id", "address"),
        ("parent_customer_id", "customer"),
    ],
)
def test_a_name_that_means_an_entity_is_a_warning(name, parent):
    diagnostic = only(UndeclaredRelationship, visit(name))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.message == f"visit.{name} looks like a reference to {parent}, and no relationship joins them."
    assert diagnostic.fix is None


def test_the_prefix_of_the_own_name_helps():
    assert "ci_pipelines" in only(UndeclaredRelationship, visit("pipeline_id", entity="ci_builds")).message


def test_parent_id_means_the_entity_itself():
    assert "a reference to visit," in only(UndeclaredRelationship, visit("parent_id")).message


def test_an_unknown_name_with_the_type_of_a_key_is_a_remark():
    assert only(UndeclaredRelationship, visit("author_id")).severity is Severity.INFO


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("stripe_customer_id", TEXT),
        ("external_id", UUID),
        ("session_id", UUID),
        ("author_id", TEXT),
        ("customer_id", TypeName("boolean")),
        ("author_id", TypeName("bigint")),
        ("grid", UUID),
        ("_id", UUID),
        ("visit_id", UUID),
    ],
)
def test_other_ids_are_fine(name, type):
    assert found(UndeclaredRelationship, visit(name, type=type)) == []


def test_an_id_with_a_type_beside_it_refers_to_several_entities():
    assert found(UndeclaredRelationship, visit("customer_id", "customer_type")) == []


def test_an_entity_own_key_is_no_reference():
    design = design_of(*bare("customer", field("customer", "customer_id", UUID)), *table("visit"))
    assert found(UndeclaredRelationship, design) == []


def test_a_key_of_another_type_is_not_meant():
    design = visit("customer_id", type=TypeName("integer"))
    assert found(UndeclaredRelationship, design) == []


def test_a_relationship_of_the_partitions_counts():
    parent = bare("pay", field("pay", "customer_id", UUID), partition_by="LIST (customer_id)")
    part = bare("pay_1", partition_of="pay", partition_bound="DEFAULT")
    key = foreign_key("pay_1", "customer_id", "customer")
    assert found(UndeclaredRelationship, design_of(*table("customer"), *parent, *part, *key)) == []
