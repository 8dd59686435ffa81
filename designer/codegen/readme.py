"""README.md of a bundle: what is in it, how to run it, what it needs."""

from collections.abc import Iterator

from designer.codegen.blueprint import Blueprint
from designer.codegen.minimum_version import minimum_version
from designer.codegen.models import exported_name
from designer.codegen.order import in_order, is_in_package, is_model
from designer.codegen.prose import in_code, in_markdown, sentence
from designer.model import Entity, SqlKind
from designer.model.inflection import plural

_COMMANDS = """\
## Start

```sh
pip install -r requirements.txt
export DATABASE_URL=postgresql+psycopg://user:password@localhost:5432/database
alembic upgrade head
```

`MIGRATION_DATABASE_URL` wins over `DATABASE_URL` for migrations: set it where the application goes through a connection
pooler. `alembic upgrade head --sql` prints the SQL instead; `alembic downgrade base` takes everything back, rows
included; `alembic check` says whether models and database have drifted apart.
"""
_USE = """\
## Use

```python
import os

from sqlalchemy import create_engine
from sqlmodel import Session, select

from {package}.models import {model}

engine = create_engine(os.environ["DATABASE_URL"])
with Session(engine) as session:
    for row in session.exec(select({model}).limit(10)):
        print(row)
```
"""
_NOTES = """\
## Good to know

- Models do not begin with `from __future__ import annotations`: with it SQLAlchemy cannot resolve the relationships.
- A required field with `default=None` is filled by the database: it is None until the row is written.
- Constructors of table models do not validate; `Model.model_validate(...)` does.
- Relationships load as the project chose ({loading}); `select(...).options(...)` chooses otherwise for one query.
"""
_CARRIED = {
    SqlKind.VIEW: "view",
    SqlKind.MATERIALIZED_VIEW: "materialized view",
    SqlKind.FUNCTION: "function",
    SqlKind.PROCEDURE: "procedure",
    SqlKind.TRIGGER: "trigger",
    SqlKind.RULE: "rule",
    SqlKind.POLICY: "row security policy",
    SqlKind.EXTENSION: "extension",
    SqlKind.COMPOSITE: "composite type",
}


def readme(plan: Blueprint, title: str) -> str:
    """Markdown; nothing that a person named or described is markup in it."""
    return "\n".join(filter(None, _sections(plan, title)))


def _sections(plan: Blueprint, title: str) -> Iterator[str]:
    design, package = plan.design, plan.options.package
    entities = [each for each in in_order(design, design.entities.values()) if is_in_package(design, each.id)]
    models = [each for each in entities if is_model(design, each.id)]
    yield f"# {in_markdown(title)}\n"
    tables, classes = _count(len(entities), "table"), _count(len(models), "SQLModel model")
    yield f"{tables}, {classes}, and the migration that makes them.\n"
    yield _requirements(plan)
    yield _COMMANDS
    if models:
        yield _USE.format(package=package, model=plan.names.classes[models[0].id])
    yield _contents(plan)
    if entities:
        yield _table(plan, entities)
    yield _carried(plan)
    yield _NOTES.format(loading=f"`lazy={str(design.conventions.loading)!r}`")


def _count(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else plural(what)}"


def _requirements(plan: Blueprint) -> str:
    version, reasons = minimum_version(plan.design)
    why = f" ({', '.join(reasons)})" if reasons else ""
    extensions = sorted(each.name for each in plan.design.sql_objects.values() if each.kind is SqlKind.EXTENSION)
    also = f", with {', '.join(map(in_code, extensions))}" if extensions else ""
    return f"Needs Python 3.12 or later and **PostgreSQL {version}** or later{why}{also}.\n"


def _contents(plan: Blueprint) -> str:
    package = plan.options.package
    rows = [
        (f"{package}/models/", "the models: one module an entity, all of them exported by the package"),
        ("migrations/", "Alembic's environment and the revisions"),
        ("alembic.ini", "Alembic's settings; the database's address comes from the environment"),
        ("pyproject.toml, requirements.txt", "what it depends on"),
        (".env.example", "the environment variables"),
    ]
    if plan.options.one_file:
        rows[0] = (f"{package}/models/tables.py", "the models, all in one module")
    lines = [f"- `{path}`: {what}" for path, what in rows]
    return "\n".join(["## What is in it", "", *lines, ""])


def _table(plan: Blueprint, entities: list[Entity]) -> str:
    rows = ["## Entities", "", "| Table | Model | Fields | What it is |", "|---|---|---|---|"]
    for entity in entities:
        name = exported_name(plan, entity)
        kind = f"`{name}`" if is_model(plan.design, entity.id) else f"`{name}` (a plain table: it has no primary key)"
        table, words = in_code(plan.design.qualified_name(entity)), sentence(in_markdown(entity.description, 300))
        rows.append(f"| {table} | {kind} | {len(plan.design.fields_of(entity.id))} | {words} |")
    return "\n".join([*rows, ""])


def _carried(plan: Blueprint) -> str:
    counts = {
        what: sum(each.kind is kind for each in plan.design.sql_objects.values()) for kind, what in _CARRIED.items()
    }
    found = [_count(number, what) for what, number in counts.items() if number]
    unverified = sorted(in_code(each.name) for each in plan.design.sql_objects.values() if not each.verified)
    lines = []
    if found:
        lines.append(f"The migration also makes what models cannot say: {', '.join(found)}.")
    if unverified:
        lines.append(f"Not tried on a server here: {', '.join(unverified)}.")
    return "\n".join(["## Beside the models", "", *lines, ""]) if lines else ""
