"""Indexes and exclusion constraints with all that PostgreSQL gives them.

Two readers have to be pleased: `CREATE INDEX` as SQLAlchemy compiles it, and Alembic's comparison of an element with
what SQLAlchemy reflects: the bare column or expression with DESC and NULLS, without operator class and collation.
"""

import ast

from designer.codegen.blueprint import Blueprint
from designer.codegen.order import index_members
from designer.codegen.sql_text import clause, name_in_sql, unqualified
from designer.codegen.syntax import Value, call, given
from designer.model import Exclusion, Index, IndexMember


def index_call(plan: Blueprint, index: Index) -> ast.expr:
    """`sa.Index(...)`."""
    members = index_members(plan.design, index.id)
    keys = [each for each in members if not each.included]
    options = given(
        unique=index.unique,
        postgresql_using=index.method if index.method != "btree" else None,
        postgresql_ops=_qualities(plan, keys),
        postgresql_include=[plan.key(each.field) for each in members if each.included and each.field],
        postgresql_where=clause(index.where) if index.where is not None else None,
        postgresql_with=storage(index.options),
        postgresql_nulls_not_distinct=index.unique and not index.nulls_distinct,
        # Alembic would find such an index changed for ever; env.py looks for this.
        info={"comparable": False} if any(_trailing(each) and _direction(each) for each in keys) else None,
    )
    elements = [_element(plan, each, position) for position, each in enumerate(keys, 1)]
    return call("sa.Index", index.name, *elements, **options)


def exclusion_call(plan: Blueprint, exclusion: Exclusion) -> ast.expr:
    """`pg.ExcludeConstraint(...)`."""
    keys = [each for each in index_members(plan.design, exclusion.id) if not each.included]
    options = given(
        using=exclusion.method,
        where=clause(exclusion.where) if exclusion.where is not None else None,
        deferrable=exclusion.deferrable,
        initially="DEFERRED" if exclusion.initially_deferred else None,
    )
    elements = [(_whole(plan, each), unqualified(each.operator or "=")) for each in keys]
    return call("pg.ExcludeConstraint", *elements, name=exclusion.name, **options)


def storage(options: tuple[str, ...]) -> dict[str, Value]:
    """("fillfactor=70",) as {"fillfactor": "70"}."""
    return {name: text for name, _, text in (each.partition("=") for each in options)}


def _qualities(plan: Blueprint, keys: list[IndexMember]) -> dict[str, Value]:
    """What `postgresql_ops` puts behind an element: its collation, then its operator class."""
    return {
        plan.key(each.field) if each.field is not None else _label(position): _trailing(each)
        for position, each in enumerate(keys, 1)
        if _trailing(each) and not _direction(each)
    }


def _element(plan: Blueprint, member: IndexMember, position: int) -> Value:
    if member.expression is not None and _trailing(member) and not _direction(member):
        # Only a labelled element can be named in postgresql_ops.
        literal = call("sa.literal_column", f"({unqualified(member.expression)})")
        return ast.Call(ast.Attribute(literal, "label", ast.Load()), [ast.Constant(_label(position))], [])
    return _whole(plan, member) if _direction(member) or member.field is None else plan.key(member.field)


def _whole(plan: Blueprint, member: IndexMember) -> Value:
    """A member with all its clauses; a bare field as its column's key."""
    clauses = f" {_trailing(member)}".rstrip() + _direction(member)
    if member.field is not None:
        name = name_in_sql(plan.design.fields[member.field].name)
        return clause(name + clauses) if clauses else plan.key(member.field)
    # Parentheses are needed around all but function calls, and never hurt.
    return clause(f"({member.expression or ''}){clauses}")


def _label(position: int) -> str:
    return f"expression_{position}"


def _trailing(member: IndexMember) -> str:
    collation = f"COLLATE {unqualified(member.collation)}" if member.collation else ""
    return " ".join(filter(None, (collation, unqualified(member.opclass or ""))))


def _direction(member: IndexMember) -> str:
    nulls = "" if member.nulls_first is None else " NULLS FIRST" if member.nulls_first else " NULLS LAST"
    return (" DESC" if member.descending else "") + nulls
