import pytest

from designer.edits import alter_schema, new_schema
from designer.model import EMPTY
from tests.designer.edits.steps import done, made, refused, sole


def test_a_schema_is_made_and_described() -> None:
    design, id = made(EMPTY, new_schema(EMPTY, " sales ", description=" Orders. "))
    assert (design.schemas[id].name, design.schemas[id].description) == ("sales", "Orders.")
    after = done(design, alter_schema(design, "public", description="The rest."))
    assert after.schemas["public"].description == "The rest."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Give it a name."),
        ("public", "The name public is taken by another schema here: choose another."),
        ("pg_mine", "Names that begin with pg_ are PostgreSQL's own: choose another."),
        ("information_schema", "Names that begin with pg_ are PostgreSQL's own: choose another."),
    ],
)
def test_a_bad_name_is_told(name: str, message: str) -> None:
    assert sole(refused(new_schema, EMPTY, name)) == ("", "name", message)
    design, id = made(EMPTY, new_schema(EMPTY, "sales"))
    assert sole(refused(alter_schema, design, id, name=name)) == (id, "name", message)


def test_public_keeps_its_name() -> None:
    assert sole(refused(alter_schema, EMPTY, "public", name="private")) == (
        "public",
        "name",
        "Every database has the schema public: make another schema instead.",
    )
