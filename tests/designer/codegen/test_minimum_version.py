import pytest
from msgspec.structs import replace

from designer.codegen.minimum_version import OLDEST, minimum_version
from designer.model import PUBLIC, Check, Generated, GeneratedKind, Object, SqlKind, SqlObject, TypeName, Unique
from tests.designs import design_of, field, shop

RELATIONSHIP = shop().relationships["purchase_customer_id_fkey"]


def test_most_designs_need_nothing_new() -> None:
    assert minimum_version(shop()) == (OLDEST, ())


@pytest.mark.parametrize(
    ("added", "version"),
    [
        (Unique(id="u", entity="customer", name="u", nulls_distinct=False), 15),
        (replace(RELATIONSHIP, set_fields=("purchase.customer_id",)), 15),
        (field("customer", "x", TypeName("uuid"), default="uuidv7()"), 18),
        (field("customer", "x", generated=Generated("lower(email)", GeneratedKind.VIRTUAL)), 18),
        (Unique(id="u", entity="customer", name="u", without_overlaps=True), 18),
        (replace(RELATIONSHIP, period=True), 18),
        (replace(RELATIONSHIP, enforced=False), 18),
        (Check(id="c", owner="customer", name="c", expression="true", enforced=False), 18),
        (
            SqlObject(id="f", kind=SqlKind.FUNCTION, schema=PUBLIC.id, name="f()", create=("SELECT uuidv7()",)),
            18,
        ),
    ],
)
def test_what_is_new_asks_for_the_version_that_brought_it(added: Object, version: int) -> None:
    found, reasons = minimum_version(design_of(added, base=shop()))
    assert found == version
    assert len(reasons) == 1


def test_only_what_decides_is_a_reason() -> None:
    design = design_of(
        replace(RELATIONSHIP, set_fields=("purchase.customer_id",)),
        field("customer", "x", TypeName("uuid"), default="uuidv7()"),
        base=shop(),
    )
    assert minimum_version(design) == (18, ("uuidv7()",))
