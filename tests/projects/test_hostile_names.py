"""Names that mean harm, through every form and through the import: a clear sentence or a safe bundle; nothing runs."""

import ast
import io
import tempfile
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from msgspec import Struct
from msgspec.structs import replace

from designer.changes import compare
from designer.codegen import bundle
from designer.importers import ImportRefused, Verdict, read_sql
from designer.model import Design, Entity, EnumType, EnumValue, Schema, literal, quote
from designer.proof import ProofReport, prove
from projects import heads, journal
from projects.models import Project
from projects.recent import Recent
from tests.designs import design_of, foreign_key, table
from tests.projects.test_workspace import HTMX

# {canary} is the path of a file that only something that runs can make.
RUNNING = (
    "'''+__import__('os').system('touch {canary}')+'''",
    '"""+__import__("os").system("touch {canary}")+"""',
    "\"; import os; os.system('touch {canary}')#",
    "{{__import__('os').system('touch {canary}')}}",
    "\\'+open('{canary}','w')+\\'",
    "$(touch {canary})`touch {canary}`",
    "';COPY(SELECT 1)TO PROGRAM 'touch {canary}';--",
)
WORDS = (
    *("class", "None", "import", "metadata", "registry", "__class__", "__init__", "__table_args__", "self", "Base"),
    *(
        "sa",
        "op",
        "upgrade",
        "model_config",
        "print",
        "list",
        "select",
        "user",
        "con",
        "id",
        "fields",
        "models",
        "a__b",
    ),
)
TEXTS = (
    *('say "hi"', "it's", "back\\slash", "ends with \\", '"""', "'''", '\\"""', "\\x22\\u0022\\N{BULLET}", "# noqa"),
    *("</script><script>hostile()</script>", '"><hostile onhostile="1">', "' onhostile='1", "--><hostile>]]><hostile>"),
    *(
        "{{ 7777*7 }}",
        "{% now %}",
        "${{7777*7}}",
        "{hostile!r}",
        "%s %(x)s %%",
        ":bind",
        "$$ $1 */ /* --",
        "<%= 7777*7 %>",
    ),
    *("../../../etc/passwd", "..", ".", "/", "a/b.py", "C:\\con", "~", "*", "# -*- coding: utf-7 -*-", "javascript:x"),
    *(
        '"); DROP SCHEMA public CASCADE; --',
        "'; DROP TABLE probe; --",
        " ",
        "  led",
        "9",
        "-",
        "(a)",
        "a b",
        "A B",
        "a_b",
    ),
    *("имя", "表", "ß", "😀", "\ufb01", "\u212a", "e\u0301", "\u0660", "İ", "a" * 63, "é" * 31),
)
REFUSED = (
    *(
        "a" * 200,
        '"""\nimport os\n"""',
        "a\x00b",
        "\u202eevil",
        "a\rb",
        "a\tb",
        "a\u2028b",
        "a\x1b[2J",
        "zero\u200bwidth",
    ),
    *("\ufeff", "é" * 32),
)
CUT = ("a" * 200, "é" * 32)
HELD = 30  # foreign keys and indexes of an import: the sharp names and some words
# What the forms are sent; the import gets them all.
SHARP = (
    *(
        "class",
        "metadata",
        "__class__",
        'say "hi"',
        "ends with \\",
        '"""',
        "{{ 7777*7 }}",
        "%s %(x)s %%",
        "имя",
        "a" * 63,
    ),
    *("</script><script>hostile()</script>", '"><hostile onhostile="1">', "../../../etc/passwd"),
    '"); DROP SCHEMA public CASCADE; --',
)
PAGES = ("design", "history", "checklist", "export", "settings", "project-deletion")
CONVENTIONS = {"key_style": "bigint", "table_names": "singular", "target_version": "16", "updated_at": "onupdate"}
RELATED = {"parent": "parent", "on_delete": "CASCADE", "on_update": "NO ACTION", "with_index": "on"}
RELATION = {"cardinality": "1:n", "on_delete": "CASCADE", "on_update": "NO ACTION", "required": "on"}
DESCRIBED = ("entity", "field", "unique key", "check", "enum", "foreign-key field")

