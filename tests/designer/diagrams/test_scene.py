from msgspec.structs import replace

from designer.diagrams.scene import scene
from designer.model import Entity
from tests.designs import design_of, foreign_key, shop, table


def partition(name, of):
    return [
        replace(each, partition_of=of, partition_bound="DEFAULT") if isinstance(each, Entity) else each
        for each in table(name)
    ]


def test_every_entity_and_relationship_is_drawn():
    drawn = scene(shop())
    assert list(drawn.entities) == ["customer", "product", "purchase", "purchase_line"]
    assert {each.parent for each in drawn.links.values()} == {"customer", "product", "purchase"}


def test_a_link_runs_between_rows():
    link = scene(shop()).links["purchase_customer_id_fkey"]
    assert (link.child_field, link.parent_field) == ("purchase.customer_id", "customer.id")
    assert link.required
    assert not link.single


def test_partitions_of_partitions_are_folded_into_the_outermost_table():
    drawn = scene(design_of(*table("log"), *partition("log_1", "log"), *partition("log_1a", "log_1")))
    assert list(drawn.entities) == ["log"]
    assert drawn.partitions == {"log": 2}


def test_relationships_of_partitions_are_drawn_once_from_their_table():
    design = design_of(
        *table("person"),
        *table("log"),
        *foreign_key("log", "person_id", "person"),
        *partition("log_1", "log"),
        *foreign_key("log_1", "person_id", "person"),
        *partition("log_2", "log"),
        *foreign_key("log_2", "person_id", "person"),
    )
    drawn = scene(design)
    assert [(each.child, each.parent) for each in drawn.links.values()] == [("log", "person")]


def test_partitions_of_one_another_are_drawn_all_the_same():
    design = design_of(*partition("a", "b"), *partition("b", "a"))
    assert set(scene(design).entities) <= {"a", "b"}
