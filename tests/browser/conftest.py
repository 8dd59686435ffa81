"""A real Chromium before the real thing: `manage.py demo` with a database of its own, server and task worker."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000  # ms; a shared machine may be slow, a missing thing stays missing


class Site(NamedTuple):
    address: str
    name: str
    password: str


def unavailable(reason: str) -> None:
    """Skips, with the reason; fails where CI has said that a browser must be there."""
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(f"REQUIRE_BROWSER is set, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        unavailable("no Chromium is on the PATH: install it to run the browser tests")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        unavailable("playwright is not installed: uv sync --all-groups")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """What the first command of the README starts, told by what it prints."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'designer.sqlite3'}", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(ROOT / "manage.py"), "demo", "--port", "8400", "--workers", "1"]
    log = folder / "log"
    with log.open("wb") as output:
        demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield _told(demo, log)
    finally:
        demo.terminate()
        demo.wait(timeout=30)


def _told(demo: "subprocess.Popen[bytes]", log: Path) -> Site:
    for _ in range(240):
        text = log.read_text(encoding="utf-8")
        told = re.search(r"Open\s+(\S+)\s+Name\s+(\S+)\s+Password\s+(\S+)", text)
        if told:
            return Site(*told.groups())
        try:
            demo.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the demo did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture
def page(chromium: Any, site: Site) -> Iterator[Any]:
    """A page signed in as the demo user. A script error or a breach of the content security policy fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(site.address)
    page.get_by_label("Name").fill(site.name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="New project").first.wait_for()
    yield page
    context.close()
    assert faults == []
