from designer.model import PUBLIC, Design, SqlKind, SqlObject, TypeRef, problems
from designer.proof.unverified import without_unverified
from tests.designs import design_of, field, shop, table


def sql_object(kind: SqlKind, name: str, **rest: object) -> SqlObject:
    return SqlObject(id=name, kind=kind, name=name, create=(f"CREATE {name}",), **rest)


def test_a_verified_design_stays_whole() -> None:
    design = design_of(sql_object(SqlKind.VIEW, "v", schema=PUBLIC.id), base=shop())
    assert without_unverified(design) == (design, ())


def test_what_needs_the_unverified_goes_with_it() -> None:
    base = sql_object(SqlKind.EXTENSION, "postgis", verified=False)
    function = sql_object(SqlKind.FUNCTION, "near()", depends_on=("postgis",))
    view = sql_object(SqlKind.VIEW, "nearest", depends_on=("near()", "customer"))
    trigger = sql_object(SqlKind.TRIGGER, "on_nearest", owner="nearest")
    other = sql_object(SqlKind.VIEW, "other", depends_on=("customer",))
    left, names = without_unverified(design_of(base, function, view, trigger, other, base=shop()))
    assert set(left.sql_objects) == {"other"}
    assert names == ("extension postgis", "function near()", "trigger on_nearest", "view nearest")
    assert problems(left) == ()


def test_a_type_that_fields_have_stays() -> None:
    base = sql_object(SqlKind.BASE_TYPE, "odd", schema=PUBLIC.id, verified=False)
    design: Design = design_of(base, *table("t", field("t", "o", TypeRef("odd"))))
    left, names = without_unverified(design)
    assert (set(left.sql_objects), names) == ({"odd"}, ())


def test_a_collation_has_a_stand_in_and_is_named_all_the_same() -> None:
    base = sql_object(
        SqlKind.COLLATION, "nocase", schema=PUBLIC.id, drop=("DROP COLLATION public.nocase",), verified=False
    )
    left, names = without_unverified(design_of(base, base=shop()))
    assert left.sql_objects["nocase"].create == (
        "CREATE COLLATION public.nocase (provider = builtin, locale = 'C.UTF-8')",
    )
    assert names == ("collation nocase",)
