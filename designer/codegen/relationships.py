"""Relationships of a model: one attribute on the child, one on the parent, each naming the other.

The form `Mapped["Team"]`, `Mapped[Optional["Team"]]`, `Mapped[list["Hero"]]` is the only one that SQLAlchemy maps and
with which `selectinload(Team.heroes)` type-checks.
"""

import ast
from collections.abc import Iterator

from designer.codegen.blueprint import Blueprint
from designer.codegen.order import pairs, relationships_in_order
from designer.codegen.syntax import Value, call, declare, given, subscript
from designer.model import Action, Design, Entity, Id, Loading, Relationship


def relationship_statements(plan: Blueprint, entity: Entity) -> Iterator[ast.stmt]:
    """To the parents first, then to the children; tables that no model maps are left out."""
    for each in relationships_in_order(plan.design, plan.design.relationships_of(entity.id)):
        if each.id in plan.names.ends:
            yield _to_parent(plan, each)
    for each in relationships_in_order(plan.design, plan.design.relationships_to(entity.id)):
        if each.id in plan.names.ends:
            yield _to_children(plan, each)


def neighbours(plan: Blueprint, entity: Entity) -> set[Id]:
    """Entities whose models the relationships of this one name, itself left out."""
    design = plan.design
    found = {each.target for each in design.relationships_of(entity.id) if each.id in plan.names.ends}
    found |= {each.entity for each in design.relationships_to(entity.id) if each.id in plan.names.ends}
    return found - {entity.id}


def _to_parent(plan: Blueprint, relationship: Relationship) -> ast.stmt:
    name, back = plan.names.ends[relationship.id]
    parent = ast.Constant(plan.names.classes[relationship.target])
    annotation: ast.expr = parent if plan.design.is_required(relationship) else subscript("Optional", parent)
    keywords = given(back_populates=back, sa_relationship_kwargs=_keywords(plan, relationship, to_parent=True))
    return declare(name, subscript("Mapped", annotation), call("Relationship", **keywords))


def _to_children(plan: Blueprint, relationship: Relationship) -> ast.stmt:
    back, name = plan.names.ends[relationship.id]
    child = ast.Constant(plan.names.classes[relationship.entity])
    one = plan.design.is_one_to_one(relationship)
    annotation = subscript("Optional" if one else "list", child)
    cascades = relationship.on_delete is Action.CASCADE
    keywords = given(
        back_populates=back,
        cascade_delete=cascades,
        # PostgreSQL deletes, refuses or sets NULL; SQLAlchemy does not load the children to do it first.
        passive_deletes=True if cascades else "all",
        sa_relationship_kwargs=_keywords(plan, relationship, to_parent=False),
    )
    return declare(name, subscript("Mapped", annotation), call("Relationship", **keywords))


def _keywords(plan: Blueprint, relationship: Relationship, *, to_parent: bool) -> dict[str, Value]:
    loading = plan.design.conventions.loading
    return given(
        lazy=str(loading) if loading is not Loading.SELECT else None,
        **_join(plan, relationship, to_parent=to_parent),
        # Rows that need each other: written first, then linked.
        post_update=relationship.id in plan.circular and not plan.design.is_required(relationship),
        overlaps=_overlaps(plan, relationship),
    )


def _join(plan: Blueprint, relationship: Relationship, *, to_parent: bool) -> dict[str, Value]:
    """How the tables are joined, where the foreign keys alone leave a doubt."""
    members = pairs(plan.design, relationship.id)
    rivals = _rivals(plan.design, relationship)
    itself = relationship.entity == relationship.target
    held = {each.field for each in members}
    if _written(plan.design, relationship) != held or any(_held(plan.design, each) == held for each in rivals):
        return {"primaryjoin": _primary_join(plan, relationship, to_parent=to_parent)}
    keys = ", ".join(_attribute(plan, each.field) for each in members)
    targets = ", ".join(_attribute(plan, each.target_field) for each in members)
    return {
        "foreign_keys": f"[{keys}]" if rivals else None,
        "remote_side": f"[{targets}]" if itself and to_parent else None,
    }


def _attribute(plan: Blueprint, field: Id) -> str:
    return f"{plan.names.classes[plan.design.fields[field].entity]}.{plan.names.attributes[field]}"


def _primary_join(plan: Blueprint, relationship: Relationship, *, to_parent: bool) -> str:
    written = _written(plan.design, relationship)
    itself = relationship.entity == relationship.target
    terms = []
    for member in pairs(plan.design, relationship.id):
        key, target = _attribute(plan, member.field), _attribute(plan, member.target_field)
        key = f"foreign({key})" if member.field in written else key
        if itself:
            key, target = (key, f"remote({target})") if to_parent else (f"remote({key})", target)
        terms.append(f"{key} == {target}")
    return terms[0] if len(terms) == 1 else f"and_({', '.join(terms)})"


def _held(design: Design, relationship: Relationship) -> set[Id]:
    return set(design.foreign_key_fields(relationship.id))


def _written(design: Design, relationship: Relationship) -> set[Id]:
    """The fields that setting the relationship writes: of an optional composite key only those that may be NULL, or
    unsetting a team would take the tenant along; and never a field that refers to itself."""
    held = {each.field for each in pairs(design, relationship.id) if each.field != each.target_field}
    return {field for field in held if design.fields[field].nullable} or held


def _rivals(design: Design, relationship: Relationship) -> list[Relationship]:
    """Other foreign keys between the same two tables, in either direction."""
    ends = {relationship.entity, relationship.target}
    near = [*design.relationships_of(relationship.entity), *design.relationships_of(relationship.target)]
    return [each for each in near if each.id != relationship.id and {each.entity, each.target} == ends]


def _overlaps(plan: Blueprint, relationship: Relationship) -> str | None:
    """Attributes that write some of the same columns, as relationships of a tenant's tables do; SQLAlchemy warns of
    those it is not told of."""
    written = _written(plan.design, relationship)
    names = {
        name
        for each in plan.design.relationships_of(relationship.entity)
        if each.id != relationship.id and each.id in plan.names.ends and _written(plan.design, each) & written
        for name in plan.names.ends[each.id]
    }
    return ",".join(sorted(names)) or None