# form -> (URL name, the object it is about, its post but for the name, which of it is the name)
FORMS: dict[str, tuple[str, tuple[str, ...], dict[str, str], str]] = {
    "entity": ("entity-new", (), {"schema": "public", "key": "uuid"}, "name"),
    "field": ("fields", ("fields",), {"type": "text"}, "name"),
    "unique key": ("unique-new", ("uniques",), {"members": "id"}, "name"),
    "index": ("index-new", ("indexes",), {"members": "id", "method": "btree"}, "name"),
    "check": ("check-new", ("checks",), {"expression": "id IS NOT NULL"}, "name"),
    "enum": ("enum-new", (), {"schema": "in kinds", "values": "a"}, "name"),
    "enum value": ("enum-values", ("kind",), {}, "value"),
    "foreign-key field": ("relationship-new", ("keys",), {**RELATED, "cardinality": "1:n"}, "field_name"),
    "child's attribute": ("relationship", ("child_parent_id_fkey",), {**RELATION, "name": "key"}, "child_name"),
    "parent's attribute": ("relationship", ("child_parent_id_fkey",), {**RELATION, "name": "key"}, "parent_name"),
    "constraint": ("relationship", ("child_parent_id_fkey",), RELATION, "name"),
    "link entity": ("relationship-new", ("links",), {**RELATED, "cardinality": "n:m"}, "link"),
    "project": ("settings", (), CONVENTIONS, "name"),
    "description": ("entity-about", ("parent",), {"name": "parent", "schema": "public"}, "description"),
}

# Names of the database; attributes, link entities and projects have rules of their own.
STORED = ("entity", "field", "unique key", "index", "check", "enum", "enum value", "foreign-key field", "constraint")

# SQLAlchemy 2.1 reads foreign keys back with a regular expression that loses its way in names with these, so that
# `alembic check` fails on them: such a design cannot be proven, and its proof says why.
UNREFLECTED = set("(),.")


class Answer(Struct, frozen=True):
    """What a form said to one name. fault: what was raised, "" for nothing."""

    form: str
    name: str
    status: int
    html: str
    fault: str


class Harvest(Struct, frozen=True):
    """What all forms together have let through. pages: URL -> HTML. disposition: of the zip."""

    answers: tuple[Answer, ...]
    design: Design
    pages: dict[str, str]
    zip: bytes
    disposition: str


class _Seen(HTMLParser):
    """Elements, attributes and scripts of a page that only hostile text can have made."""

    def __init__(self) -> None:
        super().__init__()
        self.planted: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        self.planted += [tag] if tag == "hostile" else []
        self.planted += [f"{tag} {name}={value}" for name, value in attrs if name == "onhostile"]
        self.planted += [f"{tag} {value}" for name, value in attrs if name in {"href", "src"} and _is_script(value)]

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if "54439" in data or (self._script and "hostile" in data):
            self.planted.append(data)


def _is_script(address: str | None) -> bool:
    return bool(address) and str(address).lstrip().lower().startswith("javascript:")


def planted(html: str) -> list[str]:
    seen = _Seen()
    seen.feed(html)
    return seen.planted


def test_a_page_that_escapes_nothing_would_be_seen() -> None:
    for name in ("</script><script>hostile()</script>", '"><hostile onhostile="1">'):
        assert planted(f'<script>x = "{name}"</script><p title="{name}">{name}</p>')


@pytest.fixture(scope="module")
def canary() -> Iterator[Path]:
    """A path that is short enough to stand in a name of 63 bytes."""
    with tempfile.TemporaryDirectory(prefix="c") as folder:
        yield Path(folder, "x")


@pytest.fixture(scope="module")
def names(canary: Path) -> tuple[str, ...]:
    """Every hostile name that PostgreSQL can hold."""
    running = [each.replace("{canary}", str(canary)) for each in RUNNING]
    return tuple(dict.fromkeys((*running, *SHARP, *WORDS, *TEXTS)))


@pytest.fixture(autouse=True)
def nothing_runs(canary: Path) -> Iterator[None]:
    yield
    assert not canary.exists()


def test_what_runs_would_be_seen(canary: Path, names: tuple[str, ...]) -> None:
    hostile = next(each for each in names if each.startswith("'''+__import__"))
    exec(f"x = '''a'''; y = str('''{hostile}''') if False else None")
    with pytest.raises(TypeError):
        exec(f"x = '''{hostile}'''")
    assert canary.exists()
    canary.unlink()


def probes() -> Design:
    """Entities for what the forms make, each in a schema of its own, so that one name can be used by each."""
    schemas = ("fields", "uniques", "indexes", "checks", "keys", "links", "kinds")
    design = design_of(*(Schema(id=f"in {each}", name=each) for each in schemas), *table("parent"), *table("child"))
    for each in schemas[:-1]:
        entity, *parts = table(each)
        assert isinstance(entity, Entity)
        design = design_of(replace(entity, schema=f"in {each}"), *parts, base=design)
    kind = (
        EnumType(id="kind", schema="in kinds", name="kind"),
        EnumValue(id="first", enum="kind", value="a", rank="1"),
    )
    return design_of(*kind, *foreign_key("child", "parent_id", "parent"), base=design)


