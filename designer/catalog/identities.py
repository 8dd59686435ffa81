"""Which object of the design each row of the catalog becomes."""

from collections.abc import Collection
from enum import IntEnum

from designer.model import DataType, Id, TypeName, TypeRef


class Catalog(IntEnum):
    """Catalogs whose rows become objects, by their oids, which are the same in every database."""

    TYPE = 1247
    PROC = 1255
    CLASS = 1259
    FOREIGN_SERVER = 1417
    FOREIGN_DATA_WRAPPER = 2328
    ATTRDEF = 2604
    CAST = 2605
    CONSTRAINT = 2606
    NAMESPACE = 2615
    OPERATOR = 2617
    REWRITE = 2618
    TRIGGER = 2620
    EXTENSION = 3079
    POLICY = 3256
    STATISTIC_EXT = 3381
    COLLATION = 3456
    EVENT_TRIGGER = 3466
    TS_DICT = 3600
    TS_CONFIG = 3602
    PUBLICATION = 6104


class Identities:
    """Filled while a database is read: (catalog, oid, column number or 0) -> id.

    Several rows may become one object: a table and its row type, an enum and its array type, a default and its field.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[int, int, int], Id] = {}
        self._schemas: dict[int, Id] = {}
        self.entities: dict[int, Id] = {}
        self._types: dict[int, Id] = {}

    def add(self, catalog: int, oid: int, id: Id, column: int = 0) -> Id:
        self._ids[catalog, oid, column] = id
        return id

    def add_schema(self, oid: int, id: Id) -> Id:
        self._schemas[oid] = id
        return self.add(Catalog.NAMESPACE, oid, id)

    def add_entity(self, oid: int, id: Id) -> Id:
        self.entities[oid] = id
        return self.add(Catalog.CLASS, oid, id)

    def add_type(self, oid: int, id: Id) -> Id:
        """A type that fields may have."""
        self._types[oid] = id
        return self.add(Catalog.TYPE, oid, id)

    def type(self, oid: int) -> Id:
        return self._types[oid]

    def find(self, catalog: int, oid: int, column: int = 0) -> Id | None:
        return self._ids.get((catalog, oid, column))

    def oids(self, ids: Collection[Id]) -> list[int]:
        """The oids of the rows that became these objects, of whatever catalog."""
        return [oid for (_, oid, _), id in self._ids.items() if id in ids]

    def schema(self, oid: int) -> Id:
        return self._schemas[oid]

    def entity(self, oid: int) -> Id | None:
        """The entity; None for a view, a foreign table and what is left out of the reading."""
        return self.entities.get(oid)

    def field(self, entity: int, number: int) -> Id:
        return self._ids[Catalog.CLASS, entity, number]

    def data_type(self, oid: int, text: str, dimensions: int) -> DataType:
        """The type with this oid (of an array its element), or the name that format_type() gives it."""
        if dimensions:
            text = text.removesuffix("[]")
        found = self._types.get(oid)
        return TypeRef(found, dimensions) if found else TypeName(text, dimensions)
