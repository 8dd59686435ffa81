from msgspec.structs import replace

from designer.codegen.archive import check_path
from designer.codegen.names import name_design
from designer.model import PUBLIC, Design, Entity, EnumType, EnumValue, Schema, Sequence
from tests.designer.codegen.designs import one_table, plain_table
from tests.designs import design_of, field, shop


def _attributes(*names: str) -> dict[str, str]:
    fields = [field("thing", name, rank=f"5{number}") for number, name in enumerate(names)]
    design = one_table(*fields)
    named = name_design(design)
    return {name: named.attributes[f"thing.{name}"] for name in names}


def test_classes_are_singular_and_modules_follow_them() -> None:
    names = name_design(design_of(*plain_table("order_lines"), *plain_table("People")))
    assert names.classes == {"order_lines": "OrderLine", "People": "Person"}
    assert names.modules == {"order_lines": "order_line", "People": "person"}


def test_singular_and_plural_of_one_word_stay_apart() -> None:
    names = name_design(design_of(*plain_table("user"), *plain_table("users")))
    assert names.classes == {"user": "User", "users": "Users"}
    assert names.modules == {"user": "user", "users": "users"}


def test_a_table_of_the_same_name_in_another_schema_gets_its_schema() -> None:
    design = design_of(
        Schema(id="auth", name="auth"),
        *plain_table("users"),
        Entity(id="auth.users", schema="auth", name="users"),
    )
    names = name_design(design)
    assert names.classes == {"users": "User", "auth.users": "Users"}
    third = design_of(Schema(id="b", name="b"), Entity(id="b.users", schema="b", name="users"), base=design)
    assert name_design(third).classes["b.users"] == "BUser"
    assert name_design(third).modules["b.users"] == "b_user"


def test_modules_of_the_longest_names_are_paths_and_stay_apart() -> None:
    long = "a" * 63
    design = design_of(
        Schema(id="long", name="b" * 63),
        *plain_table(long),
        *plain_table("\u8868" * 21),
        *plain_table("\u8868" * 20 + "\u540d"),
        *(Entity(id=f"long.{each}", schema="long", name=each) for each in (long, "a" * 62 + "-")),
    )
    modules = name_design(design).modules
    assert modules[long] == long
    assert len(set(modules.values())) == 5
    for module in modules.values():
        check_path(f"app/models/{module}.py")


def test_builtins_imports_and_the_base_are_left_alone() -> None:
    names = name_design(
        design_of(*plain_table("warning"), *plain_table("base"), *plain_table("optional"), *plain_table("con"))
    )
    assert names.classes == {
        "warning": "WarningModel",
        "base": "BaseModel",
        "optional": "OptionalModel",
        "con": "Con",
    }
    assert names.modules == {"warning": "warning", "base": "base_model", "optional": "optional", "con": "con_model"}


def test_an_enum_yields_to_an_entity() -> None:
    design = design_of(
        *plain_table("order_statuses"),
        EnumType(id="order_status", schema=PUBLIC.id, name="order_status"),
        EnumValue(id="1", enum="order_status", value="in-transit", rank="1"),
        EnumValue(id="2", enum="order_status", value="in transit", rank="2"),
        EnumValue(id="3", enum="order_status", value="", rank="3"),
        EnumValue(id="4", enum="order_status", value="2nd", rank="4"),
    )
    names = name_design(design)
    assert names.classes["order_statuses"] == "OrderStatus"
    assert names.enums["order_status"] == "OrderStatusEnum"
    assert names.constants["order_status"] == "ORDER_STATUS"
    assert names.members == {"1": "IN_TRANSIT", "2": "IN_TRANSIT_2", "3": "EMPTY", "4": "VALUE_2ND"}


def test_an_enum_of_one_letter_has_a_class_and_a_type() -> None:
    names = name_design(design_of(EnumType(id="e", schema=PUBLIC.id, name="t")))
    assert (names.enums["e"], names.constants["e"]) == ("T", "T_TYPE")


def test_a_sequence_and_a_type_of_one_name_stay_apart() -> None:
    design = design_of(EnumType(id="e", schema=PUBLIC.id, name="mood"), Sequence(id="s", schema=PUBLIC.id, name="mood"))
    assert name_design(design).constants == {"e": "MOOD", "s": "MOOD_TYPE"}


def test_fields_keep_their_names_where_python_allows() -> None:
    assert _attributes("date", "CustomerId", "model_id") == {
        "date": "date",
        "CustomerId": "CustomerId",
        "model_id": "model_id",
    }


def test_reserved_and_impossible_names_are_respelled() -> None:
    assert _attributes("metadata", "class", "2nd", "first name", "_secret", "schema", "int", "größe") == {
        "metadata": "metadata_",
        "class": "class_",
        "2nd": "field_2nd",
        "first name": "first_name",
        "_secret": "secret",
        "schema": "schema_",
        "int": "int_",
        "größe": "grosse",
    }


def test_a_respelled_name_never_takes_another_fields_name() -> None:
    assert _attributes("first name", "first_name", "first-name") == {
        "first name": "first_name_2",
        "first_name": "first_name",
        "first-name": "first_name_3",
    }


def test_a_field_called_like_an_enum_class_does_not_hide_it() -> None:
    design = design_of(
        EnumType(id="mood", schema=PUBLIC.id, name="mood"), *plain_table("thing", field("thing", "Mood"))
    )
    assert name_design(design).attributes["thing.Mood"] == "Mood_"


def test_names_do_not_depend_on_ids_or_order() -> None:
    design = shop()
    backwards = Design(
        **{
            table: dict(reversed(getattr(design, table).items()))
            for table in ("schemas", "enum_types", "enum_values", "entities", "fields", "primary_keys", "key_members")
        },
        conventions=replace(design.conventions),
    )
    assert name_design(backwards).classes == name_design(design).classes
    assert name_design(backwards).attributes == name_design(design).attributes
