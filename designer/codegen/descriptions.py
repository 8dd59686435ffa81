"""Docstrings: what an entity is, whom it knows, and why it has its indexes."""

from collections.abc import Iterator

from designer.codegen.blueprint import Blueprint
from designer.codegen.order import relationships_in_order
from designer.codegen.prose import in_docstring, sentence
from designer.model import Action, Entity, Relationship


def entity_docstring(plan: Blueprint, entity: Entity) -> str:
    """The docstring of a model, indented for a class's body."""
    return _text(_opening(plan, entity), [*_relationships(plan, entity), *_indexes(plan, entity)], "    ")


def table_docstring(plan: Blueprint, entity: Entity) -> str:
    """The docstring of a plain table, which says why it is none."""
    if entity.partition_of is not None:
        parent = in_docstring(plan.design.qualified_name(plan.design.entities[entity.partition_of]))
        why = f"A partition of {parent}: read and write its rows there."
    else:
        why = "It has no primary key, so its rows cannot be objects: query it with select()."
    return _text(f"{_opening(plan, entity)} {why}", _indexes(plan, entity), "")


def _text(opening: str, lines: list[str], indent: str) -> str:
    """A trailing line break keeps the closing quotes on a line of their own."""
    if not lines:
        return opening
    text = "\n".join(f"{indent}{line}".rstrip() for line in ["", *lines]).rstrip()
    return f"{opening}\n{text}\n{indent}"


def _opening(plan: Blueprint, entity: Entity) -> str:
    return sentence(in_docstring(entity.description, 2000)) or f"A row of {in_docstring(plan.table_path(entity.id))}."


def _relationships(plan: Blueprint, entity: Entity) -> list[str]:
    lines = [*_parents(plan, entity), *_children(plan, entity)]
    return ["Relationships:", *lines, ""] if lines else []


def _parents(plan: Blueprint, entity: Entity) -> Iterator[str]:
    for each in relationships_in_order(plan.design, plan.design.relationships_of(entity.id)):
        if each.id in plan.names.ends:
            kind = "one to one" if plan.design.is_one_to_one(each) else "many to one"
            need = "required" if plan.design.is_required(each) else "optional"
            yield f"    {plan.names.ends[each.id][0]}: {kind}, {need}; {_on_delete(each)}."


def _children(plan: Blueprint, entity: Entity) -> Iterator[str]:
    for each in relationships_in_order(plan.design, plan.design.relationships_to(entity.id)):
        if each.id in plan.names.ends:
            kind = "one to one" if plan.design.is_one_to_one(each) else "one to many"
            yield f"    {plan.names.ends[each.id][1]}: {kind}; {_fate(each)}."


def _on_delete(relationship: Relationship) -> str:
    if relationship.on_delete is None:
        return "ON DELETE is not chosen"
    return f"ON DELETE {relationship.on_delete}"


def _fate(relationship: Relationship) -> str:
    match relationship.on_delete:
        case Action.CASCADE:
            return "deleted with it"
        case Action.SET_NULL:
            return "kept without it"
        case Action.SET_DEFAULT:
            return "given their default instead of it"
        case Action.RESTRICT | Action.NO_ACTION | None:
            return "it cannot be deleted while they are there"


def _indexes(plan: Blueprint, entity: Entity) -> list[str]:
    reasons = [
        f"    {in_docstring(each.name)}: {sentence(in_docstring(each.rationale))}"
        for each in plan.design.indexes_of(entity.id)
        if each.rationale.strip()
    ]
    return ["Indexes:", *reasons, ""] if reasons else []
