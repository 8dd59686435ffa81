"""Aggregate functions."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.reading import Reading
from designer.model import SqlKind, SqlObject, derived_id, literal


class _Row(NamedTuple):
    oid: int
    schema: int
    schema_name: str
    name: str
    signature: str
    kind: str
    parallel: str
    transition: str
    state: str
    space: int
    final: str | None
    final_extra: bool
    final_modify: str
    combine: str | None
    serial: str | None
    deserial: str | None
    moving_transition: str | None
    moving_inverse: str | None
    moving_state: str | None
    moving_space: int
    moving_final: str | None
    moving_final_extra: bool
    moving_final_modify: str
    initial: str | None
    moving_initial: str | None
    sort: str | None


_AGGREGATES = """
SELECT p.oid::int8, p.pronamespace::int8, n.nspname, format('%%I(%%s)', p.proname, signature),
       format('%%I.%%I(%%s)', n.nspname, p.proname, signature),
       a.aggkind::text, p.proparallel::text, a.aggtransfn::regproc::text, format_type(a.aggtranstype, NULL),
       a.aggtransspace, nullif(a.aggfinalfn::oid, 0)::regproc::text, a.aggfinalextra, a.aggfinalmodify::text,
       nullif(a.aggcombinefn::oid, 0)::regproc::text, nullif(a.aggserialfn::oid, 0)::regproc::text,
       nullif(a.aggdeserialfn::oid, 0)::regproc::text, nullif(a.aggmtransfn::oid, 0)::regproc::text,
       nullif(a.aggminvtransfn::oid, 0)::regproc::text, format_type(nullif(a.aggmtranstype, 0), NULL),
       a.aggmtransspace, nullif(a.aggmfinalfn::oid, 0)::regproc::text, a.aggmfinalextra, a.aggmfinalmodify::text,
       a.agginitval, a.aggminitval,
       CASE WHEN s.oid IS NOT NULL THEN format('OPERATOR(%%I.%%s)', sn.nspname, s.oprname) END
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
CROSS JOIN LATERAL coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*') AS signature
LEFT JOIN pg_operator s ON s.oid = a.aggsortop
LEFT JOIN pg_namespace sn ON sn.oid = s.oprnamespace
WHERE p.pronamespace = ANY(%(schemas)s::oid[])
  AND NOT EXISTS (
    SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
"""

_MODIFY = {"r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"}
_PARALLEL = {"s": "SAFE", "r": "RESTRICTED"}


def read_aggregates(reading: Reading) -> Iterator[SqlObject]:
    for row in reading.snapshot.rows(_Row, _AGGREGATES):
        id = derived_id("sql_object", SqlKind.AGGREGATE, row.schema_name, row.name)
        yield SqlObject(
            id=reading.identities.add(Catalog.PROC, row.oid, id),
            kind=SqlKind.AGGREGATE,
            name=row.name,
            schema=reading.identities.schema(row.schema),
            create=(f"CREATE AGGREGATE {row.signature} ({', '.join(_options(row))})",),
            drop=(f"DROP AGGREGATE {row.signature}",),
            description=reading.comments.of(Catalog.PROC, row.oid),
        )


def _options(row: _Row) -> Iterator[str]:
    # What a kind of aggregate does by itself: an ordered-set one may change its state in the final function.
    usual_modify = "r" if row.kind == "n" else "w"
    values = {
        "SFUNC": row.transition,
        "STYPE": row.state,
        "SSPACE": str(row.space) if row.space else None,
        "FINALFUNC": row.final,
        "FINALFUNC_MODIFY": _MODIFY[row.final_modify] if row.final_modify != usual_modify else None,
        "COMBINEFUNC": row.combine,
        "SERIALFUNC": row.serial,
        "DESERIALFUNC": row.deserial,
        "INITCOND": None if row.initial is None else literal(row.initial),
        "MSFUNC": row.moving_transition,
        "MINVFUNC": row.moving_inverse,
        "MSTYPE": row.moving_state,
        "MSSPACE": str(row.moving_space) if row.moving_space else None,
        "MFINALFUNC": row.moving_final,
        "MFINALFUNC_MODIFY": _MODIFY[row.moving_final_modify] if row.moving_final_modify != usual_modify else None,
        "MINITCOND": None if row.moving_initial is None else literal(row.moving_initial),
        "SORTOP": row.sort,
        "PARALLEL": _PARALLEL.get(row.parallel),
    }
    yield from (f"{key} = {value}" for key, value in values.items() if value is not None)
    flags = {
        "FINALFUNC_EXTRA": row.final_extra,
        "MFINALFUNC_EXTRA": row.moving_final_extra,
        "HYPOTHETICAL": row.kind == "h",
    }
    yield from (flag for flag, is_set in flags.items() if is_set)
