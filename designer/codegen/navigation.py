"""The attributes by which the two sides of a relationship reach each other, where nobody has named them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from designer.codegen.identifiers import attribute, distinct, snake_case
from designer.codegen.order import is_model, pairs, relationships_in_order
from designer.codegen.reserved import is_reserved_attribute
from designer.edits.proposals import role_of
from designer.model import Design, Id, Relationship
from designer.model.inflection import plural, singular


def ends(design: Design, attributes: Mapping[Id, str], hidden: Collection[str]) -> dict[Id, tuple[str, str]]:
    """(on the child, on the parent) of every relationship between two models, free among the attributes of each.

    Names that a person chose are given out first, then the rest in the order of table and constraint names.
    """
    relationships = [
        each
        for each in relationships_in_order(design, design.relationships.values())
        if is_model(design, each.entity) and is_model(design, each.target) and _leads_somewhere(design, each)
    ]
    taken: dict[Id, set[str]] = {
        entity: {*hidden, *(attributes[field.id] for field in design.fields_of(entity))} for entity in design.entities
    }
    children = _named(
        relationships, lambda each: each.entity, lambda each: each.child_name, _role_wishes(design), taken
    )
    wishes = _kin_wishes(design, children)
    parents = _named(relationships, lambda each: each.target, lambda each: each.parent_name, wishes, taken)
    return {each.id: (children[each.id], parents[each.id]) for each in relationships}


def _leads_somewhere(design: Design, relationship: Relationship) -> bool:
    """Whether it can lead to another row: a key that refers to itself, field by field, cannot."""
    return any(each.field != each.target_field for each in pairs(design, relationship.id))


def _named(
    relationships: list[Relationship],
    side: Callable[[Relationship], Id],
    chosen: Callable[[Relationship], str],
    wishes: Callable[[Relationship], Iterable[str]],
    taken: Mapping[Id, set[str]],
) -> dict[Id, str]:
    names = {}
    for each in sorted(relationships, key=lambda each: not chosen(each)):
        wished = [_safe(wish) for wish in ([chosen(each)] if chosen(each) else wishes(each))]
        free = (wish for wish in wished if wish not in taken[side(each)])
        names[each.id] = next(free, None) or distinct(wished[-1], taken[side(each)])
        taken[side(each)].add(names[each.id])
    return names


def _safe(wish: str) -> str:
    name = attribute(wish, "related")
    return f"{name}_" if is_reserved_attribute(name) else name


def _role_wishes(design: Design) -> Callable[[Relationship], Iterable[str]]:
    """`billing_customer` after the field that holds the key, `customer` after the parent."""

    def wishes(relationship: Relationship) -> Iterable[str]:
        parent = singular(snake_case(design.entities[relationship.target].name))
        role = _role(design, relationship)
        return role, parent, f"{role}_{parent}"

    return wishes


def _role(design: Design, relationship: Relationship) -> str:
    parent = singular(snake_case(design.entities[relationship.target].name))
    # Of a composite key the field tells that it alone holds: the others are the tenant's or the owner's.
    members = pairs(design, relationship.id)
    others = [each for each in design.relationships_of(relationship.entity) if each.id != relationship.id]
    shared = {field for each in others for field in design.foreign_key_fields(each.id)}
    last = next((each for each in reversed(members) if each.field not in shared), members[-1])
    field, target = (design.fields[each].name for each in (last.field, last.target_field))
    return role_of(snake_case(field, "field"), snake_case(target, "field"), parent)


def _kin_wishes(design: Design, children: Mapping[Id, str]) -> Callable[[Relationship], Iterable[str]]:
    """`orders` where the child calls the parent by its name, else `billing_orders`; `children` of a `parent`."""
    crowd = Counter(_ends_of(design.relationships[each]) for each in children)

    def wishes(relationship: Relationship) -> Iterable[str]:
        one = design.is_one_to_one(relationship)
        child = snake_case(design.entities[relationship.entity].name)
        parent = singular(snake_case(design.entities[relationship.target].name))
        kin, role = singular(child) if one else plural(child), children[relationship.id]
        prefixed = f"{role.removesuffix(parent).strip('_') or role}_{kin}"
        if relationship.entity == relationship.target and role == "parent":
            return "child" if one else "children", prefixed
        alone = crowd[_ends_of(relationship)] == 1 and relationship.entity != relationship.target
        return (kin, prefixed) if alone or role == parent else (prefixed, f"{role}_{kin}")

    return wishes


def _ends_of(relationship: Relationship) -> frozenset[Id]:
    """The two entities, whichever way it points."""
    return frozenset((relationship.entity, relationship.target))
