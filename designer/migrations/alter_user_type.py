"""Schemas, domains and sequences altered in place."""

from collections.abc import Iterator

from designer.migrations import user_types
from designer.migrations.alteration import Alteration
from designer.migrations.spelling import default_clause, sequence_options_in_full
from designer.migrations.sql_code import execute
from designer.migrations.step import Step, Unplannable
from designer.model import Domain, EnumType, Schema, Sequence
from designer.model.names import identifier


def alter_schema(change: Alteration[Schema]) -> Iterator[Step]:
    if change.changes("description"):
        yield change.step(f"Describe {change.after.name}.", user_types.comment_on_schema(change.after), hazard=None)


def alter_domain(change: Alteration[Domain]) -> Iterator[Step]:
    new, after = change.new, change.after
    name = user_types.user_type(new, after)
    if change.changes("type", "collation"):
        raise Unplannable(f"The type of {after.name} cannot be changed: make a new domain and give it to the fields.")
    if change.changes("default"):
        words = "DROP DEFAULT" if after.default is None else f"SET DEFAULT {default_clause(after.default)}"
        statement = execute(f"ALTER DOMAIN {name} {words}")
        yield change.step(f"Change the default of {after.name}.", statement, hazard=None)
    if change.changes("nullable"):
        words = "DROP NOT NULL" if after.nullable else "SET NOT NULL"
        if not after.nullable and after.not_null_name is not None:
            words = f"ADD CONSTRAINT {identifier(after.not_null_name)} NOT NULL"
        statement = execute(f"ALTER DOMAIN {name} {words}")
        summary = f"Make values of {after.name} {'optional' if after.nullable else 'required'}."
        yield change.step(summary, statement, hazard=None)
    elif change.changes("not_null_name"):
        raise Unplannable(f"The NOT NULL constraint of {after.name} cannot be renamed by a migration.")
    if change.changes("description"):
        yield change.step(f"Describe {after.name}.", user_types.comment_on_type(new, after), hazard=None)


def alter_sequence(change: Alteration[Sequence]) -> Iterator[Step]:
    new, after = change.new, change.after
    name = user_types.sequence_name(new, after)
    if change.changes("type", "options"):
        words = " ".join([f"AS {after.type}", *sequence_options_in_full(after.options, after.type)])
        if (change.before.options.increment > 0) is not (after.options.increment > 0):
            words += " RESTART"  # the number it has reached is on the other side
        yield change.step(f"Change how {after.name} counts.", execute(f"ALTER SEQUENCE {name} {words}"), hazard=None)
    if change.changes("unlogged"):
        words = "SET UNLOGGED" if after.unlogged else "SET LOGGED"
        yield change.step(
            f"Change the logging of {after.name}.", execute(f"ALTER SEQUENCE {name} {words}"), hazard=None
        )
    if change.changes("description"):
        yield change.step(f"Describe {after.name}.", user_types.comment_on_sequence(new, after), hazard=None)


def alter_owner(change: Alteration[Sequence]) -> Step:
    statement = user_types.own_sequence(change.new, change.after, change.after.owned_by)
    return change.step(f"Tie the sequence {change.after.name} to another column.", statement, hazard=None)


def describe_enum(change: Alteration[EnumType]) -> Iterator[Step]:
    if change.changes("description"):
        statement = user_types.comment_on_type(change.new, change.after)
        yield change.step(f"Describe {change.after.name}.", statement, hazard=None)
