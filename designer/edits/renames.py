"""Renames that all SQL follows, without a change of what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import postgast
from msgspec.structs import replace

from designer.changes import Alter, Change, apply
from designer.edits.alteration import altered
from designer.edits.labels import label
from designer.edits.mention import Mention
from designer.edits.refused import Refused, accepted, refuse
from designer.edits.rewriting import NewName, SharedName, rewritten
from designer.edits.sql_texts import SqlText, sql_texts, texts_naming
from designer.edits.tokens import tokens
from designer.model import Design, Id, Object, Schema, SqlKind, SqlObject, TypeName
from designer.model.names import identifier


def renamed(
    design: Design, names: Mapping[Id, NewName], own: Iterable[Change], *, attribute: str = "name"
) -> tuple[Change, ...]:
    """The changes by which every SQL text follows the new names of things, with the caller's `own`, which rename them.

    Raises Refused, on the parameter `attribute`, where a text cannot follow or would not mean the same any more: an
    unqualified column may be taken for another table's. Bodies of functions stay: see `unread_mentions`. Not checked
    for invariants yet.
    """
    own = tuple(own)
    things = [each for id in names if (each := design.find(id)) is not None]
    rewrites: list[Alter] = []
    for text in texts_naming(sql_texts(design), things):
        try:
            value = text.value(partial(rewritten, design, names))
        except SharedName as shared:
            raise _shared(design, shared.id, text.holder, attribute) from shared
        rewrites += altered(text.holder, **{text.attribute: value})
    for each in things:
        if isinstance(each, Schema):
            rewrites += _requalified(design, each, names[each.id].name)
    redone = {change.object for change in own if isinstance(change, Alter) and change.attribute == "create"}
    changes = (*(step for step in rewrites if step.object not in redone), *own)
    if (culprit := _changed_meaning(design, apply(design, changes), things)) is not None:
        # Two things of one name make a text ambiguous too, and are the nearer reason to tell.
        accepted(design, changes, {(id, of): attribute for id in names for of in ("name", "value")})
        what = label(design, culprit)
        message = f"The {what} would mean another thing: write the table before the field there first."
        raise refuse(attribute, message, object=next(iter(names)))
    return changes


def _shared(design: Design, field: Id, holder: Object, attribute: str) -> Refused:
    name = design.fields[field].name
    message = f"The {label(design, holder)} joins by the name {name} (USING or NATURAL): write that join with ON first."
    return refuse(attribute, message, object=field)


def _changed_meaning(before: Design, after: Design, things: list[Object]) -> Object | None:
    """What holds a text that names other things than before, if any does."""
    becomes = [each for thing in things if (each := after.find(thing.id)) is not None]
    texts = {_place(text): text for text in texts_naming(sql_texts(before), (*things, *becomes))}
    for text in sql_texts(after) if texts else ():
        was = texts.get(_place(text))
        if was is None or was.holder in things:
            continue
        if _meaning(before, was) != _meaning(after, text):
            return was.holder
    return None


def _place(text: SqlText) -> tuple[Id, str]:
    return text.holder.id, text.attribute


def _meaning(design: Design, text: SqlText) -> list[Id]:
    """The things that a text names, in its order; schemas left out, which come and go with qualification."""
    return [each.id for each in sorted(text.mentions(design), key=_position) if each.id not in design.schemas]


def _position(mention: Mention) -> tuple[int, Id]:
    return mention.start, mention.id


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
