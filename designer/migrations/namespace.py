"""Finds the objects of a design that an SQL text mentions by name."""

from collections.abc import Iterator
from itertools import chain

from designer.migrations.mentions import Mention, Sort, name_parts
from designer.model import Design, Domain, Entity, EnumType, Id, Sequence, SqlKind

_SORTS = {
    SqlKind.COLLATION: Sort.COLLATION,
    SqlKind.COMPOSITE: Sort.TYPE,
    SqlKind.RANGE: Sort.TYPE,
    SqlKind.BASE_TYPE: Sort.TYPE,
    SqlKind.FUNCTION: Sort.FUNCTION,
    SqlKind.PROCEDURE: Sort.FUNCTION,
    SqlKind.AGGREGATE: Sort.FUNCTION,
    SqlKind.OPERATOR: Sort.OPERATOR,
    SqlKind.VIEW: Sort.RELATION,
    SqlKind.MATERIALIZED_VIEW: Sort.RELATION,
    SqlKind.FOREIGN_TABLE: Sort.RELATION,
}


class Namespace:
    """The names of a design. An unqualified name is sought in public, as migrations run with that search path."""

    def __init__(self, design: Design) -> None:
        self._found: dict[Mention, list[Id]] = {}
        self._operator_classes: dict[str, list[Id]] = {}
        for sort, schema, name, each in _names(design):
            self._found.setdefault(Mention(sort, design.schemas[schema].name, name), []).append(each)
        for found in design.sql_objects.values():
            if found.kind is SqlKind.OPERATOR_CLASS:
                self._operator_classes.setdefault(_bare(found.name), []).append(found.id)

    def find(self, mention: Mention) -> list[Id]:
        """Ids of the objects that a mention may mean (all overloads of a function); empty for what is built in."""
        if not mention.schema:
            mention = mention._replace(schema="public")
        return self._found.get(mention, [])

    def operator_class(self, text: str) -> list[Id]:
        """Ids of the operator classes that the opclass of an index member may mean."""
        _, name = name_parts(text.partition("(")[0].strip())
        return self._operator_classes.get(name, [])


def _names(design: Design) -> Iterator[tuple[Sort, Id, str, Id]]:
    for each in chain[EnumType | Domain](design.enum_types.values(), design.domains.values()):
        yield Sort.TYPE, each.schema, each.name, each.id
    for relation in chain[Entity | Sequence](design.entities.values(), design.sequences.values()):
        yield Sort.RELATION, relation.schema, relation.name, relation.id
        yield Sort.TYPE, relation.schema, relation.name, relation.id
    for found in design.sql_objects.values():
        if found.schema is not None and (sort := _SORTS.get(found.kind)) is not None:
            yield sort, found.schema, _bare(found.name), found.id


def _bare(name: str) -> str:
    """The name without an argument list and its own quotes: `"Total"(integer)` -> Total."""
    if name.startswith('"'):
        end = name.find('"', 1)
        while name[end + 1 : end + 2] == '"':
            end = name.find('"', end + 2)
        return name[1:end].replace('""', '"')
    return name.partition("(")[0]
