from designer.edits import alter_area, assign_area, new_area, place_entities
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop


def test_an_area_takes_the_colour_that_is_used_least() -> None:
    design, first = made(shop(), new_area(shop(), " Sales ", entities=["customer", "purchase", "customer"]))
    assert (design.areas[first].name, design.areas[first].hue) == ("Sales", 1)
    assert {each.id for each in design.entities.values() if each.area == first} == {"customer", "purchase"}
    design, second = made(design, new_area(design, "Catalogue"))
    assert design.areas[second].hue == 2
    assert design.areas[first].rank < design.areas[second].rank


def test_an_area_is_altered_and_entities_leave_it() -> None:
    design, area = made(shop(), new_area(shop(), "Sales", entities=["customer"]))
    design = done(design, alter_area(design, area, name="Trade", hue=6))
    assert (design.areas[area].name, design.areas[area].hue) == ("Trade", 6)
    design = done(design, assign_area(design, None, ["customer"]))
    assert design.entities["customer"].area is None


def test_mistakes_are_told() -> None:
    design, area = made(shop(), new_area(shop(), "Sales"))
    assert sole(refused(new_area, design, " ")) == ("", "name", "Give it a name.")
    message = "There are six colours: choose one from 1 to 6."
    assert sole(refused(new_area, design, "x", hue=7)) == ("", "hue", message)
    assert sole(refused(alter_area, design, area, hue=0)) == (area, "hue", message)
    assert sole(refused(assign_area, design, "gone", ["customer"]))[1] == "area"
    assert sole(refused(assign_area, design, area, ["gone"]))[1] == "entities"


def test_entities_are_placed_and_given_back() -> None:
    design = done(shop(), place_entities(shop(), {"customer": (10.0, 20.5), "product": (0.0, 0.0)}))
    assert (design.entities["customer"].x, design.entities["customer"].y) == (10.0, 20.5)
    design = done(design, place_entities(design, {"customer": None}))
    assert (design.entities["customer"].x, design.entities["customer"].y) == (None, None)
