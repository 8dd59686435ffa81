from itertools import pairwise

from designer.codegen.cycles import circular_relationships
from tests.designer.codegen.designs import letters, plain_table, reference, tenants
from tests.designs import design_of, field, shop


def test_designs_without_a_circle_have_none() -> None:
    assert circular_relationships(shop()) == frozenset()


def test_a_reference_to_the_same_table_is_no_circle() -> None:
    assert circular_relationships(letters()) == frozenset()


def test_the_optional_side_of_a_circle_is_left_out() -> None:
    assert circular_relationships(tenants()) == {"member_team"}


def test_two_circles_through_one_table() -> None:
    design = design_of(
        *(
            each
            for name in "abc"
            for each in plain_table(name, field(name, "x", nullable=True), field(name, "y", nullable=True))
        ),
        *reference("ab", "a", "b", ("x", "id")),
        *reference("ba", "b", "a", ("x", "id")),
        *reference("bc", "b", "c", ("y", "id")),
        *reference("ca", "c", "a", ("x", "id")),
    )
    left = circular_relationships(design)
    kept = {"ab", "ba", "bc", "ca"} - left
    assert "ab" in kept
    assert left == {"ba", "ca"}


def test_a_thousand_tables_in_a_row_are_no_circle_and_no_recursion() -> None:
    names = [f"t{number:04}" for number in range(1_200)]
    objects = [each for name in names for each in plain_table(name, field(name, "up"))]
    for child, parent in pairwise(names):
        objects += reference(f"{child}_up", child, parent, ("up", "id"))
    objects += reference("closing", names[-1], names[0], ("up", "id"))
    assert len(circular_relationships(design_of(*objects))) == 1
