"""A plan as the Python source of an Alembic revision."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from textwrap import indent, wrap

from designer.migrations.column_types import NAMED_TYPE, NAMED_TYPE_SOURCE
from designer.migrations.plan import Plan
from designer.migrations.python_code import Call, Statement, one_line, statement
from designer.migrations.sql_code import execute
from designer.migrations.step import Cost, Lock, Step

_MANY = 8  # steps that a docstring names one by one


def revision(
    plan: Plan,
    *,
    id: str,
    message: str,
    created: datetime,
    down_revision: str | None = None,
) -> str:
    """Python source, not yet formatted (see `formatted`); the same arguments give the same text.

    id, down_revision: Alembic's revision identifiers. message: what it is for, one line. created: with its time zone.
    """
    body = f"{_function('upgrade', plan.upgrade)}\n\n{_function('downgrade', plan.downgrade)}"
    blocks = [
        _docstring(plan, id, message, created, down_revision),
        _imports(body),
        "\n".join(_identifiers(id, down_revision)),
    ]
    if f"{NAMED_TYPE}(" in body:
        blocks.append(NAMED_TYPE_SOURCE)
    return "\n\n".join([*blocks, body])


def formatted(python: str) -> str:
    """The source as `ruff format` lays it out at its defaults. Raises CalledProcessError where it does not parse."""
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length=120", "-"]
    done = subprocess.run(command, input=python, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def revision_file_name(id: str, message: str, created: datetime) -> str:
    """`20260131_1405_<id>_create_the_initial_schema.py`: sorts by time, says what it does, in [a-z0-9_] alone."""
    words = "".join(character if character in _FILE_CHARACTERS else " " for character in message.lower()).split()
    slug = "_".join(words)[:60].rstrip("_") or "revision"
    return f"{created:%Y%m%d_%H%M}_{id}_{slug}.py"


_FILE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def _identifiers(id: str, down_revision: str | None) -> Iterator[str]:
    yield f"revision: str = {id!r}"
    yield f"down_revision: str | None = {down_revision!r}"
    yield "branch_labels: str | None = None"
    yield "depends_on: str | None = None"


def _imports(body: str) -> str:
    lines = ["import sqlalchemy as sa", "from alembic import op"]
    if "postgresql." in body:
        lines.append("from sqlalchemy.dialects import postgresql")
    if "sa." not in body and NAMED_TYPE not in body:
        del lines[0]
    return "\n".join(lines)


# --- the docstring ----------------------------------------------------------------------------------------------------


def _docstring(plan: Plan, id: str, message: str, created: datetime, down_revision: str | None) -> str:
    title = one_line(message).rstrip(".") or "Change the schema"
    lines = [
        f"{title}.",
        "",
        f"Revision ID: {one_line(id)}",
        f"Revises: {one_line(down_revision or '')}".rstrip(),
        f"Create Date: {created.isoformat(sep=' ')}",
        "",
        *_purpose(plan.upgrade),
        "",
        *_risk(plan.upgrade),
        "",
        *_rollback(plan.downgrade),
    ]
    return '"""' + "\n".join(lines) + '\n"""'


def _purpose(steps: tuple[Step, ...]) -> Iterator[str]:
    if not steps:
        yield "Purpose: no change of the database."
    elif len(steps) <= _MANY:
        yield "Purpose:"
        yield from _items(step.summary for step in steps)
    else:
        yield f"Purpose: {len(steps)} steps, in the order of upgrade()."


def _risk(steps: tuple[Step, ...]) -> Iterator[str]:
    locking = [step for step in steps if step.hazard is not None and step.hazard.lock is not Lock.NONE]
    losing = sum(step.loses_data for step in steps)
    if not locking:
        yield "Risk: none for a database in use: no table that exists is locked, read or rewritten."
        return
    slow = [step for step in locking if step.hazard is not None and step.hazard.cost is not Cost.INSTANT]
    yield f"Risk: {len(locking)} steps lock a table in use, {len(slow)} of them for as long as its size takes"
    yield f"(see the comments below). {_losses(losing)}".rstrip()
    yield "Where a lock is not to be had within 5 seconds, the revision stops and leaves nothing behind: run it again."


def _rollback(steps: tuple[Step, ...]) -> Iterator[str]:
    losing = sum(step.loses_data for step in steps)
    final = sum(not step.reversible for step in steps)
    text = f"Rollback: alembic downgrade -1. {_losses(losing)}".rstrip()
    yield f"{text} {final} steps do not come back as they were." if final else text


def _losses(count: int) -> str:
    if not count:
        return ""
    return f"{count} {'step loses' if count == 1 else 'steps lose'} rows or values for good: back up first."


def _items(sentences: Iterator[str]) -> Iterator[str]:
    return (f"- {one_line(each)}" for each in sentences)


# --- the functions ----------------------------------------------------------------------------------------------------


def _function(name: str, steps: tuple[Step, ...]) -> str:
    statements = list(_statements(steps))
    return f"def {name}() -> None:\n" + indent("\n".join(statements) or "pass", "    ") + "\n"


def _statements(steps: tuple[Step, ...]) -> Iterator[str]:
    if any(_makes_a_routine(call) for step in steps for call in step.statements):
        # A body may name what is created after it.
        yield statement(execute("SET LOCAL check_function_bodies = off"))
    for hazard, alike in groupby(steps, lambda step: step.hazard):
        if hazard is not None and hazard.lock is not Lock.NONE:
            yield from wrap(
                f"{hazard.lock} lock, {hazard.cost}. {one_line(hazard.advice)}",
                width=114,
                initial_indent="# ",
                subsequent_indent="# ",
            )
        yield from (step.source for step in alike)


def _makes_a_routine(call: Statement) -> bool:
    match call:
        case Call("op.execute", (str(text),)) | Call("op.execute", (Call(_, (str(text),)),)):
            words = text[:60].upper()
            return words.startswith("CREATE") and ("FUNCTION" in words or "PROCEDURE" in words)
        case _:
            return False
