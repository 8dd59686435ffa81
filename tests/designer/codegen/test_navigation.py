from msgspec.structs import replace

from designer.codegen.names import name_design
from designer.model import Design
from tests.designer.codegen.designs import letters, plain_table, reference, tenants
from tests.designs import design_of, field, foreign_key, shop, table


def _ends(design: Design) -> dict[str, tuple[str, str]]:
    return dict(name_design(design).ends)


def test_the_child_calls_the_parent_as_its_field_does() -> None:
    assert _ends(shop()) == {
        "purchase_customer_id_fkey": ("customer", "purchases"),
        "purchase_line_product_id_fkey": ("product", "purchase_lines"),
        "purchase_line_purchase_id_fkey": ("purchase", "purchase_lines"),
    }


def test_several_relationships_to_one_parent_are_told_apart_on_both_sides() -> None:
    ends = _ends(letters())
    assert ends["letter_sender_id_fkey"] == ("sender", "sender_letters")
    assert ends["letter_recipient_id_fkey"] == ("recipient", "recipient_letters")


def test_a_tree_has_a_parent_and_children() -> None:
    assert _ends(letters())["person_parent_id_fkey"] == ("parent", "children")


def test_one_to_one_is_singular_on_both_sides() -> None:
    assert _ends(letters())["passport_person_id_fkey"] == ("person", "passport")


def test_a_composite_key_is_named_by_the_field_that_it_alone_holds() -> None:
    ends = _ends(tenants())
    assert ends["member_manager"][0] == "manager"
    assert ends["team_owner"][0] == "owner"
    assert ends["team_tenant"] == ("tenant", "teams")


def test_a_field_called_like_its_parent_leaves_the_name_to_the_field() -> None:
    design = design_of(
        *plain_table("person"),
        *plain_table("pet", field("pet", "person")),
        *reference("pet_person", "pet", "person", ("person", "id")),
    )
    assert _ends(design)["pet_person"] == ("person_person", "pets")


def test_a_key_that_refers_to_itself_leads_nowhere() -> None:
    assert _ends(design_of(*plain_table("a"), *reference("r", "a", "a", ("id", "id")))) == {}


def test_names_that_a_person_chose_come_first() -> None:
    design = shop()
    chosen = replace(
        design.relationships["purchase_line_purchase_id_fkey"], child_name="product", parent_name="metadata"
    )
    design = design_of(chosen, base=design)
    ends = _ends(design)
    assert ends["purchase_line_purchase_id_fkey"] == ("product", "metadata_")
    assert ends["purchase_line_product_id_fkey"][0] == "product_product"


def test_tables_without_a_key_have_no_relationships() -> None:
    design = design_of(
        *table("customer"),
        *plain_table("log", field("log", "customer_id"), key=()),
        *reference("log_customer", "log", "customer", ("customer_id", "id")),
        *foreign_key("customer", "parent_id", "customer", nullable=True),
    )
    assert list(_ends(design)) == ["customer_parent_id_fkey"]
