"""What of a design is drawn: entities, and links between the rows of two of them.

Partitions are folded into the table they are part of, so that a year of months is one box and not twelve.
"""

from collections.abc import Iterator

from msgspec import Struct

from designer.model import Design, Entity, Id, Relationship


class Link(Struct, frozen=True):
    """A relationship as it is drawn, from the child's row to the parent's.

    id: the Relationship's. required: every child has a parent. single: a parent has at most one child.
    """

    id: Id
    child: Id
    child_field: Id
    parent: Id
    parent_field: Id
    required: bool
    single: bool


class Scene(Struct, frozen=True):
    """entities: those drawn, by name. links: by id of relationship. partitions: how many an entity has folded in it."""

    entities: dict[Id, Entity]
    links: dict[Id, Link]
    partitions: dict[Id, int]


def scene(design: Design) -> Scene:
    roots = {each.id: _root(design, each) for each in design.entities.values()}
    partitions: dict[Id, int] = {}
    for entity, root in roots.items():
        if entity != root:
            partitions[root] = partitions.get(root, 0) + 1
    drawn = sorted((design.entities[root] for root in set(roots.values())), key=lambda each: (each.name, each.id))
    return Scene({each.id: each for each in drawn}, {each.id: each for each in _links(design, roots)}, partitions)


def _root(design: Design, entity: Entity) -> Id:
    """The entity, or the outermost table it is a partition of."""
    seen = {entity.id}
    while entity.partition_of in design.entities and entity.partition_of not in seen:
        entity = design.entities[entity.partition_of]
        seen.add(entity.id)
    return entity.id


def _links(design: Design, roots: dict[Id, Id]) -> Iterator[Link]:
    """One link a relationship; those of partitions move to the table they are part of, each once."""
    seen = set()
    for each in sorted(
        design.relationships.values(), key=lambda each: (roots[each.entity] != each.entity, each.name, each.id)
    ):
        if (link := _link(design, each, roots)) is not None:
            place = (link.child, link.child_field, link.parent, link.parent_field)
            lifted = link.child != each.entity or link.parent != each.target
            if not (lifted and place in seen):
                seen.add(place)
                yield link


def _link(design: Design, relationship: Relationship, roots: dict[Id, Id]) -> Link | None:
    members = design.members_of_relationship(relationship.id)
    if not members:
        return None
    child, parent = roots[relationship.entity], roots[relationship.target]
    child_field = _field_in(design, members[0].field, child)
    parent_field = _field_in(design, members[0].target_field, parent)
    if child_field is None or parent_field is None:
        return None
    return Link(
        relationship.id,
        child,
        child_field,
        parent,
        parent_field,
        required=design.is_required(relationship),
        single=design.is_one_to_one(relationship),
    )


def _field_in(design: Design, field: Id, entity: Id) -> Id | None:
    """The field itself, or the one of the same name in the table that its partition belongs to."""
    found = design.fields[field]
    if found.entity == entity:
        return field
    return next((each.id for each in design.fields_of(entity) if each.name == found.name), None)
