"""The engine on real schemas: import, read, draw, check, export, prove; psql and the peers side by side."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from designer.catalog import read
from designer.checklist import check
from designer.codegen import bundle
from designer.diagrams import Theme, draw, layout
from designer.importers import read_sql
from designer.model import Design
from designer.postgres import scratch_database
from designer.proof import prove
from tests.benchmarks import page, peers
from tests.benchmarks.figure import Figure, seconds
from tests.benchmarks.psql import psql
from tests.shared_schemas import FOLDER

SCHEMAS = ("chinook", "langfuse", "gitlab_2020")

figure = partial(Figure, group="engine")


def figures() -> Iterator[Figure]:
    if not FOLDER.is_dir():
        yield figure(name="all", value=None, note="the real schemas are not beside this checkout")
        return
    for name in SCHEMAS:
        path = FOLDER / f"{name}.sql"
        yield from _import(name, path)
        design, _ = read_sql(path.read_bytes())
        yield from _stages(name, design)
        yield from peers.figures(name, path)
    yield _paste_to_proof(FOLDER / "chinook.sql")
    yield from page.figures(FOLDER / "chinook.sql")


def _import(name: str, path: Path) -> Iterator[Figure]:
    """Against `psql -f` on the same server, as the same kind of unprivileged owner."""
    text = path.read_bytes()
    with scratch_database() as database:
        by_psql, _ = seconds(lambda: psql(path, database.conninfo))
        with database.connect() as connection:
            reading, _ = seconds(lambda: read(connection), times=3)
    importing, _ = seconds(lambda: read_sql(text), times=2)
    yield figure(name=f"psql {name}", value=by_psql)
    yield figure(name=f"import {name}", value=importing, limit=round(2 * by_psql + 0.5, 3))
    yield figure(name=f"read {name}", value=reading)


def _stages(name: str, design: Design) -> Iterator[Figure]:
    big = len(design.entities) > 300
    drawing, _ = seconds(lambda: draw(design, layout(design), theme=Theme.LIGHT), times=2)
    yield figure(name=f"draw {name}", value=drawing, limit=1.0 if big else None)
    checking, _ = seconds(lambda: check(design), times=3)
    yield figure(name=f"check {name}", value=checking, limit=1.0 if big else None)
    exporting, made = seconds(lambda: bundle(design))
    yield figure(
        name=f"export {name}: models and migration",
        value=exporting,
        limit=2.0 if big else None,
        note=f"{len(made.files)} files",
    )
    proving, proof = seconds(lambda: prove(design))
    yield figure(name=f"prove {name}", value=proving, note="proven" if proof.proven else "not proven")


def _paste_to_proof(path: Path) -> Figure:
    """What a person waits for from the paste of chinook to its proof report, the pages' own time aside."""

    def run() -> bool:
        design, _ = read_sql(path.read_bytes())
        draw(design, layout(design), theme=Theme.AUTO)
        check(design)
        return prove(design).proven

    spent, proven = seconds(run)
    return figure(
        name="chinook from paste to proof report", value=spent, limit=5.0, note="" if proven else "not proven"
    )
