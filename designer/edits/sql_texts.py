"""Every SQL text of a design, with what it takes to read it and to put another in its place."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.edits.expression_resolver import enum_behind
from designer.edits.mention import Mention
from designer.edits.mentions import Reading, expression, mentions, partition_key
from designer.edits.name_index import routine_name
from designer.model import Design, Domain, Entity, EnumType, EnumValue, Field, Id, Object, Schema, Sequence, SqlObject
from designer.model.invariants import expressions


class SqlText(Struct, frozen=True):
    """holder, attribute: where the text is kept; several readings where the attribute is a list of statements."""

    holder: Object
    attribute: str
    readings: tuple[Reading, ...]

    def texts(self) -> tuple[str, ...]:
        return tuple(reading.text for reading in self.readings)

    def mentions(self, design: Design) -> tuple[Mention, ...]:
        return tuple(each for reading in self.readings for each in mentions(design, reading))

    def value(self, rewritten: Callable[[Reading], str]) -> object:
        """The attribute's value with each text replaced."""
        texts = tuple(rewritten(reading) for reading in self.readings)
        if self.attribute in {"create", "drop"}:
            return texts
        if isinstance(self.holder, Field) and self.holder.generated and self.attribute == "generated":
            return replace(self.holder.generated, expression=texts[0])
        return texts[0]


def sql_texts(design: Design) -> Iterator[SqlText]:
    """Expressions, partition keys, and the statements of SQL objects."""
    for each, attribute, text, entity in expressions(design):
        labels = enum_behind(design, each.type) if isinstance(each, Field | Domain) else None
        yield SqlText(each, attribute, (expression(text, entity=entity, label_of=labels),))
    for partitioned in design.entities.values():
        if partitioned.partition_by is not None:
            reading = partition_key(partitioned.partition_by, entity=partitioned.id)
            yield SqlText(partitioned, "partition_by", (reading,))
    for carried in design.sql_objects.values():
        for attribute in ("create", "drop"):
            yield SqlText(carried, attribute, tuple(Reading(text=text) for text in getattr(carried, attribute)))
        if carried.name.endswith(")"):
            # The types of a function's arguments are part of its name.
            yield SqlText(carried, "name", (Reading(text=carried.name, head="DROP FUNCTION "),))


def texts_naming(texts: Iterable[SqlText], things: Iterable[Object]) -> Iterator[SqlText]:
    """Texts in which one of the things may be named, and which so are worth reading.

    An expression names the fields of its own entity alone.
    """
    anywhere: set[str] = set()
    of_entity: dict[Id, set[str]] = {}
    for each in things:
        spellings = {name.casefold() for name in _spellings(sql_name(each))}
        if isinstance(each, Field):
            of_entity.setdefault(each.entity, set()).update(spellings)
        else:
            anywhere |= spellings
    of_any = anywhere.union(*of_entity.values())
    for text in texts:
        first = text.readings[0] if text.readings else None
        entity = first.entity if first else None
        statement = isinstance(text.holder, SqlObject)
        wanted = of_any if statement else anywhere | of_entity[entity] if entity in of_entity else anywhere
        folded = [each.casefold() for each in text.texts()] if wanted else []
        if any(spelling in each for each in folded for spelling in wanted | _UNSPOKEN):
            yield text


# A NATURAL JOIN names fields without saying them.
_UNSPOKEN = {"natural"}


def _spellings(name: str) -> set[str]:
    """A name as it may stand in SQL: as an identifier, or within a string."""
    return {name.replace('"', '""'), name.replace("'", "''")} if name else set()


def sql_name(each: Object) -> str:
    """What SQL calls a thing, without its schema and, of a function, without its arguments; "" where SQL cannot."""
    match each:
        case EnumValue(value=value):
            return value
        case SqlObject():
            return routine_name(each) if each.name.endswith(")") else each.name
        case Schema() | Entity() | Field() | Sequence() | EnumType() | Domain():
            return each.name
        case _:
            return ""
