import pytest

from designer.checklist import Severity
from designer.checklist.rules.unindexed_foreign_key import UnindexedForeignKey
from designer.model import Index, IndexMember, KeyMember, PrimaryKey, RelationshipMember, TypeName, Unique
from tests.designer.checklist.designs import (
    altered,
    bare,
    child_of_parent,
    design_of,
    field,
    fixed,
    foreign_key,
    found,
    only,
    table,
    without,
)  # fmt: skip
from tests.designs import UUID, shop

UNINDEXED = without(child_of_parent(), "ix_child_parent_id", "ix_child_parent_id.1")


def index(*fields: str, entity="child", included=(), **attributes):
    members = [
        IndexMember(id=f"i.{number}", index="i", field=f"{entity}.{name}", rank=str(number), included=name in included)
        for number, name in enumerate(fields, 1)
    ]
    return (Index(id="i", entity=entity, name="i", **attributes), *members)


def with_index(*fields: str, **attributes):
    return design_of(*index(*fields, **attributes), base=UNINDEXED)


def test_indexed_foreign_keys_are_fine():
    assert found(UnindexedForeignKey, shop()) == []


def test_a_foreign_key_without_an_index_is_a_warning():
    diagnostic = only(UnindexedForeignKey, UNINDEXED)
    assert (diagnostic.severity, diagnostic.subject) == (Severity.WARNING, "child.parent_id")
    assert diagnostic.advice == "Add an index on (parent_id)."


def test_an_index_can_be_added():
    after = fixed(UNINDEXED, only(UnindexedForeignKey, UNINDEXED))
    assert [(each.name, each.rationale) for each in after.indexes_of("child")] == [
        ("ix_child_parent_id", "Foreign key to parent: joins, and deletes of its rows.")
    ]


@pytest.mark.parametrize(
    "design",
    [
        with_index("parent_id", "created_at"),
        with_index("parent_id", where="parent_id IS NOT NULL"),
        with_index("parent_id", where="(parent_id IS NOT NULL) AND (created_at IS NOT NULL)"),
        with_index("parent_id", method="hash"),
        with_index("parent_id", unique=True),
        with_index("parent_id", "id", included=("id",)),
    ],
)
def test_an_index_that_begins_with_it_serves(design):
    assert found(UnindexedForeignKey, design) == []


@pytest.mark.parametrize(
    "design",
    [
        with_index("created_at", "parent_id"),
        with_index("parent_id", where="created_at > '2020-01-01'"),
        with_index("parent_id", where="parent_id IS NULL"),
        with_index("parent_id", where="parent_id IS NOT NULL OR created_at IS NULL"),
        with_index("parent_id", method="brin"),
        with_index("id", "parent_id", included=("parent_id",)),
        design_of(
            Index(id="i", entity="child", name="i"),
            IndexMember(id="i.1", index="i", expression="lower(parent_id::text)", rank="1"),
            IndexMember(id="i.2", index="i", field="child.parent_id", rank="2"),
            base=UNINDEXED,
        ),
    ],
)
def test_an_index_that_does_not_find_every_child_does_not_serve(design):
    assert len(found(UnindexedForeignKey, design)) == 1


def test_a_predicate_on_an_optional_field_leaves_out_children():
    design = design_of(field("child", "note", nullable=True), base=UNINDEXED)
    design = design_of(*index("parent_id", where="note IS NOT NULL"), base=design)
    assert len(found(UnindexedForeignKey, design)) == 1


def composite(*order: str):
    """A child that refers to (tenant_id, number), with a unique key over `order`."""
    objects = [
        *table("parent", field("parent", "tenant_id", UUID), field("parent", "number", TypeName("bigint"), rank="6"))
    ]
    objects += table("child", field("child", "tenant_id", UUID), field("child", "number", TypeName("bigint"), rank="6"))
    objects += [Unique(id="k", entity="parent", name="k")]
    objects += [
        KeyMember(id=f"k.{name}", key="k", field=f"parent.{name}", rank=name[-1]) for name in ("tenant_id", "number")
    ]
    (_, relationship, _, _, _) = foreign_key("child", "link", "parent")
    objects.append(relationship)
    objects += [
        RelationshipMember(
            id=f"r.{name}",
            relationship=relationship.id,
            field=f"child.{name}",
            target_field=f"parent.{name}",
            rank=rank,
        )
        for rank, name in (("1", "tenant_id"), ("2", "number"))
    ]
    if order:
        objects.append(Unique(id="u", entity="child", name="u"))
    objects += [
        KeyMember(id=f"u.{rank}", key="u", field=f"child.{name}", rank=str(rank)) for rank, name in enumerate(order, 1)
    ]
    return design_of(*objects)


@pytest.mark.parametrize("order", [("tenant_id", "number"), ("number", "tenant_id"), ("number", "tenant_id", "id")])
def test_a_composite_foreign_key_is_served_in_any_order(order):
    assert found(UnindexedForeignKey, composite(*order)) == []


@pytest.mark.parametrize("order", [(), ("tenant_id",), ("tenant_id", "id", "number")])
def test_a_composite_foreign_key_needs_all_its_fields_first(order):
    design = composite(*order)
    diagnostic = only(UnindexedForeignKey, design)
    assert diagnostic.subject == "child (tenant_id, number)"
    fixed(design, diagnostic)


def test_an_included_field_is_not_searched_by():
    covering = (
        Index(id="i", entity="child", name="i"),
        IndexMember(id="i.1", index="i", field="child.tenant_id", rank="1"),
        IndexMember(id="i.2", index="i", field="child.number", rank="2", included=True),
    )
    assert len(found(UnindexedForeignKey, design_of(*covering, base=composite()))) == 1


def test_the_primary_key_of_a_link_serves_its_first_foreign_key_alone():
    link = without(
        design_of(
            *table("a"),
            *table("b"),
            *bare("link"),
            *foreign_key("link", "a_id", "a"),
            *foreign_key("link", "b_id", "b"),
        ),
        *(f"ix_link_{name}{suffix}" for name in ("a_id", "b_id") for suffix in ("", ".1")),
    )
    key = (
        PrimaryKey(id="k", entity="link", name="k"),
        KeyMember(id="k.1", key="k", field="link.a_id", rank="1"),
        KeyMember(id="k.2", key="k", field="link.b_id", rank="2"),
    )
    assert only(UnindexedForeignKey, design_of(*key, base=link)).subject == "link.b_id"


def test_a_taken_index_name_is_passed_by():
    design = altered(UNINDEXED, "parent", name="ix_child_parent_id")
    assert [each.name for each in fixed(design, only(UnindexedForeignKey, design)).indexes_of("child")] == [
        "ix_child_parent_id1"
    ]


def test_partitions_would_need_an_index_each():
    design = altered(UNINDEXED, "child", partition_by="HASH (id)")
    part = bare("child_1", partition_of="child", partition_bound="FOR VALUES WITH (modulus 1, remainder 0)")
    assert only(UnindexedForeignKey, design_of(*part, base=design)).fix is None
