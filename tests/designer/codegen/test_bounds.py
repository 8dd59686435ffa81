import pytest

from designer.codegen.bounds import bounds_of, comparisons
from designer.codegen.names import name_design
from designer.codegen.python_types import python_type
from designer.model import Check, Field, TypeName
from tests.designer.codegen.designs import INTEGER, plain_table
from tests.designs import design_of, field


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("price >= 0", (("price", ">=", 0),)),
        ("(price >= (0)::numeric)", (("price", ">=", 0),)),
        ("((rating >= 1) AND (rating <= 5))", (("rating", ">=", 1), ("rating", "<=", 5))),
        ("0 < amount", (("amount", ">", 0),)),
        ("a > '-5'::integer", (("a", ">", -5),)),
        ("a >= 0 OR b >= 0", ()),
        ("NOT (a >= 0)", ()),
        ("a > b", ()),
        ("length(a) > 3", ()),
        ("a > 0.5", ()),
        ("t.a > 0", ()),
        ("no expression (", ()),
    ],
)
def test_comparisons_with_whole_numbers_are_read(expression: str, wanted: tuple[tuple[str, str, int], ...]) -> None:
    assert comparisons(expression) == wanted


def _bounds(one: Field, check: Check) -> dict[str, object]:
    design = design_of(*plain_table("thing", one), check)
    return dict(bounds_of(design, one, python_type(design, name_design(design), one)))


def test_a_field_is_held_to_its_checks() -> None:
    check = Check(id="c", owner="thing", name="c", expression="a >= 1 AND a < 6 AND b > 2")
    assert _bounds(field("thing", "a", INTEGER), check) == {"ge": 1, "lt": 6}


def test_texts_and_unvalidated_checks_bind_nothing() -> None:
    check = Check(id="c", owner="thing", name="c", expression="a >= 1", validated=False)
    assert _bounds(field("thing", "a", INTEGER), check) == {}
    valid = Check(id="c", owner="thing", name="c", expression="a >= 1")
    assert _bounds(field("thing", "a", TypeName("text")), valid) == {}
    assert _bounds(field("thing", "a", TypeName("integer", 1)), valid) == {}
