"""A column altered in place."""

from collections.abc import Iterator

from designer.catalog.default_names import default_name
from designer.migrations import columns, hazards
from designer.migrations.alteration import Alteration
from designer.migrations.python_code import Call, call
from designer.migrations.retyping import is_free, is_lossy, retype
from designer.migrations.spelling import (
    column_name,
    option_changes,
    readable_field,
    schema_argument,
    sequence_options_in_full,
    table_name,
)
from designer.migrations.sql_code import execute
from designer.migrations.step import Step, Unplannable
from designer.model import Design, Field, GeneratedKind, literal, short_type, type_text
from designer.model.names import identifier


def alter_field(change: Alteration[Field]) -> Iterator[Step]:
    """Its type, whether it is required, where its values come from, how they are stored, its comment."""
    name = readable_field(change.new, change.after)
    if change.changes("entity", "inherited"):
        raise Unplannable(f"{name} cannot move to another table: add a field there, copy the values, delete this one.")
    if change.changes("generated"):
        yield _stop_generating(change, name)
    if change.changes("type", "collation"):
        yield _retype(change, name)
    # A numbered column is always required.
    if change.changes("identity") and change.after.identity is None:
        words = columns.alter(change.new, change.after, "DROP IDENTITY")
        yield change.step(f"Stop numbering {name}.", words, hazard=hazards.BRIEF)
    if change.changes("nullable"):
        yield _require(change, name)
    if change.changes("not_null_name") and not change.after.nullable and not change.before.nullable:
        yield _rename_not_null(change, name)
    if change.changes("identity"):
        yield from _identity(change, name)
    if statements := tuple(_settings(change)):
        yield change.step(f"Change how {name} is stored.", *statements, hazard=hazards.BRIEF)
    if change.changes("description"):
        yield change.step(f"Describe {name}.", columns.comment(change.new, change.after), hazard=hazards.COMMENT)


def alter_default(change: Alteration[Field]) -> Step:
    return change.step(
        f"Change the default of {readable_field(change.new, change.after)}.",
        columns.set_default(change.new, change.after),
        hazard=hazards.BRIEF,
    )


def _stop_generating(change: Alteration[Field], name: str) -> Step:
    before, after = change.before.generated, change.after.generated
    if before is None or after is not None or before.kind is GeneratedKind.VIRTUAL:
        raise Unplannable(f"The values of {name} cannot become computed: add a computed field, delete this one.")
    words = columns.alter(change.new, change.after, "DROP EXPRESSION")
    return change.step(f"Keep the values of {name} instead of computing them.", words, hazard=hazards.BRIEF)


def _retype(change: Alteration[Field], name: str) -> Step:
    new, after, before = change.new, change.after, change.before
    free = is_free(before.type, after.type) and before.collation == after.collation
    statements = [retype(new, after, before.type)]
    if not free and before.default is not None:
        # The old default may have no cast to the new type.
        statements.insert(0, columns.drop_default(new, after))
        if after.default is not None:
            statements.append(columns.set_default(new, after))
    return change.step(
        f"Change the type of {name} from {short_type(change.settled, before.type)} to {short_type(new, after.type)}.",
        *statements,
        hazard=hazards.BRIEF if free else hazards.CHANGE_TYPE,
        reversible=not is_lossy(before.type, after.type),
        loses_data=is_lossy(before.type, after.type),
    )


def _require(change: Alteration[Field], name: str) -> Step:
    entity = change.new.entities[change.after.entity]
    nullable = change.after.nullable
    statement = call(
        "op.alter_column",
        entity.name,
        change.after.name,
        nullable=nullable,
        schema=schema_argument(change.new, entity.schema),
    )
    if not nullable and change.after.not_null_name is not None:
        words = f"ADD CONSTRAINT {identifier(change.after.not_null_name)} NOT NULL"
        named = f"{words} {column_name(change.new, change.after.id)}"
        statement = execute(f"ALTER TABLE {table_name(change.new, entity.id)} {named}")
    summary = f"Make {name} {'optional' if nullable else 'required'}."
    return change.step(summary, statement, hazard=hazards.BRIEF if nullable else hazards.SET_NOT_NULL)


def _rename_not_null(change: Alteration[Field], name: str) -> Step:
    """Since PostgreSQL 18, where the constraint has a name."""
    table = change.new.entities[change.after.entity]
    own = default_name(table.name, change.after.name, "not_null")
    old, new = (identifier(each.not_null_name or own) for each in (change.before, change.after))
    words = f"ALTER TABLE {table_name(change.new, table.id)} RENAME CONSTRAINT {old} TO {new}"
    return change.step(f"Rename the NOT NULL constraint of {name}.", execute(words), hazard=hazards.RENAME)


def _identity(change: Alteration[Field], name: str) -> Iterator[Step]:
    new, before, after = change.new, change.before.identity, change.after.identity
    if after is None:
        return
    if before is None:
        statements = (
            columns.alter(new, change.after, f"ADD {columns.identity_sql(new, change.after)}"),
            execute(_continue_numbering(new, change.after)),
        )
        yield change.step(f"Number {name} from here on.", *statements, hazard=hazards.BRIEF)
    else:
        said = []
        if before.always != after.always:
            said.append(f"SET GENERATED {'ALWAYS' if after.always else 'BY DEFAULT'}")
        if before.options != after.options:
            short = type_text(new, change.after.type)
            said += [f"SET {clause}" for clause in sequence_options_in_full(after.options, short)]
        if said:
            words = columns.alter(new, change.after, " ".join(said))
            yield change.step(f"Change how {name} is numbered.", words, hazard=hazards.BRIEF)


def _continue_numbering(design: Design, field: Field) -> str:
    """The next number follows the greatest that is there."""
    table, column = table_name(design, field.entity), column_name(design, field.id)
    sequence = f"pg_get_serial_sequence({literal(table)}, {literal(field.name)})"
    return f"SELECT setval({sequence}, coalesce(max({column}), 0) + 1, false) FROM {table}"  # noqa: S608 -- quoted


def _settings(change: Alteration[Field]) -> Iterator[Call]:
    after = change.after
    if change.changes("storage"):
        yield columns.alter(change.new, after, f"SET STORAGE {after.storage or columns.own_storage(after)}")
    if change.changes("compression"):
        yield columns.alter(change.new, after, f"SET COMPRESSION {after.compression or 'default'}")
    if change.changes("statistics"):
        yield columns.alter(change.new, after, f"SET STATISTICS {-1 if after.statistics is None else after.statistics}")
    for words in option_changes(change.before.options, after.options):
        yield columns.alter(change.new, after, words)
