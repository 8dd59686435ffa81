"""The environment of an exported bundle, run by Alembic itself."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from designer.migrations import VERSIONS, environment, formatted, plan, revision, revision_file_name
from designer.model import EMPTY
from designer.postgres import ScratchDatabase
from tests.designer.migrations.running import CREATED
from tests.designs import shop

MODELS = """
import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class Base(SQLModel, registry=registry(metadata=sa.MetaData())):
    pass
"""
type Alembic = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder with the shop's first revision and no models."""
    (tmp_path / VERSIONS).mkdir(parents=True)
    (tmp_path / "app" / "models").mkdir(parents=True)
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "models" / "__init__.py").write_text(MODELS)
    for path, text in environment().items():
        (tmp_path / path).write_text(text)
    python = revision(plan(EMPTY, shop()), id="0001", message="Create the shop", created=CREATED)
    (tmp_path / VERSIONS / revision_file_name("0001", "Create the shop", CREATED)).write_text(formatted(python))
    return tmp_path


@pytest.fixture
def alembic(bundle: Path, database: ScratchDatabase) -> Alembic:
    """Runs alembic in the bundle; the keywords are its environment."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
        given = variables or {"DATABASE_URL": database.url}
        command = [sys.executable, "-m", "alembic", *arguments]
        return subprocess.run(
            command, cwd=bundle, env={**inherited, **given}, capture_output=True, text=True, check=False
        )

    return run


def _tables(database: ScratchDatabase) -> set[str]:
    with database.connect() as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in rows}


def test_upgrades_and_downgrades(alembic: Alembic, database: ScratchDatabase) -> None:
    done = alembic("upgrade", "head")
    assert done.returncode == 0, done.stderr
    assert _tables(database) == {"alembic_version", "customer", "product", "purchase", "purchase_line"}

    done = alembic("downgrade", "base")
    assert done.returncode == 0, done.stderr
    assert _tables(database) == {"alembic_version"}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_takes_every_spelling_of_the_address(alembic: Alembic, database: ScratchDatabase, scheme: str) -> None:
    done = alembic("current", DATABASE_URL=database.url.replace("postgresql+psycopg", scheme))
    assert done.returncode == 0, done.stderr


def test_address_for_migrations_wins(alembic: Alembic, database: ScratchDatabase) -> None:
    done = alembic("upgrade", "head", DATABASE_URL="postgresql://nobody@nowhere/x", MIGRATION_DATABASE_URL=database.url)
    assert done.returncode == 0, done.stderr
    assert "customer" in _tables(database)


def test_says_what_is_missing(alembic: Alembic) -> None:
    done = alembic("upgrade", "head", DATABASE_URL="")
    assert done.returncode != 0
    assert "Set DATABASE_URL" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_refuses_another_database(alembic: Alembic) -> None:
    done = alembic("upgrade", "head", DATABASE_URL="sqlite:///x.db")
    assert "these migrations are for PostgreSQL" in done.stdout + done.stderr


def test_a_schema_named_like_the_role_does_not_take_the_tables(alembic: Alembic, database: ScratchDatabase) -> None:
    with database.connect() as connection:
        connection.execute(f'CREATE SCHEMA "{database.name}"')

    done = alembic("upgrade", "head")

    assert done.returncode == 0, done.stderr
    assert "customer" in _tables(database)


def test_prints_sql_that_makes_the_same(alembic: Alembic, database: ScratchDatabase) -> None:
    done = alembic("upgrade", "head", "--sql", DATABASE_URL="")
    assert done.returncode == 0, done.stderr

    with database.connect() as connection:
        connection.autocommit = True
        connection.execute(done.stdout.encode())
    assert "purchase_line" in _tables(database)


def test_check_sees_what_the_models_lack(alembic: Alembic) -> None:
    assert alembic("upgrade", "head").returncode == 0
    done = alembic("check")
    assert "remove_table" in done.stdout + done.stderr
    assert done.returncode != 0


def test_new_revisions_follow_the_same_form(alembic: Alembic, bundle: Path) -> None:
    assert alembic("upgrade", "head").returncode == 0
    done = alembic("revision", "-m", "Add a table")
    assert done.returncode == 0, done.stderr

    (written,) = (bundle / VERSIONS).glob("*_add_a_table.py")
    assert "Rollback: alembic downgrade -1" in written.read_text()
    assert alembic("upgrade", "head").returncode == 0


def test_a_second_deploy_waits_for_the_first(alembic: Alembic, bundle: Path, database: ScratchDatabase) -> None:
    with database.connect() as first:
        first.execute("SELECT pg_advisory_lock(727274)")
        command = [sys.executable, "-m", "alembic", "upgrade", "head"]
        environment_ = {**os.environ, "DATABASE_URL": database.url}
        environment_.pop("MIGRATION_DATABASE_URL", None)
        with subprocess.Popen(command, cwd=bundle, env=environment_, stderr=subprocess.PIPE) as second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(3)
            assert "customer" not in _tables(database)
            first.execute("SELECT pg_advisory_unlock(727274)")
            first.commit()
            assert second.wait(60) == 0
    assert "customer" in _tables(database)
