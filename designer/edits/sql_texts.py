"""Every SQL text of a design, with what it takes to read it and to put another in its place."""

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from designer.edits.mention import Mention
from designer.edits.mentions import Reading, expression, mentions, partition_key
from designer.edits.name_index import routine_name
from designer.edits.resolver import enum_behind
from designer.model import Design, Domain, Entity, EnumType, EnumValue, Field, Object, Schema, Sequence, SqlObject
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


def texts_naming(design: Design, names: frozenset[str]) -> Iterator[SqlText]:
    """Texts in which one of the names may occur, and so are worth reading."""
    spellings = {name.replace('"', '""').casefold() for name in names} | {
        name.replace("'", "''").casefold() for name in names
    }
    for each in sql_texts(design):
        for text in map(str.casefold, each.texts()):
            if any(spelling in text for spelling in spellings):
                yield each
                break


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
