"""Names that came from the convention go on following it when what they are made of is renamed."""

from collections.abc import Iterator
from itertools import chain

from designer.changes import Alter
from designer.edits.alteration import altered
from designer.edits.expressions import named_fields
from designer.edits.proposals import fitted, free, navigation_names, role_of, taken_constraints, taken_relations
from designer.model import Check, Design, Exclusion, Id, Index, PrimaryKey, Relationship, Unique
from designer.model.inflection import singular

type Constraint = PrimaryKey | Unique | Exclusion | Check | Relationship | Index
_NUMBERS = range(10)


def renamed_by_convention(before: Design, after: Design, entity: Id) -> tuple[Alter, ...]:
    """New names for the constraints, indexes and navigation of an entity that had the convention's name before."""
    taken = taken_relations(after, after.entities[entity].schema) | taken_constraints(after, entity)
    changes: list[Alter] = []
    stems = {each.id: stem_of(before, each) for each in constraints_of(before, entity)}
    for each in constraints_of(after, entity):
        old, new = stems[each.id], stem_of(after, each)
        if old != new and each.name in {fitted(*old, number) for number in _NUMBERS}:
            name = free(*new, taken)
            taken.add(name)
            changes += altered(each, name=name)
    for relationship in {
        each.id: each for each in (*after.relationships_of(entity), *after.relationships_to(entity))
    }.values():
        changes += navigation_by_convention(before, after, relationship)
    return tuple(changes)


def constraints_of(design: Design, entity: Id) -> Iterator[Constraint]:
    key = design.primary_key_of(entity)
    yield from (key,) if key else ()
    yield from chain[Constraint](
        design.uniques_of(entity),
        design.exclusions_of(entity),
        design.checks_of(entity),
        design.relationships_of(entity),
        design.indexes_of(entity),
    )


def stem_of(design: Design, each: Constraint) -> tuple[str, str]:
    """The stem and the suffix of the name by convention."""
    match each:
        case PrimaryKey():
            return design.entities[each.entity].name, "_pkey"
        case Unique():
            return _stem(design, each.entity, design.key_fields(each.id)), "_key"
        case Relationship():
            return _stem(design, each.entity, design.foreign_key_fields(each.id)), "_fkey"
        case Check(owner=owner):
            fields = named_fields(design, owner, each.expression) if owner in design.entities else ()
            found = design.entities.get(owner) or design.domains[owner]
            names = [design.fields[field].name for field in fields]
            return "_".join((found.name, *(names if len(names) == 1 else ()))), "_check"
        case Exclusion():
            return _stem(design, each.entity, _members(design, each.id)), "_excl"
        case Index():
            return f"ix_{_stem(design, each.entity, _members(design, each.id))}", ""


def _stem(design: Design, entity: Id, fields: tuple[Id | None, ...]) -> str:
    names = (design.fields[field].name if field else "expr" for field in fields)
    return "_".join((design.entities[entity].name, *names))


def _members(design: Design, index: Id) -> tuple[Id | None, ...]:
    return tuple(member.field for member in design.members_of_index(index) if not member.included)


def navigation_by_convention(before: Design, after: Design, relationship: Relationship) -> tuple[Alter, ...]:
    """New names for the sides of a relationship that had the convention's before."""
    old, new = _proposed(before, relationship), _proposed(after, relationship)
    child = new[0] if relationship.child_name == old[0] else relationship.child_name
    parent = new[1] if relationship.parent_name == old[1] else relationship.parent_name
    return altered(relationship, child_name=child, parent_name=parent)


def _proposed(design: Design, relationship: Relationship) -> tuple[str, str]:
    parent = design.entities[relationship.target].name
    members = design.members_of_relationship(relationship.id)
    role = singular(parent)
    if len(members) == 1:
        role = role_of(design.fields[members[0].field].name, design.fields[members[0].target_field].name, parent)
    one = design.is_one_to_one(relationship)
    return navigation_names(design, relationship.entity, relationship.target, role, one=one, besides=relationship.id)