@pytest.fixture(scope="module")
def harvest(django_db_setup: None, django_db_blocker: Any, names: tuple[str, ...]) -> Iterator[Harvest]:
    """Sharp names sent to every form of one project, and then its pages; what is kept is plain data."""
    with django_db_blocker.unblock(), transaction.atomic():
        for kept in (each for each in vars(heads).values() if isinstance(each, Recent)):
            kept.clear()
        yield _harvest((*names[:2], *SHARP))
        transaction.set_rollback(True)


def _harvest(names: tuple[str, ...]) -> Harvest:
    owner = User.objects.create_user("alice", password=None)
    project = Project.objects.create(owner=owner, name="Probe")
    journal.save(project, owner, lambda design: compare(design, probes()), summary="Built probes")
    client = Client(raise_request_exception=False)
    client.force_login(owner)
    answers = tuple(_posted(client, project, form, name) for form in FORMS for name in (*names, *REFUSED[:3]))
    project.refresh_from_db()
    pages = {url: client.get(url) for url in _pages(project)}
    assert {url: each.status_code for url, each in pages.items() if each.status_code != 200} == {}
    archive = client.get(reverse("archive", args=(project.pk,)))
    return Harvest(
        answers=answers,
        design=heads.design_of(project),
        pages={url: each.content.decode() for url, each in pages.items()},
        zip=archive.content,
        disposition=archive["Content-Disposition"],
    )


def _posted(client: Client, project: Project, form: str, name: str) -> Answer:
    view, about, post, attribute = FORMS[form]
    described = {"description": name} if form in DESCRIBED else {}
    url = reverse(view, args=(project.pk, *about))
    project.refresh_from_db(fields=["number", "digest"])
    # The diagram, which is the same on every page, is looked at once, in the end.
    state = {**HTMX, "Design-State": project.state}
    response: Any = client.post(url, {**post, **described, attribute: name}, headers=state)
    fault = repr(response.exc_info[1]) if response.exc_info else ""
    return Answer(form=form, name=name, status=response.status_code, html=response.content.decode(), fault=fault)


def _pages(project: Project) -> Iterator[str]:
    design = heads.design_of(project)
    for name in PAGES:
        yield reverse(name, args=(project.pk,))
    yield reverse("projects")
    yield f"{reverse('export', args=(project.pk,))}?file=app/models/__init__.py"
    abouts = {"fields": "entity", "parent": "entity-about", "keys": "entity-relationships", "indexes": "entity-keys"}
    for entity, name in {**abouts, "checks": "entity-keys", "uniques": "deletion"}.items():
        yield reverse(name, args=(project.pk, entity))
    yield reverse("enum", args=(project.pk, "kind"))
    yield reverse("relationship", args=(project.pk, "child_parent_id_fkey"))
    for each in sorted(entity.id for entity in design.entities.values() if entity.name in SHARP)[:6]:
        yield reverse("entity", args=(project.pk, each))
        yield reverse("deletion", args=(project.pk, each))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_takes_a_name_or_says_why_not(form: str, harvest: Harvest) -> None:
    answers = [each for each in harvest.answers if each.form == form]
    assert [(each.name, each.status, each.fault) for each in answers if each.status not in {200, 302, 422}] == []
    refused = [each for each in answers if each.status == 422]
    assert [each.name for each in refused if 'class="errors"' not in each.html] == []
    assert [(each.name, found) for each in answers if (found := planted(each.html))] == []


@pytest.mark.parametrize("form", STORED)
def test_what_postgresql_can_hold_is_taken_and_the_rest_is_refused(form: str, harvest: Harvest) -> None:
    refused = {each.name for each in harvest.answers if each.form == form and each.status == 422}
    assert refused == set(REFUSED[:3])


def test_no_page_shows_a_name_as_anything_but_text(harvest: Harvest) -> None:
    assert [(url, found) for url, html in harvest.pages.items() if (found := planted(html))] == []
    assert any("&lt;/script&gt;&lt;script&gt;hostile()" in html for html in harvest.pages.values())
    assert "54439" not in "".join(harvest.pages.values())


def assert_safe(design: Design) -> ProofReport:
    """The bundle's modules are Python, its files lie in one folder, and a PostgreSQL proves it."""
    files = bundle(design).files
    for path, text in files.items():
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts
        assert path.isascii()
        if path.endswith(".py"):
            ast.parse(text, path)
    return prove(design)


