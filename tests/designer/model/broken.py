"""What the invariants say of a design."""

from designer.model import Design, problems


def told(design: Design) -> list[tuple[str, str]]:
    """(object, attribute) of each problem, in their order."""
    return [(each.object, each.attribute) for each in problems(design)]


def message(design: Design) -> str:
    """The sentence of the single problem."""
    (found,) = problems(design)
    return found.message
