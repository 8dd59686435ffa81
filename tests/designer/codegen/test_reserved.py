import pytest
from sqlmodel import SQLModel

from designer.codegen.reserved import CLASS_NAMES, is_reserved_attribute


def test_every_attribute_of_sqlmodel_is_reserved() -> None:
    names = [name for name in dir(SQLModel) if not name.startswith("_")]
    assert names
    assert [name for name in names if not is_reserved_attribute(name)] == []


@pytest.mark.parametrize(
    "name", ["metadata", "cls", "registry", "schema", "int", "list", "sa", "Field", "model_dump_x"]
)
def test_names_that_break_a_class_are_reserved(name: str) -> None:
    assert is_reserved_attribute(name)


@pytest.mark.parametrize("name", ["model_id", "date", "time", "text", "uuid", "index", "type", "name", "id", "query"])
def test_common_names_of_fields_are_free(name: str) -> None:
    assert not is_reserved_attribute(name)


def test_builtins_and_imports_cannot_be_classes() -> None:
    assert {"Warning", "Exception", "Base", "SQLModel", "Any", "Decimal", "UUID", "Optional"} <= CLASS_NAMES
