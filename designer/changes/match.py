"""Gives identities to a design that has none: what has the same name in the same place is the same thing."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from designer.changes.change import kind_of
from designer.model import (
    TABLES,
    Design,
    Entity,
    Field,
    Id,
    IndexMember,
    Note,
    Object,
    RelationshipMember,
    SqlObject,
    references,
    reidentified,
)

# The attribute that places an object under another, for every kind that stands under one.
_PARENTS = ("entity", "owner", "key", "index", "relationship", "enum", "schema")
_ALIKE = 0.5  # share of fields that a renamed entity keeps at least


class Rename(Struct, frozen=True):
    """Two objects that may be one under a new name: only a person can tell."""

    old: Id
    new: Id
    kind: str
    old_name: str
    new_name: str


class Match(Struct, frozen=True):
    """design: `new` under the ids of `old` wherever a name says so. renames: what names cannot say, offered."""

    design: Design
    renames: tuple[Rename, ...] = ()


def match(old: Design, new: Design, *, renamed: Iterable[Rename] = ()) -> Match:
    """`new` with the identities of `old`. `renamed`: candidates that a person has confirmed.

    Linear in the number of objects; rename candidates are sought among the unmatched alone.
    """
    confirmed = {rename.new: rename.old for rename in renamed}
    ids = _same_ids(old, new, confirmed)
    # What stays new must not collide with an id that old uses for something else.
    taken = {each.id for each in old.objects()} - set(ids.values())
    ids |= {each.id: f"{each.id}+" for each in new.objects() if each.id not in ids and each.id in taken}
    tables = {
        table: {each.id: each for each in (reidentified(each, ids) for each in getattr(new, table).values())}
        for table in TABLES.values()
    }
    matched = Design(conventions=reidentified(new.conventions, ids), **tables)
    return Match(matched, tuple(_candidates(old, matched)))


def _same_ids(old: Design, new: Design, confirmed: dict[Id, Id]) -> dict[Id, Id]:
    """New id -> old id, parents first so that a child is looked up under its parent's old id. Each old id once."""
    known: dict[tuple[object, ...], list[Id]] = {}
    for each in old.objects():
        known.setdefault(_place(each, {}), []).append(each.id)
    ids: dict[Id, Id] = dict(confirmed)
    for each in new.objects():
        if each.id not in ids and (same := known.get(_place(each, ids))):
            ids[each.id] = same.pop(0)
    return ids


def _place(each: Object, ids: dict[Id, Id]) -> tuple[object, ...]:
    """Kind, parent and name of an object: what identifies it when its id does not. Its parent under the ids given."""
    parent = next((found for name in _PARENTS if (found := getattr(each, name, None))), None)
    return (kind_of(each), ids.get(parent, parent) if parent else None, *_name(each, ids))


def _name(each: Object, ids: dict[Id, Id]) -> tuple[object, ...]:
    match each:
        case RelationshipMember(field=field, target_field=target):
            return (ids.get(field, field), ids.get(target, target))
        case IndexMember(field=field, expression=expression):
            return (ids.get(field, field) if field else None, expression)
        case SqlObject(kind=kind, name=name):
            return (kind, name)
        case Note(text=text):
            return (text,)
        case _ if hasattr(each, "name"):
            return (each.name,)
        case _ if hasattr(each, "value"):
            return (each.value,)
        case _:
            return tuple(ids.get(target, target) for _, target in references(each))


def _candidates(old: Design, new: Design) -> Iterator[Rename]:
    gone = [entity for entity in old.entities.values() if entity.id not in new.entities]
    come = [entity for entity in new.entities.values() if entity.id not in old.entities]
    for entity in come:
        alike = [(likeness, other) for other in gone if (likeness := _likeness(old, other, new, entity)) >= _ALIKE]
        if alike:
            _, best = max(alike, key=lambda pair: (pair[0], pair[1].id))
            yield Rename(best.id, entity.id, "entity", best.name, entity.name)
    for entity in old.entities.values():
        if entity.id in new.entities:
            yield from _field_candidates(old, new, entity.id)


def _field_candidates(old: Design, new: Design, entity: Id) -> Iterator[Rename]:
    gone = [field for field in old.fields_of(entity) if field.id not in new.fields]
    come = [field for field in new.fields_of(entity) if field.id not in old.fields]
    for field in come:
        for other in gone:
            if (other.type, other.nullable, other.default) == (field.type, field.nullable, field.default):
                yield Rename(other.id, field.id, "field", other.name, field.name)


def _likeness(old: Design, before: Entity, new: Design, after: Entity) -> float:
    """Share of fields with one name and type (Jaccard)."""

    def shape(fields: Iterable[Field]) -> set[tuple[str, str]]:
        return {(field.name, repr(field.type)) for field in fields}

    one, other = shape(old.fields_of(before.id)), shape(new.fields_of(after.id))
    return len(one & other) / len(one | other) if one | other else 0.0
