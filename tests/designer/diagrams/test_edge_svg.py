from xml.etree import ElementTree

import pytest

from designer.diagrams.edge_svg import Many, child_end, edge_svg, parent_end
from designer.diagrams.scene import Link, scene
from designer.model import KeyMember, Unique
from tests.designs import design_of, foreign_key, table

ROUTE = ((200.0, 100.0), (150.0, 100.0), (150.0, 50.0), (100.0, 50.0))  # child on the right, parent on the left


def link(*, required=True, single=False):
    return Link("r", "child", "child.f", "parent", "parent.id", required=required, single=single)


def drawn(**of):
    return ElementTree.fromstring(
        edge_svg(link(**of), ROUTE, "child.f to parent", far=False, on=False, interactive=True)
    )


@pytest.mark.parametrize(
    ("required", "single", "words"),
    [
        (True, False, "exactly one to zero or many"),
        (False, False, "zero or one to zero or many"),
        (True, True, "exactly one to zero or one"),
        (False, True, "zero or one to zero or one"),
    ],
)
def test_each_cardinality_is_said_in_words(required, single, words):
    assert drawn(required=required, single=single).find("title").text == f"child.f to parent, {words}"


@pytest.mark.parametrize(
    ("required", "single", "rings"),
    [
        (True, False, [(186.5, 100)]),  # behind the fork of the child
        (False, False, [(186.5, 100), (112.5, 50)]),
        (True, True, [(187.5, 100)]),  # behind the bar of the child
        (False, True, [(187.5, 100), (112.5, 50)]),
    ],
)
def test_a_ring_stands_where_there_can_be_none(required, single, rings):
    found = drawn(required=required, single=single).findall("circle")
    assert [(float(each.get("cx")), float(each.get("cy"))) for each in found] == rings


def test_many_is_a_fork_at_the_childs_row():
    _, ends, _ = drawn().findall("path")
    assert ends.get("d").startswith("M190 100L200 95M190 100L200 100M190 100L200 105")


def test_exactly_one_is_two_bars_at_the_parents_row():
    _, ends, _ = drawn().findall("path")
    assert ends.get("d").endswith("M106 45v10M110 45v10")


def test_zero_or_one_is_a_bar_and_a_ring():
    _, ends, _ = drawn(required=False, single=True).findall("path")
    assert ends.get("d").startswith("M195 95v10")
    assert "M105 45v10" in ends.get("d")


def test_the_line_begins_behind_the_signs_and_has_round_corners():
    line, *_ = drawn().findall("path")
    assert line.get("d") == "M183 100L155 100Q150 100 150 95L150 55Q150 50 145 50L101 50"


def test_an_edge_tells_which_entities_it_joins():
    edge = drawn()
    assert (edge.get("id"), edge.get("data-from"), edge.get("data-to")) == ("r-r", "child", "parent")


def test_cardinality_follows_from_the_design():
    design = design_of(
        *table("parent"),
        *table("child"),
        *foreign_key("child", "must_id", "parent"),
        *foreign_key("child", "may_id", "parent", nullable=True),
        *foreign_key("child", "only_id", "parent"),
        Unique(id="u", entity="child", name="u"),
        KeyMember(id="u.1", key="u", field="child.only_id", rank="1"),
    )
    links = scene(design).links
    ends = {id: (parent_end(each), child_end(each)) for id, each in links.items()}
    assert ends == {
        "child_must_id_fkey": (Many.ONE, Many.NONE_OR_MANY),
        "child_may_id_fkey": (Many.NONE_OR_ONE, Many.NONE_OR_MANY),
        "child_only_id_fkey": (Many.ONE, Many.NONE_OR_ONE),
    }
