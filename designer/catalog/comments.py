"""COMMENT ON, for every object at once."""

from collections.abc import Iterator
from typing import NamedTuple

from designer.catalog.identities import Catalog
from designer.catalog.snapshot import Snapshot


class _Row(NamedTuple):
    catalog: int
    oid: int
    column: int
    text: str


# initdb and CREATE EXTENSION say these themselves: nobody has described anything.
_COMMENTS = """
SELECT d.classoid::int8, d.objoid::int8, d.objsubid, d.description
FROM pg_description d
WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND d.description <> 'standard public schema')
"""


class Comments:
    """Descriptions by catalog row."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._asked: set[tuple[int, int, int]] = set()
        self._texts = {(row.catalog, row.oid, row.column): row.text for row in snapshot.rows(_Row, _COMMENTS)}

    def of(self, catalog: Catalog, oid: int, column: int = 0) -> str:
        """The description, empty where there is none. column: its number in the table, 0 for the table."""
        self._asked.add((catalog, oid, column))
        return self._texts.get((catalog, oid, column), "")

    def left(self) -> Iterator[tuple[int, int, str]]:
        """(catalog, oid, text) of whole objects that nothing has asked about."""
        for (catalog, oid, column), text in self._texts.items():
            if not column and (catalog, oid, column) not in self._asked:
                yield catalog, oid, text
