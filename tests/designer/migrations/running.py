"""Revisions run for real."""

import ast
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from designer.catalog import read
from designer.changes import Alter, Change, compare
from designer.migrations import Plan, plan, revision
from designer.model import EMPTY, Design
from designer.postgres import ScratchDatabase

CREATED = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)


def source_of(planned: Plan) -> str:
    """A revision of the plan; it parses."""
    python = revision(planned, id="0001", message="Change the schema", created=CREATED)
    ast.parse(python)
    return python


def migrate(database: ScratchDatabase, planned: Plan, function: str = "upgrade") -> None:
    """Runs upgrade() or downgrade() of the plan's revision."""
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    module: dict[str, object] = {}
    exec(compile(source_of(planned), "revision.py", "exec"), module)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with context.begin_transaction(), Operations.context(context):
            module[function]()


def read_back(database: ScratchDatabase) -> Design:
    with database.connect() as connection:
        return read(connection)


def built(database: ScratchDatabase, design: Design) -> Design:
    """The design made in the empty database, as read from there."""
    migrate(database, plan(EMPTY, design))
    return read_back(database)


def differences(one: Design, other: Design) -> list[Change]:
    """What differs beside the order of fields: PostgreSQL adds columns at the end."""
    return [
        change
        for change in compare(one, other)
        if not (isinstance(change, Alter) and change.kind == "field" and change.attribute == "rank")
    ]
