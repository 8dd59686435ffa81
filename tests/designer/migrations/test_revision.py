import ast
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from designer.migrations import formatted, plan, revision, revision_file_name
from designer.model import EMPTY, PUBLIC, TABLES, Design, Id, reidentified
from designer.postgres import ScratchDatabase
from tests.designer.migrations.designs import altered, without
from tests.designer.migrations.running import CREATED, built, differences, migrate, read_back, source_of
from tests.designs import shop

GOLDEN = Path(__file__).parent / "golden"


def test_first_revision_of_the_shop_is_as_a_person_would_write_it() -> None:
    python = revision(plan(EMPTY, shop()), id="0001", message="Create the initial schema", created=CREATED)

    assert formatted(python) == (GOLDEN / "shop.py").read_text()


def test_revision_that_changes_tables_in_use_says_what_it_costs() -> None:
    new = altered(altered(shop(), "purchase.note", nullable=False), "customer", name="client")
    new = without(altered(new, "product_price_check", expression="price > 0"), "customer.email", "customer_email_key")
    new = without(new, "customer_email_key.1")

    python = revision(plan(shop(), new), id="0002", message="Tighten", created=CREATED, down_revision="0001")

    assert formatted(python) == (GOLDEN / "tighten.py").read_text()


def test_golden_revision_runs_up_down_and_up(database: ScratchDatabase) -> None:
    first = built(database, shop())

    migrate(database, plan(EMPTY, shop()), "downgrade")
    assert differences(EMPTY, read_back(database)) == []

    assert built(database, shop()) == first


def _shuffled(design: Design) -> Design:
    """The same design under other ids, in another order of everything."""
    random = Random(7)
    ids: dict[Id, Id] = {each.id: f"{random.random()}" for each in design.objects()} | {
        PUBLIC.id: PUBLIC.id,
        design.conventions.id: design.conventions.id,
    }
    tables = {}
    for name in TABLES.values():
        objects = [reidentified(each, ids) for each in getattr(design, name).values()]
        random.shuffle(objects)
        tables[name] = {each.id: each for each in objects}
    return Design(conventions=design.conventions, **tables)


def test_same_design_gives_the_same_text_whatever_its_ids_and_order() -> None:
    assert source_of(plan(EMPTY, _shuffled(shop()))) == source_of(plan(EMPTY, shop()))


def test_no_steps_is_a_revision_that_does_nothing() -> None:
    module = ast.parse(source_of(plan(EMPTY, EMPTY)))

    bodies = [node.body for node in module.body if isinstance(node, ast.FunctionDef)]
    assert [ast.unparse(body) for body in bodies] == ["pass", "pass"]


@pytest.mark.parametrize(
    "hostile",
    [
        '"""\nimport os\nos.abort()\n"""',
        '\\"""; raise SystemExit',
        "a\nb",
        "a\rb\u2028c\x00",
        'ends with a quote"',
        "ends with a backslash\\",
        "",
        "{braces} %s ${mako}",
    ],
)
def test_message_is_only_ever_words(hostile: str) -> None:
    python = revision(plan(EMPTY, EMPTY), id="0001", message=hostile, created=CREATED)

    module = ast.parse(python)
    kinds = [type(node).__name__ for node in module.body]
    assert kinds == ["Expr", "ImportFrom", *["AnnAssign"] * 4, *["FunctionDef"] * 2]
    assert ast.get_docstring(module) is not None


@pytest.mark.parametrize("name", ['"""', "\\", '\\"', "'''", "# \\", "{x}%s", "é" * 31])
def test_name_of_a_dropped_table_is_only_ever_words(name: str) -> None:
    design = altered(shop(), "product", name=name)

    python = revision(plan(design, EMPTY), id="0001", message="Drop", created=CREATED)

    dropped = [
        ast.literal_eval(node.args[0])
        for node in ast.walk(ast.parse(python))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "op.drop_table"
    ]
    assert name in dropped


def test_file_name_sorts_by_time_and_says_what_it_does() -> None:
    created = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)

    assert revision_file_name("ab12", "Create the initial schema", created) == (
        "20260131_1405_ab12_create_the_initial_schema.py"
    )


@pytest.mark.parametrize("message", ["../../etc/passwd", "a/b\\c\0", "ÄÖÜ", "", "x" * 300])
def test_file_name_stays_in_its_folder(message: str) -> None:
    name = revision_file_name("ab12", message, CREATED)

    assert Path(name).name == name
    assert len(name) < 120
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_.")
