"""Operators and casts."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id


class _OperatorRow(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    quoted_schema: str
    name: str
    function: str
    left: str | None
    right: str | None
    commutator: str | None
    negator: str | None
    restrict: str | None
    join: str | None
    merges: bool
    hashes: bool


# oprcode is 0 for the shell that a commutator leaves behind until it is defined.
_OPERATORS = """
SELECT o.oid::int8, o.oprnamespace::int8, n.nspname, quote_ident(n.nspname), o.oprname, o.oprcode::regproc::text,
       format_type(nullif(o.oprleft, 0), NULL), format_type(nullif(o.oprright, 0), NULL),
       CASE WHEN com.oid IS NOT NULL THEN format('OPERATOR(%%I.%%s)', com_n.nspname, com.oprname) END,
       CASE WHEN neg.oid IS NOT NULL THEN format('OPERATOR(%%I.%%s)', neg_n.nspname, neg.oprname) END,
       nullif(o.oprrest::oid, 0)::regproc::text, nullif(o.oprjoin::oid, 0)::regproc::text, o.oprcanmerge, o.oprcanhash
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
LEFT JOIN pg_operator com ON com.oid = o.oprcom AND o.oprcom <> 0
LEFT JOIN pg_namespace com_n ON com_n.oid = com.oprnamespace
LEFT JOIN pg_operator neg ON neg.oid = o.oprnegate AND o.oprnegate <> 0
LEFT JOIN pg_namespace neg_n ON neg_n.oid = neg.oprnamespace
WHERE o.oprcode <> 0 AND o.oprnamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid AND e.deptype = 'e')
"""


def read_operators(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_OperatorRow, _OPERATORS):
        operands = f"({row.left or 'NONE'}, {row.right or 'NONE'})"
        name = row.name + operands
        id = derived_id("sql_object", SqlKind.OPERATOR, row.schema_name, name)
        qualified = f"{row.quoted_schema}.{row.name}"
        yield SqlObject(
            id=reading.identities.add(Catalog.OPERATOR, row.oid, id),
            kind=SqlKind.OPERATOR,
            name=name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE OPERATOR {qualified} ({', '.join(_options(row))})",),
            drop=(f"DROP OPERATOR {qualified} {operands}",),
            description=reading.comments.of(Catalog.OPERATOR, row.oid),
        )


def _options(row: _OperatorRow) -> Iterator[str]:
    values = {
        "FUNCTION": row.function,
        "LEFTARG": row.left,
        "RIGHTARG": row.right,
        "COMMUTATOR": row.commutator,
        "NEGATOR": row.negator,
        "RESTRICT": row.restrict,
        "JOIN": row.join,
    }
    yield from (f"{key} = {value}" for key, value in values.items() if value)
    yield from (flag for flag, is_set in {"HASHES": row.hashes, "MERGES": row.merges}.items() if is_set)


class _CastRow(NamedTuple):
    oid: int
    source: str
    target: str
    context: str
    method: str
    function: str | None


# A range's cast to its multirange (deptype "i") comes with the type; oids below 16384 are PostgreSQL's own.
_CASTS = """
SELECT c.oid::int8, format_type(c.castsource, NULL), format_type(c.casttarget, NULL), c.castcontext::text,
       c.castmethod::text, nullif(c.castfunc, 0)::regprocedure::text
FROM pg_cast c
WHERE c.oid >= 16384
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_cast'::regclass AND e.objid = c.oid AND e.deptype IN ('e', 'i'))
"""

_CONTEXTS = {"a": " AS ASSIGNMENT", "i": " AS IMPLICIT", "e": ""}


def read_casts(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_CastRow, _CASTS):
        name = f"({row.source} AS {row.target})"
        methods = {"f": f"WITH FUNCTION {row.function}", "b": "WITHOUT FUNCTION", "i": "WITH INOUT"}
        yield SqlObject(
            id=reading.identities.add(Catalog.CAST, row.oid, derived_id("sql_object", SqlKind.CAST, name)),
            kind=SqlKind.CAST,
            name=name,
            create=(f"CREATE CAST {name} {methods[row.method]}{_CONTEXTS[row.context]}",),
            drop=(f"DROP CAST {name}",),
            description=reading.comments.of(Catalog.CAST, row.oid),
        )
