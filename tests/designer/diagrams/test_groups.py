import pytest
from msgspec.structs import replace

from designer.diagrams.groups import LARGEST, SMALLEST, group
from designer.diagrams.scene import scene
from designer.model import Area, Schema
from tests.designer.diagrams.real import real_design
from tests.designer.diagrams.samples import many, shop_in_areas
from tests.designs import design_of, foreign_key, shop, table


def grouped(design, known=None):
    return {each.title: each.members for each in group(design, scene(design), known)}


def tables(*names):
    return [each for name in names for each in table(name)]


def test_a_small_design_is_one_group_without_a_frame():
    assert grouped(shop()) == {"": ("customer", "product", "purchase", "purchase_line")}


def test_areas_come_first_in_their_order_and_hue():
    groups = group(shop_in_areas(), scene(shop_in_areas()))
    assert [(each.title, each.hue, len(each.members)) for each in groups] == [
        ("Sales", 1, 5),
        ("Catalogue", 2, 5),
        ("Fulfilment", 3, 4),
    ]


def test_what_is_in_no_area_is_grouped_by_schema():
    design = design_of(Area(id="a", name="Core", rank="1"), *tables("user", "post"))
    design = replace(design, entities=design.entities | {"user": replace(design.entities["user"], area="a")})
    assert grouped(design) == {"Core": ("user",), "public": ("post",)}


def test_schemas_are_groups():
    design = design_of(Schema(id="auth", name="auth"), *tables("user", "post"))
    design = replace(design, entities=design.entities | {"user": replace(design.entities["user"], schema="auth")})
    assert grouped(design) == {"auth": ("user",), "public": ("post",)}


def test_names_that_share_their_first_words_are_a_group():
    names = [*(f"merge_request_{each}" for each in "abcdefgh"), *(f"Project{each.upper()}" for each in "abcdefgh")]
    names += [*(f"lone{each}" for each in "abcdefghij"), "projects"]
    found = grouped(design_of(*tables(*names)))
    assert set(found) == {"merge request", "project", "other"}
    assert "projects" in found["project"]


def test_a_lone_name_joins_the_group_it_is_related_to():
    names = [*(f"order_{each}" for each in range(12)), *(f"stock_{each}" for each in range(12)), "refund", "pallet"]
    design = design_of(
        *tables(*names), *foreign_key("refund", "order_id", "order_3"), *foreign_key("pallet", "stock_id", "stock_4")
    )
    found = grouped(design)
    assert "refund" in found["order"]
    assert "pallet" in found["stock"]


def test_names_that_share_nothing_are_grouped_by_their_relationships():
    names = [f"{each}x" for each in "abcdefghijklmnopqrstuvwxyz"]
    links = [foreign_key(name, "to_id", "ax" if index < 9 else "bx") for index, name in enumerate(names[2:18])]
    found = grouped(design_of(*tables(*names), *(each for link in links for each in link)))
    assert {title: len(members) for title, members in found.items()} == {"ax": 10, "bx": 8, "other": 8}


def test_a_prefix_that_everything_shares_is_divided():
    design = many(200)
    design = replace(
        design, entities={id: replace(each, name=f"app_{each.name}") for id, each in design.entities.items()}
    )
    sizes = [len(members) for members in grouped(design).values()]
    assert len(sizes) > 4
    assert max(sizes) < 100


def test_a_real_schema_has_groups_that_a_person_would_make():
    found = grouped(real_design("gitlab_2020"))
    assert 12 <= len(found) <= 40
    assert {"ci", "geo", "project", "vulnerability", "merge"} <= set(found)
    assert all(len(members) <= 2 * LARGEST for members in found.values())
    assert all(len(members) >= SMALLEST for members in found.values())


@pytest.mark.parametrize("new", ["order_new", "anything"])
def test_a_new_entity_regroups_no_other(new):
    names = [*(f"order_{each}" for each in range(14)), *(f"stock_{each}" for each in range(14))]
    before = design_of(*tables(*names))
    known = {entity: each.key for each in group(before, scene(before)) for entity in each.members}
    after = design_of(*tables(new), *foreign_key(new, "of_id", "order_3"), base=before)
    found = grouped(after, known)
    assert found["order"] == tuple(sorted([*names[:14], new]))
    assert found["stock"] == tuple(sorted(names[14:]))
