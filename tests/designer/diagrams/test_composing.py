from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from designer.diagrams import Detail, Layout, layout
from designer.diagrams import graphviz as engine
from designer.model import EMPTY, PUBLIC, Area, TypeName
from tests.designer.diagrams.checks import assert_sound, overlapping
from tests.designer.diagrams.real import real_design
from tests.designer.diagrams.samples import many, shop_in_areas
from tests.designs import design_of, field, foreign_key, shop, table


def edited(design, *objects):
    return design_of(*objects, base=design)


def without(design, entity):
    """The design less an entity and its relationships."""
    fields = {each.id for each in design.fields_of(entity)}
    gone = {each.id for each in (*design.relationships_of(entity), *design.relationships_to(entity))}
    return replace(
        design,
        entities={id: each for id, each in design.entities.items() if id != entity},
        fields={id: each for id, each in design.fields.items() if id not in fields},
        relationships={id: each for id, each in design.relationships.items() if id not in gone},
        relationship_members={
            id: each for id, each in design.relationship_members.items() if each.relationship not in gone
        },
    )


@pytest.mark.parametrize("design", [shop(), shop_in_areas(), many(60)], ids=["shop", "areas", "many"])
def test_boxes_are_apart_and_lines_run_around_them_to_their_rows(design):
    assert_sound(design, layout(design))


@given(st.integers(1, 45), st.integers(0, 1000))
@settings(max_examples=12, deadline=None)
def test_random_designs_are_drawn_without_overlap(count, seed):
    design = many(count, seed=seed)
    assert_sound(design, layout(design))


def test_an_empty_design_has_an_empty_picture():
    empty = layout(EMPTY)
    assert not empty.boxes
    assert empty.extent.width > 0


def test_the_same_design_is_laid_out_the_same_way():
    assert layout(shop_in_areas()) == layout(shop_in_areas())


def test_the_order_of_objects_in_the_design_does_not_matter():
    design = many(40)
    shuffled = {}
    for name in ("entities", "fields", "relationships", "relationship_members"):
        items = list(getattr(design, name).items())
        Random(7).shuffle(items)
        shuffled[name] = dict(items)
    assert layout(replace(design, **shuffled)) == layout(design)


def renamed(thing, ids):
    """A value with every id in it exchanged."""
    if isinstance(thing, str):
        return ids.get(thing, thing)
    if isinstance(thing, tuple):
        return tuple(renamed(each, ids) for each in thing)
    if isinstance(thing, dict):
        return {renamed(key, ids): renamed(each, ids) for key, each in thing.items()}
    if isinstance(thing, msgspec.Struct):
        own = {each: renamed(getattr(thing, each), ids) for each in thing.__struct_fields__ if each != "name"}
        return replace(thing, **own)
    return thing


def test_ids_do_not_matter():
    design = many(60)
    kept = {PUBLIC.id, design.conventions.id}
    ids = {each.id: f"x{index * 7919 % 100003}" for index, each in enumerate(design.objects()) if each.id not in kept}
    expected = {design.entities[id].name: box for id, box in layout(design).boxes.items()}
    other = renamed(design, ids)
    drawn = layout(other)
    assert {other.entities[id].name: box for id, box in drawn.boxes.items()} == expected
    assert {other.relationships[id].name: route for id, route in drawn.routes.items()} == {
        design.relationships[id].name: route for id, route in layout(design).routes.items()
    }


def test_a_layout_survives_json():
    whole = layout(shop_in_areas())
    assert msgspec.json.decode(msgspec.json.encode(whole), type=Layout) == whole


@pytest.mark.parametrize("design", [shop(), shop_in_areas(), many(60)], ids=["shop", "areas", "many"])
def test_laying_out_again_changes_nothing(design):
    first = layout(design)
    assert layout(design, first) == first


def test_laying_out_again_does_not_run_graphviz(monkeypatch):
    first = layout(shop())
    monkeypatch.setattr(engine, "command", lambda: pytest.fail("Graphviz was run"))
    layout(shop(), first)


# --- nothing moves ----------------------------------------------------------------------------------------------------


def test_one_more_field_moves_no_entity_and_no_other_frame():
    design = shop_in_areas()
    before = layout(design)
    after = layout(edited(design, field("warehouse", "city", rank="8")), before)
    assert {each: (box.x, box.y) for each, box in after.boxes.items()} == {
        each: (box.x, box.y) for each, box in before.boxes.items()
    }
    assert after.wired["area:sales"] == before.wired["area:sales"]
    assert after.wired["area:catalogue"] == before.wired["area:catalogue"]


def test_one_more_relationship_moves_no_entity():
    design = shop_in_areas()
    before = layout(design)
    changed = edited(design, *foreign_key("payment", "warehouse_id", "warehouse", nullable=True))
    after = layout(changed, before)
    assert_sound(changed, after)
    assert all((after.boxes[each].x, after.boxes[each].y) == (box.x, box.y) for each, box in before.boxes.items())


def test_one_more_entity_moves_no_other_and_comes_near_its_parent():
    design = shop_in_areas()
    before = layout(design)
    changed = edited(design, *table("refund"), *foreign_key("refund", "payment_id", "payment"))
    changed = replace(
        changed, entities=changed.entities | {"refund": replace(changed.entities["refund"], area="sales")}
    )
    after = layout(changed, before)
    assert_sound(changed, after)
    assert all(after.boxes[each] == box for each, box in before.boxes.items())
    parent, child = after.boxes["payment"], after.boxes["refund"]
    assert abs(child.x - parent.right) + abs(child.y - parent.y) < 700


