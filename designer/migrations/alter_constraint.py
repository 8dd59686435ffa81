"""Constraints and indexes altered in place: validated, described, stored otherwise."""

from collections.abc import Iterator

from designer.migrations import constraints, hazards, indexes, tables, user_types
from designer.migrations.alteration import Alteration
from designer.migrations.constraints import Constraint
from designer.migrations.python_code import Call
from designer.migrations.spelling import option_changes, qualified, table_name
from designer.migrations.sql_code import execute
from designer.migrations.step import Step
from designer.model import Check, Design, Exclusion, Index, PrimaryKey, Relationship, Unique
from designer.model.names import identifier


def alter_constraint(change: Alteration[Constraint]) -> Iterator[Step]:
    after = change.after
    if isinstance(after, Check | Relationship) and after.validated and change.changes("validated"):
        words = f"VALIDATE CONSTRAINT {identifier(after.name)}"
        yield change.step(
            f"Validate {after.name}.",
            execute(f"ALTER {_owner(change.new, after)} {words}"),
            hazard=hazards.VALIDATE,
        )
    if isinstance(after, PrimaryKey | Unique | Exclusion) and change.changes("options"):
        entity = change.new.entities[after.entity]
        yield change.step(
            f"Change the storage parameters of {after.name}.",
            *_options(qualified(change.new, entity.schema, after.name), change.before, after),
            hazard=hazards.COMMENT,
        )
    if change.changes("description"):
        yield change.step(f"Describe {after.name}.", _comment(change.new, after), hazard=hazards.COMMENT)


def _owner(design: Design, constraint: Constraint) -> str:
    owner = constraints.entity_of(constraint)
    if (domain := design.domains.get(owner)) is not None:
        return f"DOMAIN {user_types.user_type(design, domain)}"
    return f"TABLE {table_name(design, owner)}"


def _comment(design: Design, constraint: Constraint) -> Call:
    if isinstance(constraint, Check) and (domain := design.domains.get(constraint.owner)) is not None:
        return user_types.comment_on_domain_check(design, domain, constraint)
    return constraints.comment(design, constraint)


def _options(index: str, before: Constraint | Index, after: PrimaryKey | Unique | Exclusion | Index) -> Iterator[Call]:
    old: tuple[str, ...] = getattr(before, "options", ())
    return (execute(f"ALTER INDEX {index} {words}") for words in option_changes(old, after.options))


def alter_index(change: Alteration[Index]) -> Iterator[Step]:
    after, new = change.after, change.new
    if change.changes("options"):
        statements = _options(indexes.index_name(new, after), change.before, after)
        yield change.step(f"Change the storage parameters of {after.name}.", *statements, hazard=hazards.COMMENT)
    if change.changes("clustered"):
        entity = new.entities[after.entity]
        statement = indexes.cluster(new, after) if after.clustered else tables.alter(new, entity, "SET WITHOUT CLUSTER")
        yield change.step(f"Change by what {entity.name} is clustered.", statement, hazard=hazards.COMMENT)
    if change.changes("replica_identity"):
        entity = new.entities[after.entity]
        identified = after.replica_identity
        statement = indexes.identify_rows(new, after) if identified else tables.replica_identity(new, entity)
        yield change.step(f"Change the replica identity of {entity.name}.", statement, hazard=hazards.BRIEF)
    if change.changes("description"):
        yield change.step(f"Describe {after.name}.", indexes.comment(new, after), hazard=hazards.COMMENT)
