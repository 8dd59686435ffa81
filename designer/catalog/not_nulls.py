"""NOT NULL constraints of columns, which are objects with names since PostgreSQL 18."""

import re
from typing import NamedTuple

from designer.catalog.default_names import default_name
from designer.catalog.snapshot import Snapshot


class NotNull(NamedTuple):
    oid: int
    table: int
    column: int
    table_name: str
    column_name: str
    name: str
    inherited: bool
    validated: bool
    no_inherit: bool

    @property
    def chosen_name(self) -> str | None:
        """The name where somebody chose it."""
        digits = re.search(r"not_null(\d*)\Z", self.name)
        if digits and self.name == default_name(self.table_name, self.column_name, digits[0]):
            return None
        return self.name


# PostgreSQL 17 has rows of this type for domains only.
_NOT_NULLS = """
SELECT k.oid::int8, k.conrelid::int8, k.conkey[1], c.relname, a.attname, k.conname, k.coninhcount > 0, k.convalidated,
       k.connoinherit
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'n' AND k.connamespace = ANY(%(schemas)s::oid[])
"""


def read_not_nulls(snapshot: Snapshot) -> dict[tuple[int, int], NotNull]:
    """By table and column number; empty before PostgreSQL 18."""
    return {(row.table, row.column): row for row in snapshot.rows(NotNull, _NOT_NULLS)}
