"""Partitions and inheriting entities: what an entity defines, they have."""

from collections.abc import Iterator

from msgspec.structs import replace

from designer.changes import Add, Alter, Change
from designer.edits.alteration import altered
from designer.edits.moves import inserted
from designer.model import Design, Entity, Field, Id, new_id


def children_of(design: Design, entity: Id) -> tuple[Entity, ...]:
    """Direct partitions and inheriting entities."""
    return tuple(each for each in design.entities.values() if each.partition_of == entity or entity in each.inherits)


def heirs(design: Design, field: Field) -> tuple[Field, ...]:
    """The fields that partitions and inheriting entities have of a field: they have its name for ever."""
    found: dict[Id, Field] = {}
    wave = [field.entity]
    while wave:
        children = [child.id for entity in wave for child in children_of(design, entity)]
        fields = [each for child in children for each in design.fields_of(child)]
        more = [each for each in fields if each.inherited and each.name == field.name and each.id not in found]
        found |= {each.id: each for each in more}
        wave = [each.entity for each in more]
    return tuple(found.values())


def handed_down(design: Design, field: Field) -> Iterator[Change]:
    """A new field's copies in the entities below its own, where they have none of that name yet."""
    for child in children_of(design, field.entity):
        if any(each.name == field.name for each in design.fields_of(child.id)):
            continue
        rank, others = inserted(design.fields_of(child.id))
        copy = replace(field, id=new_id(), entity=child.id, rank=rank, inherited=True, identity=None)
        yield Add(copy)
        yield from others
        yield from handed_down(design, copy)


def altered_below(design: Design, before: Field, after: Field) -> Iterator[Alter]:
    """What PostgreSQL alters in the entities below when a field is altered: the type always, the rest where it was
    the same."""
    for each in heirs(design, before):
        yield from altered(each, type=after.type, collation=after.collation)
        for attribute in ("nullable", "default", "generated"):
            was, becomes = getattr(before, attribute), getattr(after, attribute)
            if getattr(each, attribute) == was:
                yield from altered(each, **{attribute: becomes})