def test_one_entity_less_moves_no_other():
    design = shop_in_areas()
    before = layout(design)
    changed = without(design, "order_line")
    after = layout(changed, before)
    assert_sound(changed, after)
    assert all(before.boxes[each] == box for each, box in after.boxes.items())


def test_a_new_area_comes_beside_the_others():
    design = shop_in_areas()
    before = layout(design)
    changed = edited(design, Area(id="people", name="People", rank="9", hue=4), *table("employee"))
    changed = replace(
        changed, entities=changed.entities | {"employee": replace(changed.entities["employee"], area="people")}
    )
    after = layout(changed, before)
    assert_sound(changed, after)
    assert all(after.boxes[each] == box for each, box in before.boxes.items())
    frames = [each.box for each in after.frames]
    assert not any(one.overlaps(other) for one in frames for other in frames if one is not other)


EDITS = st.sampled_from(["field", "entity", "link", "delete", "drag"])


@given(st.integers(0, 1000), st.lists(EDITS, min_size=1, max_size=5))
@settings(max_examples=12, deadline=None)
def test_nothing_moves_that_nothing_has_grown_into(seed, edits):
    random = Random(seed)
    design = many(18, seed=seed)
    drawn = layout(design)
    for number, edit in enumerate(edits):
        name = random.choice(sorted(design.entities))
        match edit:
            case "field":
                design = edited(design, field(name, f"more_{number}", rank="7"))
            case "link":
                design = edited(design, *foreign_key(name, f"link_{number}", random.choice(sorted(design.entities))))
            case "entity":
                design = edited(design, *table(f"new_{number}"), *foreign_key(f"new_{number}", "of_id", name))
            case "delete":
                design = without(design, name)
            case "drag":
                box = drawn.boxes[name]
                design = dragged(design, name, box.x + random.randint(400, 900), box.y + random.randint(-300, 300))
        before, drawn = drawn, layout(design, drawn)
        pinned = {id for id, each in design.entities.items() if each.x is not None}
        assert all({one, other} <= pinned for one, other in overlapping(drawn))
        if not overlapping(drawn):
            assert_sound(design, drawn)
        moved = {
            each
            for each, box in drawn.boxes.items()
            if each in before.boxes and (box.x, box.y) != (before.boxes[each].x, before.boxes[each].y)
        }
        grown = {each for each, box in drawn.boxes.items() if box.height > before.boxes.get(each, box).height}
        assert not moved or grown or edit == "drag"


def test_an_entity_that_grows_pushes_down_what_it_would_cover():
    design = shop_in_areas()
    before = layout(design)
    grown = edited(design, *(field("shipment", f"note_{number}", rank="8") for number in range(12)))
    after = layout(grown, before)
    assert_sound(grown, after)
    assert (after.boxes["shipment"].x, after.boxes["shipment"].y) == (
        before.boxes["shipment"].x,
        before.boxes["shipment"].y,
    )
    assert all(after.boxes[each].x == box.x for each, box in before.boxes.items())


# --- by hand ----------------------------------------------------------------------------------------------------------


def dragged(design, entity, x, y):
    return replace(design, entities=design.entities | {entity: replace(design.entities[entity], x=x, y=y)})


@pytest.mark.parametrize("previous", [True, False])
def test_a_dragged_entity_stands_where_it_was_put(previous):
    design = shop()
    before = layout(design) if previous else None
    moved = dragged(design, "customer", 900.0, 700.0)
    after = layout(moved, before)
    assert (after.boxes["customer"].x, after.boxes["customer"].y) == (900.0, 700.0)
    assert_sound(moved, after)


def test_what_a_dragged_entity_would_cover_makes_room():
    design = shop()
    before = layout(design)
    onto = before.boxes["product"]
    moved = dragged(design, "customer", onto.x + 10, onto.y + 10)
    after = layout(moved, before)
    assert (after.boxes["customer"].x, after.boxes["customer"].y) == (onto.x + 10, onto.y + 10)
    assert not overlapping(after)


def test_two_entities_put_on_one_another_are_drawn_all_the_same():
    design = dragged(dragged(shop(), "purchase", 10.0, 10.0), "purchase_line", 20.0, 20.0)
    assert set(layout(design).routes) == set(design.relationships)


def test_a_changed_area_moves_the_entity_into_its_frame():
    design = shop_in_areas()
    before = layout(design)
    changed = replace(design, entities=design.entities | {"price": replace(design.entities["price"], area="sales")})
    after = layout(changed, before)
    frame = after.frame_of["price"]
    assert frame.key == "area:sales"
    assert frame.box.x < after.boxes["price"].x < frame.box.right
    assert_sound(changed, after)


# --- detail and size --------------------------------------------------------------------------------------------------


def test_a_layout_of_names_is_smaller():
    design = many(40)
    names, whole = layout(design, detail=Detail.NAMES), layout(design)
    assert_sound(design, names)
    assert names.extent.width * names.extent.height < whole.extent.width * whole.extent.height / 2


def test_a_new_type_of_a_field_routes_its_frame_alone():
    design = shop_in_areas()
    before = layout(design)
    sku = replace(design.fields["product_variant.sku"], type=TypeName("integer"))
    after = layout(replace(design, fields=design.fields | {sku.id: sku}), before)
    assert after.boxes == before.boxes
    assert after.routes == before.routes


@pytest.mark.parametrize("name", ["adventureworks", "gitlab_2020", "langfuse", "liam", "northwind", "pagila"])
def test_real_schemas_are_drawn_in_the_shape_of_a_screen(name):
    design = real_design(name)
    first = layout(design)
    assert_sound(design, first)
    assert layout(design, first) == first
    assert 0.8 < first.extent.width / first.extent.height < 2.5
