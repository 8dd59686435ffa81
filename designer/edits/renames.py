"""Renames that what names the thing follows: tokens are replaced where they stand, every other byte stays."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

import postgast
from msgspec import Struct
from msgspec.structs import replace

from designer.changes import Alter
from designer.edits.alteration import altered
from designer.edits.labels import label
from designer.edits.mention import Form, Mention
from designer.edits.mentions import Reading, mentions
from designer.edits.refused import refuse
from designer.edits.resolver import spelled
from designer.edits.sql_text import identifier
from designer.edits.sql_texts import sql_name, sql_texts, texts_naming
from designer.edits.tokens import spliced, tokens
from designer.model import Design, Id, Object, Schema, SqlKind, SqlObject, TypeName, literal


class NewName(Struct, frozen=True):
    """What a thing is called from now on. schema: the name of the schema it moves to, None where it stays."""

    name: str
    schema: str | None = None


def followed(design: Design, names: Mapping[Id, NewName]) -> tuple[Alter, ...]:
    """The alterations by which every SQL text follows the new names of things. Raises Refused where one cannot.

    The things' own names are not altered here. Bodies of functions are strings and stay: see `unread_mentions`.
    """
    if not names:
        return ()
    things = {id: each for id in names if (each := design.find(id)) is not None}
    changes: list[Alter] = []
    for text in texts_naming(sql_texts(design), things.values()):
        value = text.value(partial(_rewritten, design, names, text.holder))
        changes += altered(text.holder, **{text.attribute: value})
    for id, each in things.items():
        if isinstance(each, Schema):
            changes += _requalified(design, each, names[id].name)
    return tuple(changes)


def _rewritten(design: Design, names: Mapping[Id, NewName], holder: Object, reading: Reading) -> str:
    pieces = []
    for mention in mentions(design, reading):
        if mention.id in names:
            if mention.form is Form.SHARED:
                raise _shared(design, mention, holder)
            pieces.append(_piece(design, mention, names[mention.id]))
    return spliced(reading.text, pieces)


def _shared(design: Design, mention: Mention, holder: Object) -> Exception:
    field = design.fields[mention.id].name
    message = f"{label(design, holder)} joins by the name {field} (USING or NATURAL): write that join with ON first."
    return refuse("name", message, object=mention.id)


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


def _requalified(design: Design, schema: Schema, name: str) -> Iterator[Alter]:
    """What else says a schema's name: types of extensions, collations, operator classes."""
    before = (f"{schema.name}.", f"{identifier(schema.name)}.")

    def moved(text: str | None) -> str | None:
        prefix = next((each for each in before if text is not None and text.startswith(each)), None)
        return text if text is None or prefix is None else f"{identifier(name)}.{text.removeprefix(prefix)}"

    for field in design.fields.values():
        if isinstance(field.type, TypeName):
            yield from altered(field, type=replace(field.type, text=moved(field.type.text)))
        yield from altered(field, collation=moved(field.collation))
    for domain in design.domains.values():
        if isinstance(domain.type, TypeName):
            yield from altered(domain, type=replace(domain.type, text=moved(domain.type.text)))
        yield from altered(domain, collation=moved(domain.collation))
    for member in design.index_members.values():
        yield from altered(member, opclass=moved(member.opclass), collation=moved(member.collation))


def unread_mentions(design: Design, *names: str) -> tuple[SqlObject, ...]:
    """Functions whose body holds one of the names as a word: a body is a string, so a person has to look."""
    routines = {SqlKind.FUNCTION, SqlKind.PROCEDURE}
    return tuple(
        each
        for each in design.sql_objects.values()
        if each.kind in routines and any(_in_body(text, name) for text in each.create for name in names)
    )


def _in_body(text: str, name: str) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    try:
        return any(word.search(token.text) for token in tokens(text) if token.text.startswith(("'", "$")))
    except (postgast.PgQueryError, UnicodeError):
        return bool(word.search(text))
