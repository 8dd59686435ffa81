"""Renames and moves between schemas: facts that identities tell, so that nothing is dropped for a new name.

They run parents first (schemas, what lives in them, columns, constraints and indexes), so that each statement names
its parent by the new name and itself by the old one.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.catalog.default_names import default_name
from designer.migrations import hazards, not_nulls
from designer.migrations.constraints import Constraint
from designer.migrations.python_code import Call, call
from designer.migrations.spelling import qualified, schema_argument, table_name
from designer.migrations.sql_code import execute
from designer.migrations.step import Step
from designer.migrations.units import Key
from designer.model import (
    Check,
    Design,
    Domain,
    Entity,
    EnumType,
    EnumValue,
    Exclusion,
    Field,
    Id,
    Index,
    Object,
    PrimaryKey,
    Relationship,
    Schema,
    Sequence,
    Unique,
    literal,
)
from designer.model.names import identifier

type _InSchema = EnumType | Domain | Sequence | Entity

_WORDS = {EnumType: "TYPE", Domain: "DOMAIN", Sequence: "SEQUENCE", Entity: "TABLE"}


class _Rename(Struct, frozen=True):
    """scope: where no two may have one name at a time. now: the object under its old name, all else settled."""

    scope: tuple[str, ...]
    now: Object
    old: str
    new: str


def renames(old: Design, settled: Design, again: frozenset[Key]) -> Iterator[Step]:
    """The steps that give everything its new name. again: what is dropped and created anyway."""
    yield from _moves(old, settled)
    for group in _groups(old, settled):
        yield from _in_turn(settled, [rename for rename in group if Key(rename.now.id) not in again])
    yield from not_nulls.follow(old, settled)


def _in_turn(settled: Design, waiting: list[_Rename]) -> Iterator[Step]:
    """Each once its new name is free."""
    while waiting:
        held = {(rename.scope, rename.old) for rename in waiting}
        free = next((each for each in waiting if (each.scope, each.new) not in held), None)
        if free is not None:
            waiting.remove(free)
            yield _step(settled, free)
        else:
            # They swap names: one of them steps aside.
            first = waiting.pop(0)
            aside = f"renaming_{len(waiting)}"
            yield _step(settled, replace(first, new=aside))
            waiting.append(replace(first, old=aside))


def _groups(old: Design, settled: Design) -> Iterator[list[_Rename]]:
    """Renames of one kind of thing, parents first."""
    kinds: tuple[tuple[str, str], ...] = (
        ("schemas", "schema"),
        ("enum_types", "relation"),
        ("domains", "relation"),
        ("sequences", "relation"),
        ("entities", "relation"),
        ("fields", "field"),
        ("enum_values", "label"),
        ("primary_keys", "constraint"),
        ("uniques", "constraint"),
        ("checks", "constraint"),
        ("exclusions", "constraint"),
        ("relationships", "constraint"),
        ("indexes", "relation"),
    )
    for table, space in kinds:
        after: dict[Id, Object] = getattr(settled, table)
        yield [
            _Rename((space, *_place(settled, after[id])), after[id], was, becomes)
            for id, before in sorted(getattr(old, table).items(), key=lambda item: _label(item[1]))
            if (was := _label(before)) != (becomes := _label(after[id]))
        ]
    yield list(_identity_sequences(old, settled))


def _label(each: Object) -> str:
    return each.value if isinstance(each, EnumValue) else each.name  # type: ignore[union-attr]


def _place(settled: Design, each: Object) -> tuple[str, ...]:
    match each:
        case Schema():
            return ()
        case EnumType() | Domain() | Sequence() | Entity():
            return (each.schema,)
        case Index():
            return (settled.entities[each.entity].schema,)
        case EnumValue():
            return (each.enum,)
        case Check():
            return (each.owner,)
        case Field() | PrimaryKey() | Unique() | Exclusion() | Relationship():
            return (each.entity,)
        case _:
            raise AssertionError(each)  # pragma: no cover -- `_groups` names no other table


def _step(settled: Design, rename: _Rename) -> Step:
    return Step(
        summary=f"Rename {rename.old} to {rename.new}.",
        statements=(_statement(settled, rename),),
        object=rename.now.id,
        hazard=hazards.RENAME_INDEX if isinstance(rename.now, Index | Sequence) else hazards.RENAME,
    )


def _statement(settled: Design, rename: _Rename) -> Call:
    old, new = identifier(rename.old), identifier(rename.new)
    match rename.now:
        case Schema():
            return execute(f"ALTER SCHEMA {old} RENAME TO {new}")
        case Entity(schema=schema):
            return call("op.rename_table", rename.old, rename.new, schema=schema_argument(settled, schema))
        case EnumType(schema=schema) | Domain(schema=schema) | Sequence(schema=schema):
            kind = _WORDS[type(rename.now)]
            return execute(f"ALTER {kind} {qualified(settled, schema, rename.old)} RENAME TO {new}")
        case Field(entity=entity):
            table = settled.entities[entity]
            where = schema_argument(settled, table.schema)
            return call("op.alter_column", table.name, rename.old, new_column_name=rename.new, schema=where)
        case EnumValue(enum=enum):
            found = settled.enum_types[enum]
            labels = f"{literal(rename.old)} TO {literal(rename.new)}"
            return execute(f"ALTER TYPE {qualified(settled, found.schema, found.name)} RENAME VALUE {labels}")
        case Index(entity=entity):
            place = settled.entities[entity].schema
            return execute(f"ALTER INDEX {qualified(settled, place, rename.old)} RENAME TO {new}")
        case PrimaryKey() | Unique() | Check() | Exclusion() | Relationship():
            return execute(f"ALTER {_constrained(settled, rename.now)} RENAME CONSTRAINT {old} TO {new}")
        case _:
            raise AssertionError(rename)  # pragma: no cover -- `_groups` names no other table


def _constrained(settled: Design, constraint: Constraint) -> str:
    if isinstance(constraint, Check) and (domain := settled.domains.get(constraint.owner)) is not None:
        return f"DOMAIN {qualified(settled, domain.schema, domain.name)}"
    entity = constraint.owner if isinstance(constraint, Check) else constraint.entity
    return f"TABLE {table_name(settled, entity)}"


def _identity_sequences(old: Design, settled: Design) -> Iterator[_Rename]:
    """A sequence behind an identity keeps its name when the table or column is renamed: it is told to follow."""
    for before in old.fields.values():
        after = settled.fields[before.id]
        if before.identity is None or after.identity is None:
            continue
        was, becomes = sequence_of(old, before), sequence_of(settled, after)
        if was != becomes:
            schema = settled.entities[after.entity].schema
            sequence = Sequence(id=before.id, schema=schema, name=becomes)
            yield _Rename(("relation", schema), sequence, was, becomes)


def sequence_of(design: Design, field: Field) -> str:
    """The name of the sequence behind an identity, chosen by somebody or by PostgreSQL."""
    chosen = field.identity.sequence if field.identity else None
    return chosen or default_name(design.entities[field.entity].name, field.name, "seq")


def _moves(old: Design, settled: Design) -> Iterator[Step]:
    """ALTER ... SET SCHEMA, under the old name."""
    for table in ("enum_types", "domains", "sequences", "entities"):
        before: _InSchema
        for id, before in getattr(old, table).items():
            after: _InSchema = getattr(settled, table)[id]
            if before.schema == after.schema or _follows_its_owner(old, settled, after):
                continue
            target = identifier(settled.schemas[after.schema].name)
            name = qualified(settled, before.schema, before.name)
            yield Step(
                summary=f"Move {before.name} to the schema {settled.schemas[after.schema].name}.",
                statements=(execute(f"ALTER {_WORDS[type(before)]} {name} SET SCHEMA {target}"),),
                object=id,
                hazard=hazards.RENAME,
            )


def _follows_its_owner(old: Design, settled: Design, each: _InSchema) -> bool:
    """A sequence owned by a column moves with its table."""
    if not isinstance(each, Sequence) or (was := old.sequences[each.id].owned_by) is None:
        return False
    entity = old.fields[was].entity
    return settled.entities[entity].schema == each.schema != old.entities[entity].schema
