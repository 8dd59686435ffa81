from designer.edits import set_conventions
from designer.model import CONVENTIONS_ID, EMPTY, KeyStyle, UpdatedAt
from tests.designer.edits.steps import done, refused, sole
from tests.designs import shop


def test_what_is_given_changes_and_the_rest_stays() -> None:
    design = done(shop(), set_conventions(shop(), key_style=KeyStyle.BIGINT, owner_entity="customer"))
    assert (design.conventions.key_style, design.conventions.owner_entity) == (KeyStyle.BIGINT, "customer")
    assert design.conventions.updated_at is UpdatedAt.ONUPDATE
    assert set_conventions(design, owner_entity="customer") == ()
    assert done(design, set_conventions(design, owner_entity=None)).conventions.owner_entity is None


def test_mistakes_are_told() -> None:
    assert sole(refused(set_conventions, EMPTY, target_version=9)) == (
        CONVENTIONS_ID,
        "target_version",
        "Choose a version of PostgreSQL from 14 to 18.",
    )
    assert sole(refused(set_conventions, EMPTY, response_suffix="my suffix")) == (
        CONVENTIONS_ID,
        "response_suffix",
        "'my suffix' becomes the end of a class name: use the letters a to z and digits, as in Public.",
    )
    assert sole(refused(set_conventions, EMPTY, tenant_root="gone"))[1] == "tenant_root"
