"""The user's six steps, in a real browser, down to `alembic upgrade head` of what was downloaded."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from designer.catalog import read
from designer.model import Design
from designer.postgres import scratch_database
from tests.shared_schemas import real_schema

pytestmark = pytest.mark.browser


def new_project(page: Any, name: str, start: str) -> None:
    page.get_by_role("link", name="New project").first.click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("radio", name=start).check()
    page.get_by_role("button", name="Create project").click()


def new_entity(page: Any, name: str) -> None:
    page.get_by_role("link", name="Entity").first.click()
    page.locator("#inspector").get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Add entity").click()
    page.locator(".er").get_by_role("button", name=name).wait_for()


def new_field(page: Any, name: str, type: str, *, unique: bool = False) -> None:
    page.get_by_label("Name of a new field").fill(name)
    page.get_by_label("Type of a new field").fill(type)
    page.get_by_label("New field unique").set_checked(unique)
    page.get_by_role("button", name="Add field").click()
    page.get_by_label(f"Name of {name}", exact=True).wait_for()


def new_relationship(page: Any, child: str, parent: str, cardinality: str) -> None:
    page.locator("#outline").get_by_role("link", name=child, exact=True).click()
    page.locator("#inspector").get_by_role("link", name="Relationship", exact=False).last.click()
    form = page.locator("#relationship-form")
    form.get_by_label("Belongs to").select_option(label=parent)
    form.get_by_label("Cardinality").select_option(value=cardinality)
    page.wait_for_load_state("networkidle")
    page.locator("#relationship-form").get_by_role("button", name="Add relationship").click()
    page.locator("#relationship-form").wait_for(state="detached")


def prove_and_download(page: Any, folder: Path) -> Path:
    """Exports, waits for the proof to pass, and unpacks the bundle; gives its folder."""
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_role("button", name="Prove").click()
    page.get_by_role("link", name="Download, proven").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download, proven").click()
    archive = folder / "bundle.zip"
    download.value.save_as(archive)
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder / "bundle")
    return next((folder / "bundle").rglob("alembic.ini")).parent


def upgraded(bundle: Path) -> Design:
    """What `alembic upgrade head` in the folder makes of an empty database."""
    with scratch_database() as database:
        command = [sys.executable, "-m", "alembic", "upgrade", "head"]
        environment = {**os.environ, "DATABASE_URL": database.url}
        done = subprocess.run(command, cwd=bundle, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        with database.connect() as connection:
            return read(connection)


def tables(design: Design) -> set[str]:
    return {entity.name for entity in design.entities.values()} - {"alembic_version"}


def test_a_design_by_form_from_a_blank_project(page: Any, tmp_path: Path) -> None:
    new_project(page, "By form", "Blank")
    new_entity(page, "customer")
    new_field(page, "email", "varchar(320)", unique=True)
    new_entity(page, "product")
    new_field(page, "name", "text")
    new_field(page, "price", "numeric(12,2)")
    new_entity(page, "purchase")
    new_field(page, "note", "text")
    new_relationship(page, "purchase", "customer", "1:n")
    new_relationship(page, "purchase", "product", "n:m")

    page.locator("#undo").click()
    page.locator("#redo:not([disabled])").click()
    page.locator("#redo[disabled]").wait_for()

    page.locator("nav").get_by_role("link", name="Checklist").click()
    page.get_by_role("heading", name="Checklist").wait_for()

    design = upgraded(prove_and_download(page, tmp_path))
    assert {"customer", "product", "purchase"} < tables(design)
    assert len(design.relationships) == 3
    purchase = next(entity for entity in design.entities.values() if entity.name == "purchase")
    names = {field.name for field in design.fields_of(purchase.id)}
    assert {"id", "note", "customer_id", "created_at", "updated_at"} <= names


def test_a_real_schema_imported(page: Any, tmp_path: Path) -> None:
    chinook = real_schema("chinook")
    new_project(page, "Chinook", "Paste or upload")
    page.get_by_label("SQL", exact=False).first.fill(chinook)
    page.get_by_role("button", name="Import").click()
    page.get_by_text("kept").first.wait_for()

    page.get_by_role("link", name="Design", exact=True).click()
    page.locator(".er").get_by_role("button", name="InvoiceLine").click()
    page.get_by_label("Name of UnitPrice").wait_for()

    page.locator("nav").get_by_role("link", name="Checklist").click()
    page.get_by_role("heading", name="Checklist").wait_for()

    design = upgraded(prove_and_download(page, tmp_path))
    assert len(tables(design)) == 11
    assert len(design.relationships) == 11
