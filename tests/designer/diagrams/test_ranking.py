from designer.diagrams.ranking import columns_between
from designer.diagrams.scene import scene
from designer.diagrams.shape import Detail, shapes
from tests.designs import design_of, foreign_key, shop, table


def columns(design):
    drawn = scene(design)
    sizes = shapes(design, drawn, Detail.ALL, ())
    return columns_between(list(drawn.entities), drawn.links.values(), sizes, (96, 36))


def hub(count, *, reverse=False):
    objects = [*table("hub")]
    for number in range(count):
        objects += table(f"leaf_{number:02}")
        objects += foreign_key(
            *(("hub", f"l{number}_id", f"leaf_{number:02}") if reverse else (f"leaf_{number:02}", "hub_id", "hub"))
        )
    return design_of(*objects)


def test_a_few_children_stand_beside_their_parent():
    assert set(columns(shop()).values()) == {1}


def test_the_children_of_a_hub_make_a_block():
    spread = list(columns(hub(30)).values())
    assert max(spread) >= 3
    assert max(spread.count(each) for each in set(spread)) <= 12


def test_so_do_the_parents_of_what_refers_to_many():
    assert max(columns(hub(30, reverse=True)).values()) >= 3


def test_entities_that_refer_to_one_another_have_ranks_too():
    design = design_of(*table("a"), *table("b"), *foreign_key("a", "b_id", "b"), *foreign_key("b", "a_id", "a"))
    assert set(columns(design).values()) == {1}
