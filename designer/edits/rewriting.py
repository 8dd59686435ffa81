"""New names written into SQL text: tokens are replaced where they stand, every other byte stays."""

from collections.abc import Mapping

from msgspec import Struct

from designer.edits.mention import Form, Mention
from designer.edits.mentions import Reading, mentions
from designer.edits.names_found import spelled
from designer.edits.sql_texts import sql_name
from designer.edits.tokens import spliced
from designer.model import Design, Id, Object, Schema, literal
from designer.model.names import identifier


class NewName(Struct, frozen=True):
    """What a thing is called from now on. schema: the name of the schema it moves to, None where it stays."""

    name: str
    schema: str | None = None


class SharedName(Exception):
    """A join says one name for two columns, so that one of them cannot have another. `id`: the field's."""

    def __init__(self, id: Id) -> None:
        super().__init__(id)
        self.id = id


def rewritten(design: Design, names: Mapping[Id, NewName], reading: Reading) -> str:
    """The text under the new names of things. Raises SharedName."""
    pieces = []
    for mention in mentions(design, reading):
        if mention.id in names:
            if mention.form is Form.SHARED:
                raise SharedName(mention.id)
            pieces.append(_piece(design, mention, names[mention.id]))
    return spliced(reading.text, pieces)


def _piece(design: Design, mention: Mention, new: NewName) -> tuple[int, int, str]:
    """The bytes to replace, and what replaces them."""
    thing = design.find(mention.id)
    old = sql_name(thing) if thing is not None else ""
    match mention.form:
        case Form.OUTPUT:
            text = f"{identifier(new.name)} AS {identifier(old)}"
        case Form.LABEL:
            text = literal(new.name)
        case Form.ELEMENT:
            elements = mention.value[1:-1].split(",")
            text = literal("{" + ",".join(new.name if each == old else each for each in elements) + "}")
        case Form.REGCLASS:
            text = literal(_in_string(mention, thing, new))
        case _:
            return _named(mention, new)
    return mention.start, mention.end, text


def _named(mention: Mention, new: NewName) -> tuple[int, int, str]:
    qualified = mention.first < mention.start
    if new.schema is not None and (qualified or (mention.movable and new.schema != "public")):
        return mention.first, mention.end, f"{identifier(new.schema)}.{identifier(new.name)}"
    return mention.start, mention.end, identifier(new.name)


def _in_string(mention: Mention, thing: Object | None, new: NewName) -> str:
    names = list(spelled(mention.value))
    if isinstance(thing, Schema):
        names[0] = new.name
    else:
        names[-1] = new.name
        if new.schema is not None:
            names = [new.schema, new.name]
    return ".".join(map(identifier, names))
