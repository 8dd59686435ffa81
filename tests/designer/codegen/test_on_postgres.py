"""What was generated, run on a real server: `alembic`, `create_all`, and sessions."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, select

from designer.catalog import read
from designer.changes import Alter, Change, compare, match
from designer.codegen import bundle
from designer.model import Design
from designer.postgres import ScratchDatabase, scratch_database
from tests.designer.codegen.designs import letters, tenants
from tests.designer.codegen.loading import models, written
from tests.designs import shop

EVERYTHING = Path(__file__).parents[1] / "migrations" / "everything.sql"


def _read(sql: str) -> Design:
    with scratch_database() as found, found.connect() as connection:
        connection.execute(sql.encode())
        return read(connection)


def _upgrade_and_check(folder: Path, database: ScratchDatabase) -> None:
    """`alembic upgrade head` and `alembic check`, in a process of their own."""
    commands = "from alembic import command, config; c = config.Config('alembic.ini')"
    done = subprocess.run(
        [sys.executable, "-c", f"{commands}; command.upgrade(c, 'head'); command.check(c)"],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": database.url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_models_and_migration_agree_on_everything(database: ScratchDatabase, tmp_path: Path) -> None:
    design = _read(EVERYTHING.read_text(encoding="utf-8"))
    _upgrade_and_check(written(bundle(design), tmp_path), database)


@pytest.mark.parametrize("make", [letters, tenants, shop])
def test_the_metadata_alone_makes_the_database_of_the_migration(
    make: Callable[[], Design], database: ScratchDatabase, tmp_path: Path
) -> None:
    _upgrade_and_check(written(bundle(make()), tmp_path), database)
    with database.connect() as connection:
        connection.execute("DROP TABLE alembic_version")
        migrated = read(connection)
    with scratch_database() as other, models(make(), tmp_path) as app:
        _create_all(app, other)
        with other.connect() as connection:
            assert _differences(migrated, read(connection)) == []


def _create_all(app: object, database: ScratchDatabase) -> None:
    engine = create_engine(database.url)
    app.Base.metadata.create_all(engine)  # type: ignore[attr-defined]
    engine.dispose()


def _differences(old: Design, new: Design) -> list[Change]:
    # SQLAlchemy has no place for the comment of an index.
    return [
        change
        for change in compare(old, match(old, new).design)
        if not (isinstance(change, Alter) and change.attribute == "description" and change.object in old.indexes)
    ]


def test_hostile_names_reach_the_database_as_they_are(database: ScratchDatabase, tmp_path: Path) -> None:
    table, column = 'my "table" 100%s :x', "a.b 50% (客户) \\ '"
    quoted = [name.replace('"', '""') for name in (table, column)]
    design = _read(
        f'CREATE TABLE "{quoted[0]}" ("{quoted[1]}" text PRIMARY KEY CHECK (length("{quoted[1]}") > 1), '
        f"x text UNIQUE DEFAULT '50%% :a' REFERENCES \"{quoted[0]}\"); "
        f'CREATE INDEX "i %" ON "{quoted[0]}" (lower("{quoted[1]}") DESC) WHERE x <> \'%\''
    )
    with models(design, tmp_path) as app:
        _create_all(app, database)
        with database.connect() as connection:
            assert _differences(design, read(connection)) == []


def test_rows_are_written_and_read_through_relationships(database: ScratchDatabase, tmp_path: Path) -> None:
    with models(shop(), tmp_path) as app:
        _create_all(app, database)
        engine = create_engine(database.url)
        with Session(engine) as session:
            alice = app.Customer(email="alice@example.org")
            line = app.PurchaseLine(quantity=2, product=app.Product(name="Tea", price=3))
            session.add(app.Purchase(customer=alice, purchase_lines=[line]))
            session.commit()
        with Session(engine) as session:
            found = session.exec(select(app.Purchase)).one()
            assert found.status is app.OrderStatus.PENDING
            assert found.customer.email == "alice@example.org"
            assert [each.product.name for each in found.purchase_lines] == ["Tea"]
            assert found.created_at.tzinfo is not None
            before = found.updated_at
            found.note = "now"
            session.commit()
            assert found.updated_at > before
            session.delete(found)
            session.commit()
            assert session.exec(select(app.PurchaseLine)).all() == []
        engine.dispose()


def test_rows_that_need_each_other_are_written_together(database: ScratchDatabase, tmp_path: Path) -> None:
    with models(tenants(), tmp_path) as app:
        _create_all(app, database)
        engine = create_engine(database.url)
        with Session(engine) as session:
            tenant = app.Tenant(id=1, name="T")
            boss = app.Member(tenant=tenant, id=1)
            boss.team = app.Team(tenant=tenant, id=1, owner=boss)
            session.add_all([boss, app.Member(tenant=tenant, id=2, manager=boss)])
            session.commit()
            assert boss.team_id == 1
            assert [each.id for each in boss.manager_members] == [2]
            boss.team = None
            session.commit()
            assert (boss.team_id, boss.tenant_id) == (None, 1)
        engine.dispose()


def test_changes_inside_documents_and_arrays_are_saved(database: ScratchDatabase, tmp_path: Path) -> None:
    design = _read(
        "CREATE TABLE thing (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " settings jsonb NOT NULL DEFAULT '{}', tags text[] NOT NULL DEFAULT '{}', data jsonb)"
    )
    with models(design, tmp_path) as app:
        _create_all(app, database)
        engine = create_engine(database.url)
        with Session(engine, expire_on_commit=False) as session:
            made = app.Thing(settings={"a": 1})
            session.add(made)
            session.commit()
            assert isinstance(made.id, int)
            made.settings["b"] = 2
            made.tags.append("new")
            session.commit()
        with Session(engine) as session:
            found = session.exec(select(app.Thing)).one()
            assert (found.settings, found.tags) == ({"a": 1, "b": 2}, ["new"])
            assert session.exec(select(app.Thing).where(app.Thing.data.is_(None))).one() is found
        engine.dispose()
