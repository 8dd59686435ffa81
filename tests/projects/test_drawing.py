"""A diagram taken apart and patched is the diagram drawn anew."""

import re

from designer.changes import apply
from designer.diagrams import draw, layout
from designer.edits import alter_entity, delete, new_entity
from projects.drawing import patch, taken_apart
from tests.designs import shop


def drawn(design, previous=None):
    placed = layout(design, previous)
    return taken_apart(draw(design, placed)), placed


def test_taken_apart_it_is_still_whole():
    drawing, _ = drawn(shop())
    pieces = drawing.frames + "".join(drawing.edges.values()) + "".join(drawing.entities.values())
    assert pieces == re.sub(r'^<svg[^>]*><g id="frames">|</g><g id="(edges|entities)">|</g></svg>$', "", drawing.svg)
    assert set(drawing.entities) == {"t-customer", "t-product", "t-purchase", "t-purchase_line"}
    assert len(drawing.edges) == 3


def test_nothing_changed_is_an_empty_patch():
    drawing, _ = drawn(shop())
    assert patch(drawing, drawing) == ""


def test_a_new_entity_is_appended_and_the_others_are_not_sent():
    design = shop()
    old, placed = drawn(design)
    new, _ = drawn(apply(design, new_entity(design, "coupon")), placed)
    assert patch(old, new).count("hx-swap-oob") == 1
    assert '<g hx-swap-oob="beforeend:#entities"><g class="ent ' in patch(old, new)


def test_what_is_gone_is_taken_out():
    design = shop()
    old, placed = drawn(design)
    new, _ = drawn(apply(design, delete(design, "purchase_line")), placed)
    for id in ("t-purchase_line", "r-purchase_line_product_id_fkey", "r-purchase_line_purchase_id_fkey"):
        assert f'<g id="{id}" hx-swap-oob="delete"></g>' in patch(old, new)


def test_what_is_otherwise_replaces_what_was():
    design = shop()
    old, placed = drawn(design)
    new, _ = drawn(apply(design, alter_entity(design, "product", name="article")), placed)
    assert re.search(r'<g hx-swap-oob="true" class="ent [^>]* id="t-product"', patch(old, new))
    assert 'id="t-customer"' not in patch(old, new)
