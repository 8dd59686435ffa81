"""Notes, and the queries that an application will run."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.refused import NEW, accepted, refuse
from designer.model import AccessPattern, Design, Id, Note, new_id


def new_note(
    design: Design, text: str, *, entity: Id | None = None, x: float | None = None, y: float | None = None
) -> tuple[Change, ...]:
    """A note on an entity, or beside the diagram (x, y in points)."""
    if entity is not None:
        lookup(design.entities, entity, "entity")
    _check_text(text, NEW)
    return accepted(design, (Add(Note(id=new_id(), text=text.strip(), entity=entity, x=x, y=y)),))


def alter_note(
    design: Design,
    note: Id,
    *,
    text: str | UnsetType = UNSET,
    entity: Id | UnsetType | None = UNSET,
    x: float | UnsetType | None = UNSET,
    y: float | UnsetType | None = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay."""
    found = lookup(design.notes, note, "note")
    if text is not UNSET:
        _check_text(text, note)
    said = text if text is UNSET else text.strip()
    return accepted(design, altered(found, text=said, entity=entity, x=x, y=y))


def _check_text(text: str, object: Id) -> None:  # noqa: A002 -- Problem's own name
    if not text.strip():
        raise refuse("text", "Write something, or delete the note.", object=object)


def new_access_pattern(
    design: Design,
    entity: Id,
    name: str,
    *,
    filters: Sequence[Id] = (),
    sorts: Sequence[Id] = (),
    joins: Sequence[Id] = (),
    description: str = "",
) -> tuple[Change, ...]:
    """A query on an entity: its fields that it filters by, sorts by and joins on, in order."""
    lookup(design.entities, entity, "entity")
    pattern = AccessPattern(
        id=new_id(),
        entity=entity,
        name=name.strip(),
        filters=_fields(design, entity, filters, "filters"),
        sorts=_fields(design, entity, sorts, "sorts"),
        joins=_fields(design, entity, joins, "joins"),
        description=description.strip(),
    )
    return accepted(design, (Add(pattern),))


def alter_access_pattern(
    design: Design,
    access_pattern: Id,
    *,
    name: str | UnsetType = UNSET,
    filters: Sequence[Id] | UnsetType = UNSET,
    sorts: Sequence[Id] | UnsetType = UNSET,
    joins: Sequence[Id] | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay."""
    found = lookup(design.access_patterns, access_pattern, "access_pattern")

    def fields(ids: Sequence[Id] | UnsetType, attribute: str) -> tuple[Id, ...] | UnsetType:
        return ids if ids is UNSET else _fields(design, found.entity, ids, attribute, access_pattern)

    changes = altered(
        found,
        name=name if name is UNSET else name.strip(),
        filters=fields(filters, "filters"),
        sorts=fields(sorts, "sorts"),
        joins=fields(joins, "joins"),
        description=description if description is UNSET else description.strip(),
    )
    return accepted(design, changes)


def _fields(
    design: Design,
    entity: Id,
    ids: Sequence[Id],
    attribute: str,
    object: Id = NEW,  # noqa: A002 -- Problem's own name
) -> tuple[Id, ...]:
    for id in ids:
        if lookup(design.fields, id, attribute, object).entity != entity:
            raise refuse(attribute, "A field belongs to another entity: choose this entity's own.", object=object)
    return tuple(dict.fromkeys(ids))
