import re

from designer.codegen.blueprint import blueprint
from designer.codegen.options import Options
from designer.codegen.readme import readme
from designer.model import EMPTY, PUBLIC, Design, Entity, SqlKind, SqlObject
from tests.designer.codegen.designs import plain_table
from tests.designs import design_of, shop


def _readme(design: Design, title: str = "Shop") -> str:
    return readme(blueprint(design, Options()), title)


def test_it_says_what_is_in_it_and_how_to_start() -> None:
    text = _readme(shop())
    assert text.startswith("# Shop\n\n4 tables, 4 SQLModel models, and the migration that makes them.\n")
    assert "**PostgreSQL 14** or later" in text
    assert "alembic upgrade head" in text
    assert "from app.models import Customer" in text
    assert "| `customer` | `Customer` | 4 | Who buys. |" in text


def test_tables_without_a_key_say_so() -> None:
    assert "`log_table` (a plain table: it has no primary key)" in _readme(design_of(*plain_table("log", key=())))


def test_an_empty_design_is_empty() -> None:
    text = _readme(EMPTY)
    assert "0 tables" in text
    assert "## Use" not in text
    assert "## Entities" not in text


def test_what_is_carried_is_counted_and_what_was_not_tried_is_named() -> None:
    design = design_of(
        SqlObject(id="1", kind=SqlKind.VIEW, schema=PUBLIC.id, name="a", create=("x",)),
        SqlObject(id="2", kind=SqlKind.VIEW, schema=PUBLIC.id, name="b", create=("x",)),
        SqlObject(id="3", kind=SqlKind.EXTENSION, name="postgis", create=("x",), verified=False),
    )
    text = _readme(design)
    assert "2 views, 1 extension." in text
    assert "with `postgis`" in text
    assert "Not tried on a server here: `postgis`." in text


def test_names_and_descriptions_are_no_markup() -> None:
    name = "<img src=x>|`[a](b)"
    design = design_of(Entity(id="e", schema=PUBLIC.id, name=name, description="a | b\n\n# Title <script>"))
    text = _readme(design, "[click](javascript:x)\n# no")
    assert not re.search(r"(?<!\\)[<>\[\]]", text)
    assert text.count("\n# ") == 0
    row = next(line for line in text.splitlines() if "img" in line and line.startswith("|"))
    assert row.replace("\\|", "").count("|") == 5
