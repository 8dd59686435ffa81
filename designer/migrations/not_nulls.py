"""Names of NOT NULL constraints: PostgreSQL 18 gives them, and keeps them when the table or column is renamed."""

from collections.abc import Iterator

from designer.catalog.default_names import default_name
from designer.migrations import hazards
from designer.migrations.python_code import Call
from designer.migrations.spelling import table_name
from designer.migrations.sql_code import execute
from designer.migrations.step import Step
from designer.model import Design, Entity, Field, Id, literal
from designer.model.names import identifier


def follow(old: Design, settled: Design) -> Iterator[Step]:
    """The steps that let names which nobody has chosen follow a rename, as they would be chosen now.

    Whether there are any is asked on the server: before PostgreSQL 18 there are none.
    """
    renames: dict[Id, list[tuple[str, str]]] = {}
    for before in old.fields.values():
        after = settled.fields[before.id]
        was, becomes = _name(old, before), _name(settled, after)
        if was != becomes and not before.nullable and before.not_null_name is None and not before.inherited:
            renames.setdefault(before.entity, []).append((was, becomes))
    for entity, pairs in sorted(renames.items(), key=lambda item: table_name(settled, item[0])):
        yield _step(settled.entities[entity], execute(_block(settled, entity, _in_turn(sorted(pairs)))))


def _in_turn(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same renames; by way of other names where one takes what another still has."""
    if not {was for was, _ in pairs} & {becomes for _, becomes in pairs}:
        return pairs
    aside = [f"renaming_{number}" for number in range(len(pairs))]
    return [(was, name) for (was, _), name in zip(pairs, aside, strict=True)] + [
        (name, becomes) for (_, becomes), name in zip(pairs, aside, strict=True)
    ]


def _name(design: Design, field: Field) -> str:
    return default_name(design.entities[field.entity].name, field.name, "not_null")


def _renamed_if_there(table: str, was: str, becomes: str) -> str:
    there = f"SELECT FROM pg_constraint WHERE conrelid = {literal(table)}::regclass AND conname = {literal(was)}"
    rename = f"ALTER TABLE {table} RENAME CONSTRAINT {identifier(was)} TO {identifier(becomes)}"
    return f"    IF EXISTS ({there}) THEN\n        {rename};\n    END IF;\n"


def _block(settled: Design, entity: Id, pairs: list[tuple[str, str]]) -> str:
    table = table_name(settled, entity)
    body = f"\nBEGIN\n{''.join(_renamed_if_there(table, was, becomes) for was, becomes in pairs)}END\n"
    return f"DO $do${body}$do$" if "$do$" not in body else f"DO {literal(body)}"


def _step(entity: Entity, statement: Call) -> Step:
    return Step(
        summary=f"Rename the NOT NULL constraints of {entity.name} with it.",
        statements=(statement,),
        object=entity.id,
        hazard=hazards.BRIEF,
    )