def shown(report: ProofReport) -> dict[str, object]:
    return {name: getattr(report, name) for name in ("proven", "differences", "drift_details", "leftovers", "logs")}


PROVEN = {"proven": True, "differences": (), "drift_details": (), "leftovers": (), "logs": {}}


def test_what_the_forms_took_is_a_safe_bundle_that_is_proven(harvest: Harvest) -> None:
    assert len(harvest.design.entities) > 2 * len(SHARP)
    assert shown(assert_safe(harvest.design)) == PROVEN


def test_the_zip_unpacks_into_one_folder(harvest: Harvest) -> None:
    found = zipfile.ZipFile(io.BytesIO(harvest.zip)).namelist()
    assert len({each.split("/")[0] for each in found}) == 1, found
    assert "\n" not in harvest.disposition


def sql_of(names: tuple[str, ...]) -> str:
    """Each name as a table, a column, a check, an enum and its value, a foreign key, an index, a schema, a comment."""
    made = ["CREATE SCHEMA kinds; CREATE SCHEMA held;"]
    for name in names:
        quoted, text = quote(name), literal(name)
        made += [
            f"CREATE TYPE kinds.{quoted} AS ENUM ({text});",
            f"CREATE TABLE public.{quoted} (the_key bigint PRIMARY KEY, {quoted} kinds.{quoted} DEFAULT {text},",
            f"  CONSTRAINT {quoted} CHECK ({quoted} <> {text}));",
            f"COMMENT ON TABLE public.{quoted} IS {text}; COMMENT ON COLUMN public.{quoted}.{quoted} IS {text};",
        ]
    columns = ", ".join(
        f"{quote(each)} bigint"
        + ("" if UNREFLECTED & set(each) else f" CONSTRAINT {quote(each)} REFERENCES public.{quote(each)}")
        for each in names[:HELD]
    )
    made.append(f"CREATE TABLE held.holder (the_key bigint PRIMARY KEY, {columns});")
    made += [f"CREATE INDEX {each} ON held.holder ({each});" for each in map(quote, names[:HELD])]
    made += [f"CREATE SCHEMA {each}; CREATE TABLE {each}.{each} (id int PRIMARY KEY);" for each in map(quote, SHARP)]
    return "\n".join(made)


def test_what_an_import_took_is_a_safe_bundle_that_is_proven(names: tuple[str, ...]) -> None:
    design, report = read_sql(sql_of(names))
    assert [each for each in report.statements if each.verdict is not Verdict.KEPT] == []
    assert {each.name for each in design.entities.values()} == {*names, "holder"}
    assert {each.name for each in design.indexes.values()} == set(names[:HELD])
    assert shown(assert_safe(design)) == PROVEN


@pytest.mark.parametrize("name", [each for each in REFUSED if each not in CUT])
def test_an_import_says_which_name_cannot_be(name: str) -> None:
    with pytest.raises(ImportRefused, match=r"cannot be part of a design|it holds the character U\+0000"):
        read_sql(f"CREATE TABLE {quote(name)} (id int PRIMARY KEY)")


@pytest.mark.parametrize("name", CUT)
def test_an_import_says_that_postgresql_cuts_a_name(name: str) -> None:
    design, report = read_sql(f"CREATE TABLE {quote(name)} (id int PRIMARY KEY)")
    assert [each.name for each in design.entities.values()] == [name.encode()[:63].decode(errors="ignore")]
    assert report.statements[0].verdict is Verdict.KEPT
    assert "PostgreSQL cuts names at 63 bytes" in report.statements[0].reason


def test_the_page_of_an_import_shows_names_as_text(alice: User, as_alice: Client) -> None:
    project = Project.objects.create(owner=alice, name='"><hostile>')
    page = as_alice.post(reverse("import", args=(project.pk,)), {"text": sql_of(SHARP[-6:])}, follow=True)
    assert page.status_code == 200
    assert "kept, 0 approximated, 0 dropped" in page.content.decode()
    assert planted(page.content.decode()) == []


@pytest.mark.parametrize("name", [*SHARP, *REFUSED[:4]])
def test_a_new_project_may_be_called_anything_or_says_why_not(name: str, as_alice: Client) -> None:
    post = {**CONVENTIONS, "name": name, "start": "blank"}
    page = as_alice.post(reverse("project-new"), post, follow=True)
    assert page.status_code in {200, 422}
    assert planted(page.content.decode()) == []
