"""Objects that hang on a table or view: triggers, rules and policies."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.queries import canonical_query
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id

# How pg_trigger.tgenabled and pg_rewrite.ev_enabled are said; "O" is what CREATE gives.
ENABLED = {"O": "ENABLE", "D": "DISABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}


class _DefinedRow(NamedTuple):
    oid: int
    relation: int
    schema_name: str
    relation_name: str
    quoted_relation: str
    name: str
    quoted: str
    enabled: str
    definition: str


# A row trigger of a partitioned table has copies on its partitions: they follow by themselves.
_TRIGGERS = """
SELECT t.oid::int8, c.oid::int8, n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname), t.tgname,
       quote_ident(t.tgname), t.tgenabled::text, pg_get_triggerdef(t.oid)
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')
"""

_RULES = """
SELECT r.oid::int8, c.oid::int8, n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname), r.rulename,
       quote_ident(r.rulename), r.ev_enabled::text, pg_get_ruledef(r.oid)
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND c.relnamespace = ANY(%(schemas)s::oid[])
"""


def read_triggers(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_DefinedRow, _TRIGGERS):
        yield from _defined(reading, SqlKind.TRIGGER, Catalog.TRIGGER, row, canonical(row.definition))


def read_rules(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_DefinedRow, _RULES):
        definition = canonical_query(row.definition.rstrip().removesuffix(";"))
        yield from _defined(reading, SqlKind.RULE, Catalog.REWRITE, row, definition)


def _defined(
    reading: Reading, kind: SqlKind, catalog: Catalog, row: _DefinedRow, definition: str
) -> Iterator[SqlObject]:
    if (owner := reading.identities.find(Catalog.CLASS, row.relation)) is None:
        return
    create = [definition]
    if row.enabled != "O":
        create.append(f"ALTER TABLE {row.quoted_relation} {ENABLED[row.enabled]} {kind} {row.quoted}")
    id = derived_id("sql_object", kind, row.schema_name, row.relation_name, row.name)
    yield SqlObject(
        id=reading.identities.add(catalog, row.oid, id),
        kind=kind,
        name=row.name,
        owner=owner,
        create=tuple(create),
        drop=(f"DROP {kind} {row.quoted} ON {row.quoted_relation}",),
        description=reading.comments.of(catalog, row.oid),
    )


class _PolicyRow(NamedTuple):
    oid: int
    relation: int
    schema_name: str
    relation_name: str
    quoted_relation: str
    name: str
    quoted: str
    command: str
    permissive: bool
    roles: list[str]
    using: str | None
    check: str | None


_POLICIES = """
SELECT p.oid::int8, c.oid::int8, n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname), p.polname,
       quote_ident(p.polname), p.polcmd::text, p.polpermissive,
       coalesce((SELECT array_agg(quote_ident(r.rolname) ORDER BY r.rolname) FROM pg_roles r
                 WHERE r.oid = ANY(p.polroles)), '{}'),
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relnamespace = ANY(%(schemas)s::oid[])
"""

_COMMANDS = {"*": "", "r": " FOR SELECT", "a": " FOR INSERT", "w": " FOR UPDATE", "d": " FOR DELETE"}


def read_policies(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_PolicyRow, _POLICIES):
        if (owner := reading.identities.entity(row.relation)) is None:
            continue
        id = derived_id("sql_object", SqlKind.POLICY, row.schema_name, row.relation_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.POLICY, row.oid, id),
            kind=SqlKind.POLICY,
            name=row.name,
            owner=owner,
            create=(f"CREATE POLICY {row.quoted} ON {row.quoted_relation}{_policy_clauses(row)}",),
            drop=(f"DROP POLICY {row.quoted} ON {row.quoted_relation}",),
            description=reading.comments.of(Catalog.POLICY, row.oid),
        )


def _policy_clauses(row: _PolicyRow) -> str:
    return "".join(
        (
            "" if row.permissive else " AS RESTRICTIVE",
            _COMMANDS[row.command],
            f" TO {', '.join(row.roles)}" if row.roles else "",
            f" USING ({canonical_query(row.using)})" if row.using else "",
            f" WITH CHECK ({canonical_query(row.check)})" if row.check else "",
        )
    )
