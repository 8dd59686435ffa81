"""Statements that make PostgreSQL spell one expression, and the query that reads it: run, read, undone."""

import psycopg
from msgspec import Struct

from designer.catalog.expressions import canonical
from designer.catalog.indexes import bare
from designer.model import (
    Check,
    Design,
    Domain,
    Entity,
    Exclusion,
    Field,
    GeneratedKind,
    Id,
    Index,
    IndexMember,
    quote,
    type_text,
)

_NAME = "designer probe"
_PROBE = quote(_NAME)

# As a migration sees the database, then as the reader does.
_AS_MIGRATION = "SET LOCAL search_path TO public"
_AS_READER = "SET LOCAL search_path TO ''; SET LOCAL TimeZone TO 'UTC'; SET LOCAL DateStyle TO 'ISO, MDY'"


class Probe(Struct, frozen=True):
    """statement: holds the expression. query: gives its spelling, from `parameters`. is_index: as pg_get_indexdef()
    prints it, in parentheses of its own."""

    statement: str
    query: str
    parameters: tuple[str, ...]
    is_index: bool = False

    def spelling(self, connection: psycopg.Connection) -> str | None:
        """None where the server does not accept the expression there."""
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(_AS_MIGRATION)
                connection.execute(self.statement.encode())
                connection.execute(_AS_READER)
                row = connection.execute(self.query.encode(), self.parameters).fetchone()
        except psycopg.Error:
            return None
        if not row or not row[0]:
            return None
        return canonical(bare(row[0]) if self.is_index else row[0])


def check_probe(design: Design, check: Check) -> Probe:
    """A second CHECK beside the first, which nothing is held against."""
    constraint = f"ADD CONSTRAINT {_PROBE} CHECK ({check.expression}\n) NOT VALID"
    query = "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = %s AND {} = %s::{}"
    if check.owner in design.entities:
        table = _table(design, check.owner)
        return Probe(f"ALTER TABLE {table} {constraint}", query.format("conrelid", "regclass"), (_NAME, table))
    domain = _qualified(design, design.domains[check.owner])
    return Probe(f"ALTER DOMAIN {domain} {constraint}", query.format("contypid", "regtype"), (_NAME, domain))


def default_probe(design: Design, field: Field) -> Probe:
    table = _table(design, field.entity)
    return Probe(
        f"ALTER TABLE ONLY {table} ALTER COLUMN {quote(field.name)} SET DEFAULT {field.default}\n",
        _OF_COLUMN,
        (table, field.name),
    )


def generated_probe(design: Design, field: Field) -> Probe | None:
    """A second generated column of the same type."""
    if field.generated is None:
        return None
    table = _table(design, field.entity)
    kind = "VIRTUAL" if field.generated.kind is GeneratedKind.VIRTUAL else "STORED"
    column = f"{_PROBE} {type_text(design, field.type)} GENERATED ALWAYS AS ({field.generated.expression}\n) {kind}"
    return Probe(f"ALTER TABLE {table} ADD COLUMN {column}", _OF_COLUMN, (table, _NAME))


_OF_COLUMN = """
SELECT pg_get_expr(d.adbin, d.adrelid)
FROM pg_attrdef d
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE d.adrelid = %s::regclass AND a.attname = %s
"""


def domain_default_probe(design: Design, domain: Domain) -> Probe:
    name = _qualified(design, domain)
    return Probe(
        f"ALTER DOMAIN {name} SET DEFAULT {domain.default}\n",
        "SELECT pg_get_expr(typdefaultbin, 0) FROM pg_type WHERE oid = %s::regtype",
        (name,),
    )


def partition_probe(design: Design, entity: Entity) -> Probe:
    table = _table(design, entity.id)
    probe = f"public.{_PROBE}"
    return Probe(
        f"CREATE TABLE {probe} (LIKE {table}) PARTITION BY {entity.partition_by}\n",
        "SELECT pg_get_partkeydef(%s::regclass)",
        (probe,),
    )


def bound_probe(design: Design, entity: Entity) -> Probe | None:
    """The partition taken off and put back."""
    if entity.partition_of is None:
        return None
    table, parent = _table(design, entity.id), _table(design, entity.partition_of)
    return Probe(
        f"ALTER TABLE {parent} DETACH PARTITION {table}; ALTER TABLE {parent} ATTACH PARTITION {table}"
        f" {entity.partition_bound}\n",
        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = %s::regclass",
        (table,),
    )


def predicate_probe(design: Design, index: Index | Exclusion) -> Probe:
    """The predicate on an index over nothing."""
    table = _table(design, index.entity)
    return Probe(
        f"CREATE INDEX {_PROBE} ON ONLY {table} ((1)) WHERE {index.where}\n",
        "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = %s::regclass",
        (_beside(design, index.entity),),
    )


def member_probe(design: Design, index: Index | Exclusion, member: IndexMember) -> Probe:
    """The expression alone, in an index of the same method and operator class."""
    table = _table(design, index.entity)
    return Probe(
        f"CREATE INDEX {_PROBE} ON ONLY {table} USING {index.method} (({member.expression}\n) {member.opclass or ''})",
        "SELECT pg_get_indexdef(%s::regclass, 1, false)",
        (_beside(design, index.entity),),
        is_index=True,
    )


def _table(design: Design, entity: Id) -> str:
    return _qualified(design, design.entities[entity])


def _qualified(design: Design, each: Entity | Domain) -> str:
    return f"{quote(design.schemas[each.schema].name)}.{quote(each.name)}"


def _beside(design: Design, entity: Id) -> str:
    return f"{quote(design.schemas[design.entities[entity].schema].name)}.{_PROBE}"
