"""What is true of every layout, said once for many tests."""

from itertools import combinations, pairwise

from designer.diagrams import Layout
from designer.diagrams.geometry import segment_hits
from designer.diagrams.scene import scene
from designer.diagrams.shape import shapes
from designer.model import Design


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of entities that stand on one another."""
    return [
        (one, other) for (one, box), (other, second) in combinations(layout.boxes.items(), 2) if box.overlaps(second)
    ]


def crossed(layout: Layout) -> list[tuple[str, str]]:
    """(relationship, entity) where a line runs through a box, its own included."""
    return [
        (relationship, entity)
        for relationship, route in layout.routes.items()
        for start, end in pairwise(route)
        for entity, box in layout.boxes.items()
        if segment_hits(start, end, box)
    ]


def slanted(layout: Layout) -> list[str]:
    """Relationships whose line is not made of horizontal and vertical stretches."""
    return [
        relationship
        for relationship, route in layout.routes.items()
        for start, end in pairwise(route)
        if start[0] != end[0] and start[1] != end[1]
    ]


def beside_their_rows(design: Design, layout: Layout) -> list[str]:
    """Relationships whose line does not begin and end at the side of the row it belongs to."""
    drawn = scene(design)
    sizes = shapes(design, drawn, layout.detail, layout.folded)
    wrong = []
    for id, route in layout.routes.items():
        link = drawn.links[id]
        for (x, y), entity, field in (
            (route[0], link.child, link.child_field),
            (route[-1], link.parent, link.parent_field),
        ):
            box = layout.boxes[entity]
            row = box.y + sizes[entity].port(field)
            if x not in {box.x, box.right} or abs(y - row) > 5:
                wrong.append(id)
    return wrong


def assert_sound(design: Design, layout: Layout) -> None:
    """Nothing overlaps, no line runs through a box, and every line meets its rows."""
    assert not overlapping(layout)
    assert not crossed(layout)
    assert not slanted(layout)
    assert not beside_their_rows(design, layout)
    assert set(layout.boxes) == set(scene(design).entities)
    assert set(layout.routes) | set(layout.folded) == set(scene(design).links)
