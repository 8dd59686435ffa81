import ast
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from designer.codegen import Options, UnsafeCode, bundle
from designer.codegen import bundle as bundle_function
from designer.model import EMPTY, TABLES, Design, new_id
from designer.model.references import reidentified
from tests.designer.codegen.designs import letters, tenants
from tests.designer.codegen.golden_files import BUNDLES, expected
from tests.designer.codegen.loading import models
from tests.designer.strategies import designs
from tests.designs import design_of, field, shop


@pytest.mark.parametrize("name", BUNDLES)
def test_whole_bundles_are_as_they_were(name: str) -> None:
    design, options = BUNDLES[name]
    made = dict(bundle(design(), options).files)
    wanted = expected(name)
    assert list(made) == sorted(wanted)
    for path, text in wanted.items():
        assert made[path] == text, path


@pytest.mark.parametrize("name", BUNDLES)
def test_golden_models_load(name: str, tmp_path: Path) -> None:
    design, options = BUNDLES[name]
    with models(design(), tmp_path, one_file=options.one_file) as app:
        assert len(app.Base.metadata.tables) == len(design().entities)
        assert set(app.__all__) > {"Base"}


def test_it_holds_what_a_project_needs() -> None:
    made = bundle(shop())
    assert list(made.files) == sorted(made.files)
    versions = [path for path in made.files if path.startswith("migrations/versions/")]
    assert len(versions) == 1
    assert {
        ".env.example",
        ".gitignore",
        "README.md",
        "alembic.ini",
        "app/__init__.py",
        "app/models/__init__.py",
        "app/models/base.py",
        "app/models/customer.py",
        "app/models/enums.py",
        "app/py.typed",
        "migrations/env.py",
        "migrations/script.py.mako",
        "pyproject.toml",
        "requirements.txt",
    } < set(made.files)


def test_an_empty_design_makes_a_bundle(tmp_path: Path) -> None:
    with models(EMPTY, tmp_path) as app:
        assert app.__all__ == ["Base"]


def test_no_model_is_imported_from_the_future() -> None:
    for path, text in bundle(shop()).files.items():
        if path.endswith(".py"):
            assert "from __future__" not in text


def test_the_package_may_have_another_name() -> None:
    made = bundle(shop(), Options(package="my_shop"))
    assert "from my_shop.models import Base" in made.files["migrations/env.py"]
    assert not any("from app." in text for path, text in made.files.items() if path.endswith(".py"))
    assert made.zip().find(b"my-shop-database/my_shop/models/base.py") > 0


def test_the_zip_holds_the_files() -> None:
    made = bundle(shop())
    zipped = zipfile.ZipFile(io.BytesIO(made.zip()))
    assert {name.removeprefix("app-database/"): zipped.read(name).decode() for name in zipped.namelist()} == dict(
        made.files
    )


def test_the_date_is_the_one_given() -> None:
    at = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    made = bundle(shop(), Options(created=at))
    assert any(path.startswith("migrations/versions/20260304_0506_") for path in made.files)
    assert bundle(shop()).digest != made.digest


# --- determinism ------------------------------------------------------------------------------------------------------


def _disguised(design: Design) -> Design:
    """The same design under other ids, its objects the other way round."""
    ids = {each.id: new_id() for each in design.objects() if each.id not in {"public", design.conventions.id}}
    tables = {}
    for name in TABLES.values():
        objects = [reidentified(each, ids) for each in reversed(getattr(design, name).values())]
        tables[name] = {each.id: each for each in objects}
    return Design(conventions=reidentified(design.conventions, ids), **tables)


@pytest.mark.parametrize("design", [shop, letters, tenants])
def test_the_same_design_gives_the_same_bytes(design: object) -> None:
    assert callable(design)
    one, other = bundle(design()), bundle(_disguised(design()))
    for path, text in one.files.items():
        assert other.files[path] == text, path
    assert other.digest == one.digest
    assert other.zip() == one.zip()


# --- hostile names ----------------------------------------------------------------------------------------------------

HOSTILE = [
    '"',
    "'",
    '"""',
    "'''",
    "</script>",
    "{{ x }}",
    "../../etc/passwd",
    "a" * 63,
    "客户",
    "class",
    "metadata",
    "__init__",
    "%s %(x)s",
    ":param",
    "\\",
    "a.b.c",
    "$(reboot)",
    "# coding: utf-7",
    "import os",
    "é" * 31,
    "CON",
    "base",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_harmless_everywhere(name: str, tmp_path: Path) -> None:
    design = shop()
    design = design_of(
        replace(design.entities["customer"], name=name, description=name),
        replace(design.fields["customer.email"], name=name, description=name, default=None),
        replace(design.enum_types["order_status"], name=name[:60] + "_t", description=name),
        replace(design.enum_values["order_status.paid"], value=name),
        replace(design.uniques["customer_email_key"], name=name[:60] + "_u"),
        replace(design.indexes["ix_purchase_customer_id"], name=name[:60] + "_i", rationale=name),
        replace(design.relationships["purchase_customer_id_fkey"], name=name[:60] + "_f"),
        base=design,
    )
    with models(design, tmp_path, title=name) as app:
        assert name in app.Base.metadata.tables
        assert name in {column.name for column in app.Base.metadata.tables[name].columns}


def test_descriptions_cannot_leave_their_docstring(tmp_path: Path) -> None:
    words = '"""\n    import os\n    os.abort()\n    """\\'
    design = shop()
    design = design_of(
        replace(design.entities["customer"], description=words),
        replace(design.enum_types["order_status"], description=words),
        replace(design.indexes["ix_purchase_customer_id"], rationale=words),
        base=design,
    )
    with models(design, tmp_path, title=words) as app:
        assert app.Customer.__table__.comment == words


def test_an_expression_stays_a_text(tmp_path: Path) -> None:
    default = "'a'' || __import__(''os'')'::text"
    with models(design_of(field("customer", "x", default=default), base=shop()), tmp_path) as app:
        assert app.Customer(email="e").x == "a' || __import__('os')"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(designs(max_size=14), st.booleans())
def test_every_valid_design_makes_safe_python(design: Design, one_file: bool) -> None:
    made = bundle(design, Options(one_file=one_file))
    for path, text in made.files.items():
        assert path.isascii()
        if path.endswith(".py"):
            ast.parse(text)


def test_the_gate_stands_before_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    module = __import__("sys").modules[bundle_function.__module__]
    monkeypatch.setattr(module, "package_files", lambda plan, title: {"app/models/x.py": "import os\n"})
    with pytest.raises(UnsafeCode):
        bundle(shop())
