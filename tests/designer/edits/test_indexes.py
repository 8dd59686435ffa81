import pytest

from designer.edits import Part, alter_exclusion, alter_index, new_exclusion, new_field, new_index, new_sql_object
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop


def test_an_index_over_fields_has_the_convention_s_name() -> None:
    design, id = made(shop(), new_index(shop(), "product", ["product.name", "product.price"], rationale=" Search. "))
    index = design.indexes[id]
    assert (index.name, index.method, index.unique, index.rationale) == (
        "ix_product_name_price",
        "btree",
        False,
        "Search.",
    )
    assert [member.field for member in design.members_of_index(id)] == ["product.name", "product.price"]


def test_expressions_order_predicate_and_included_fields() -> None:
    parts = [
        Part(expression="lower(name)", opclass="text_pattern_ops"),
        Part(field="product.price", descending=True, nulls_first=False),
    ]
    design, id = made(
        shop(),
        new_index(
            shop(), "product", parts, unique=True, where="price > 0", include=["product.id"], nulls_distinct=False
        ),
    )
    assert design.indexes[id].name == "ix_product_expr_price"
    assert (design.indexes[id].where, design.indexes[id].unique, design.indexes[id].nulls_distinct) == (
        "price > 0",
        True,
        False,
    )
    first, second, third = design.members_of_index(id)
    assert (first.expression, first.opclass, first.field) == ("lower(name)", "text_pattern_ops", None)
    assert (second.descending, second.nulls_first) == (True, False)
    assert (third.field, third.included) == ("product.id", True)


@pytest.mark.parametrize(
    ("given", "attribute", "message"),
    [
        ({"members": []}, "members", "Choose at least one field or expression."),
        ({"members": [Part()]}, "members", "A member is a field or an expression: choose one of the two."),
        (
            {"members": [Part(field="product.name", expression="1")]},
            "members",
            "A member is a field or an expression: choose one of the two.",
        ),
        ({"members": ["gone"]}, "members", "It no longer exists: choose another, or reload the page."),
        (
            {"members": ["customer.email"]},
            "members",
            "A field belongs to another entity: choose this entity's own.",
        ),
        (
            {"members": [Part(expression="lower(titel)")]},
            "members",
            "The expression names titel, which is no field of product: add it or change the expression.",
        ),
        (
            {"where": "deleted_at IS NULL"},
            "where",
            "The expression names deleted_at, which is no field of product: add it or change the expression.",
        ),
        ({"method": "tree"}, "method", "There is no index method tree: choose one of btree, hash, gin, gist"),
        (
            {"method": "gin", "unique": True},
            "unique",
            "Only btree indexes are unique, and this one is gin: change one.",
        ),
        (
            {"method": "hash", "members": ["product.name", "product.price"]},
            "members",
            "A hash index has one member: keep one, or choose btree.",
        ),
        (
            {"method": "gist", "members": [Part(field="product.name", descending=True)]},
            "members",
            "Only btree indexes have an order, and this one is gist.",
        ),
        ({"name": "customer"}, "name", "The name customer is taken by another table, view, index or sequence here"),
    ],
)
def test_a_mistake_is_told_beside_the_field_of_the_form(given: dict, attribute: str, message: str) -> None:
    told = sole(refused(new_index, shop(), "product", **{"members": ["product.name"], **given}))
    assert told[:2] == ("", attribute)
    assert told[2].startswith(message)


def test_members_that_stay_keep_their_identity() -> None:
    design, id = made(shop(), new_index(shop(), "product", ["product.name", "product.price"], include=["product.id"]))
    name, price, payload = design.members_of_index(id)
    after = done(
        design, alter_index(design, id, members=["product.price", Part(expression="lower(name)"), "product.name"])
    )
    found = after.members_of_index(id)
    assert [member.id for member in found if member.field] == [price.id, name.id, payload.id]
    assert [member.expression for member in found] == [None, "lower(name)", None, None]
    without = done(after, alter_index(after, id, include=[], where="price > 0"))
    assert not any(member.included for member in without.members_of_index(id))
    assert alter_index(design, id, members=["product.name", "product.price"]) == ()


def test_mistakes_of_an_existing_index_name_its_id() -> None:
    design, id = made(shop(), new_index(shop(), "product", ["product.name"]))
    assert sole(refused(alter_index, design, id, members=[]))[:2] == (id, "members")
    assert sole(refused(alter_index, design, id, where="a b"))[:2] == (id, "where")
    assert sole(refused(alter_index, design, id, method="gin", unique=True))[:2] == (id, "unique")
    told = refused(alter_index, design, id, members=[Part(expression="nope")])
    assert [each.attribute for each in told] == ["members"]


def test_an_exclusion_needs_an_operator_for_each_member() -> None:
    base, _ = made(shop(), new_field(shop(), "product", "during", "tstzrange"))
    during = next(each.id for each in base.fields.values() if each.name == "during")
    parts = [Part(field="product.name", operator="="), Part(field=during, operator="&&")]
    design, id = made(base, new_exclusion(base, "product", parts, where="price > 0"))
    assert (design.exclusions[id].name, design.exclusions[id].method) == ("product_name_during_excl", "gist")
    assert [member.operator for member in design.members_of_index(id)] == ["=", "&&"]
    after = done(design, alter_exclusion(design, id, members=parts[1:], deferrable=True, where=""))
    assert [member.operator for member in after.members_of_index(id)] == ["&&"]
    assert (after.exclusions[id].deferrable, after.exclusions[id].where) == (True, None)
    message = "Give each member its operator, for instance = or &&."
    assert sole(refused(new_exclusion, base, "product", [Part(field=during)])) == ("", "members", message)
    assert sole(refused(alter_exclusion, design, id, members=[Part(field=during)])) == (id, "members", message)
    assert sole(refused(new_exclusion, base, "product", parts, method="gin"))[1] == "method"


def test_methods_of_extensions_need_their_extension() -> None:
    base = done(shop(), new_field(shop(), "product", "embedding", "vector(3)"))
    embedding = next(each.id for each in base.fields.values() if each.name == "embedding")
    assert sole(refused(new_index, base, "product", [embedding], method="hnsw")) == (
        "",
        "method",
        "hnsw comes with the extension vector: add that first, or choose another method.",
    )
    base = done(base, new_sql_object(base, "CREATE EXTENSION vector"))
    design, id = made(base, new_index(base, "product", [Part(field=embedding, opclass="vector_l2_ops")], method="hnsw"))
    assert done(design, alter_index(design, id, rationale="Nearest.")).indexes[id].method == "hnsw"
