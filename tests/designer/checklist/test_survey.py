from designer.checklist.survey import Survey
from designer.model import RelationshipMember, Schema
from tests.designer.checklist.designs import altered, bare, design_of, field, foreign_key, table
from tests.designs import UUID, shop


def test_entities_by_name_without_partitions_and_tables_of_tools():
    design = design_of(
        *bare("b"), *bare("a", partition_by="LIST (x)"), *bare("a_1", partition_of="a"), *bare("alembic_version")
    )
    assert [each.name for each in Survey(design).entities] == ["a", "b"]


def test_heirs_at_any_depth_each_once():
    design = design_of(
        *bare("a"), *bare("b", inherits=("a",)), *bare("c", inherits=("a",)), *bare("d", inherits=("b", "c"))
    )
    assert sorted(Survey(design).heirs("a")) == ["b", "c", "d"]
    assert Survey(design).heirs("d") == ()


def test_a_field_with_those_of_its_heirs():
    design = design_of(*bare("a", field("a", "x")), *bare("b", field("b", "x", inherited=True), inherits=("a",)))
    assert [each.id for each in Survey(design).with_heirs(design.fields["a.x"])] == ["a.x", "b.x"]


def test_a_link_joins_two_others_and_holds_nothing_else():
    link = (*bare("link"), *foreign_key("link", "a_id", "a"), *foreign_key("link", "b_id", "b"))
    design = design_of(*table("a"), *table("b"), *link)
    assert Survey(design).is_link(design.entities["link"])
    assert not Survey(design).is_link(design.entities["a"])
    noted = design_of(field("link", "note"), base=design)
    assert not Survey(noted).is_link(noted.entities["link"])


def test_a_child_of_one_parent_is_no_link():
    design = design_of(*table("a"), *bare("child"), *foreign_key("child", "a_id", "a"))
    assert not Survey(design).is_link(design.entities["child"])


def test_names_for_people():
    design = altered(design_of(Schema(id="s", name="sales"), base=shop()), "purchase", schema="s")
    survey = Survey(design)
    assert survey.name_of(design.entities["purchase"]) == "sales.purchase"
    assert survey.name_of(design.fields["purchase.note"]) == "sales.purchase.note"
    assert survey.name_of(design.relationships["purchase_customer_id_fkey"]) == "sales.purchase.customer_id"


def test_a_composite_foreign_key_is_named_by_all_its_fields():
    more = (
        field("b", "tenant", UUID),
        field("a", "tenant", UUID),
        RelationshipMember(id="m2", relationship="b_a_id_fkey", field="b.tenant", target_field="a.tenant", rank="2"),
    )
    design = design_of(*table("a"), *table("b"), *foreign_key("b", "a_id", "a"), *more)
    assert Survey(design).name_of(design.relationships["b_a_id_fkey"]) == "b (a_id, tenant)"
