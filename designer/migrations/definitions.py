"""Constraints and indexes as SQL clauses: what stands after ADD, and what decides whether two of them differ."""

from designer.migrations.spelling import column_list, column_name, inlined, option_list, table_name
from designer.model import (
    Action,
    Check,
    Design,
    Exclusion,
    Index,
    IndexMember,
    PrimaryKey,
    Relationship,
    Unique,
)
from designer.model.names import identifier


def key_definition(design: Design, key: PrimaryKey | Unique) -> str:
    """`PRIMARY KEY (...)` or `UNIQUE (...)` with its clauses; the constraint's name is not part of it."""
    columns = [column_name(design, field) for field in design.key_fields(key.id)]
    if key.without_overlaps:
        columns[-1] += " WITHOUT OVERLAPS"
    words = "PRIMARY KEY" if isinstance(key, PrimaryKey) else "UNIQUE"
    if isinstance(key, Unique) and not key.nulls_distinct:
        words += " NULLS NOT DISTINCT"
    text = f"{words} ({', '.join(columns)})"
    if included := tuple(member.field for member in design.members_of_key(key.id) if member.included):
        text += f" INCLUDE ({column_list(design, included)})"
    return text + _with(key.options) + _deferral(key)


def check_definition(check: Check) -> str:
    text = f"CHECK ({inlined(check.expression)})"
    if check.no_inherit:
        text += " NO INHERIT"
    if not check.enforced:
        return text + " NOT ENFORCED"
    return text if check.validated else text + " NOT VALID"


def exclusion_definition(design: Design, exclusion: Exclusion) -> str:
    members = design.members_of_index(exclusion.id)
    keys = ", ".join(
        f"{member_text(design, member)} WITH {member.operator}" for member in members if not member.included
    )
    text = f"EXCLUDE USING {identifier(exclusion.method)} ({keys})"
    if included := tuple(member.field for member in members if member.included and member.field):
        text += f" INCLUDE ({column_list(design, included)})"
    text += _with(exclusion.options)
    if exclusion.where is not None:
        text += f" WHERE ({inlined(exclusion.where)})"
    return text + _deferral(exclusion)


def foreign_key_definition(design: Design, relationship: Relationship) -> str:
    columns = [column_name(design, field) for field in design.foreign_key_fields(relationship.id)]
    targets = [column_name(design, field) for field in design.target_fields(relationship.id)]
    if relationship.period:
        columns[-1], targets[-1] = f"PERIOD {columns[-1]}", f"PERIOD {targets[-1]}"
    text = f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {table_name(design, relationship.target)}"
    text += f" ({', '.join(targets)})"
    if relationship.match_full:
        text += " MATCH FULL"
    if on_update := action(relationship.on_update):
        text += f" ON UPDATE {on_update}"
    if on_delete := delete_action(design, relationship):
        text += f" ON DELETE {on_delete}"
    text += _deferral(relationship)
    if not relationship.enforced:
        return text + " NOT ENFORCED"
    return text if relationship.validated else text + " NOT VALID"


def action(chosen: Action | None) -> str | None:
    """The action in words, NO ACTION where somebody chose it; None where nobody has."""
    return chosen.value if chosen is not None else None


def delete_action(design: Design, relationship: Relationship) -> str | None:
    """The same for ON DELETE, with the columns it is limited to: `SET NULL (manager_id)`."""
    words = action(relationship.on_delete)
    if words is not None and relationship.set_fields:
        words += f" ({column_list(design, relationship.set_fields)})"
    return words


def index_definition(design: Design, index: Index) -> str:
    """`[UNIQUE] INDEX ON table USING ...`: the whole index but its name."""
    members = design.members_of_index(index.id)
    keys = ", ".join(member_text(design, member) for member in members if not member.included)
    text = "UNIQUE " if index.unique else ""
    text += f"INDEX ON {table_name(design, index.entity)} USING {identifier(index.method)} ({keys})"
    if included := tuple(member.field for member in members if member.included and member.field):
        text += f" INCLUDE ({column_list(design, included)})"
    if not index.nulls_distinct:
        text += " NULLS NOT DISTINCT"
    text += _with(index.options)
    return text if index.where is None else f"{text} WHERE {inlined(index.where)}"


def member_text(design: Design, member: IndexMember) -> str:
    """A key of an index or exclusion with its collation, operator class and order."""
    text = f"({inlined(member.expression or '')})" if member.field is None else column_name(design, member.field)
    if member.collation is not None:
        text += f" COLLATE {member.collation}"
    if member.opclass is not None:
        text += f" {member.opclass}"
    if member.descending:
        text += " DESC"
    if member.nulls_first is not None:
        text += " NULLS FIRST" if member.nulls_first else " NULLS LAST"
    return text


def _with(options: tuple[str, ...]) -> str:
    return f" WITH ({option_list(options)})" if options else ""


def _deferral(each: PrimaryKey | Unique | Exclusion | Relationship) -> str:
    if each.initially_deferred:
        return " DEFERRABLE INITIALLY DEFERRED"
    return " DEFERRABLE" if each.deferrable else ""
