"""Indexes of their own."""

from collections.abc import Iterator

from designer.catalog.expressions import canonical
from designer.catalog.identities import Catalog
from designer.catalog.index_rows import IndexRow, MemberRow
from designer.catalog.reading import Reading
from designer.model import Id, Index, IndexMember, derived_id, ranks

_DESCENDING = 1
_NULLS_FIRST = 2


def read_indexes(
    reading: Reading, indexes: list[IndexRow], members: dict[int, list[MemberRow]]
) -> Iterator[Index | IndexMember]:
    """Every index that backs no constraint, with its members."""
    for row in indexes:
        if row.constraint:
            continue
        id = derived_id("index", row.schema_name, row.name)
        reading.identities.add(Catalog.CLASS, row.oid, id)
        yield Index(
            id=id,
            entity=reading.identities.entities[row.table],
            name=row.name,
            method=row.method,
            unique=row.unique,
            nulls_distinct=row.nulls_distinct,
            where=row.where and canonical(row.where),
            options=tuple(row.options),
            description=reading.comments.of(Catalog.CLASS, row.oid),
            clustered=row.clustered,
            replica_identity=row.replica_identity,
        )
        yield from index_members(reading, id, row, members[row.oid])


def index_members(
    reading: Reading, owner: Id, index: IndexRow, rows: list[MemberRow], operators: list[str] | None = None
) -> Iterator[IndexMember]:
    """Members of an index, or with `operators` (one a key) of an exclusion."""
    for row, rank in zip(rows, ranks(len(rows)), strict=True):
        included = row.position > index.keys
        descending = bool(row.options & _DESCENDING)
        nulls_first = bool(row.options & _NULLS_FIRST)
        yield IndexMember(
            id=derived_id("index_member", owner, str(row.position)),
            index=owner,
            rank=rank,
            field=reading.identities.field(index.table, row.column) if row.column else None,
            expression=canonical(bare(row.expression)) if row.expression else None,
            descending=descending,
            nulls_first=None if nulls_first is descending else nulls_first,
            opclass=row.opclass,
            collation=row.collation,
            included=included,
            operator=operators[row.position - 1] if operators and not included else None,
        )


def bare(expression: str) -> str:
    """pg_get_indexdef() wraps whatever is not a plain function call in parentheses of its own."""
    return expression[1:-1] if expression.startswith("(") else expression
