"""Foreign keys that close a circle: tables that need each other are created first, these keys afterwards."""

from collections.abc import Mapping

from designer.codegen.order import relationships_in_order
from designer.model import Design, Id, Relationship


def circular_relationships(design: Design) -> frozenset[Id]:
    """Relationships to leave out so that the others form no circle (a self-reference is none).

    Required ones are kept before optional ones: rows can be written first and the optional key set afterwards.
    """
    edges = [
        each for each in relationships_in_order(design, design.relationships.values()) if each.entity != each.target
    ]
    suspects = _between_each_other(edges)
    targets: dict[Id, set[Id]] = {}
    left_out = set()
    for each in sorted(suspects, key=lambda each: not design.is_required(each)):
        if _reaches(targets, each.target, each.entity):
            left_out.add(each.id)
        else:
            targets.setdefault(each.entity, set()).add(each.target)
    return frozenset(left_out)


def _between_each_other(edges: list[Relationship]) -> list[Relationship]:
    """The edges that may lie on a circle: those of tables that refer to nothing, or that nothing refers to, cannot.
    Peeling such tables off until none is left makes the search small."""
    while True:
        sources, targets = {each.entity for each in edges}, {each.target for each in edges}
        kept = [each for each in edges if each.entity in targets and each.target in sources]
        if len(kept) == len(edges):
            return kept
        edges = kept


def _reaches(targets: Mapping[Id, set[Id]], start: Id, goal: Id) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        each = waiting.pop()
        if each == goal:
            return True
        fresh = targets.get(each, set()) - seen
        seen |= fresh
        waiting += fresh
    return False
