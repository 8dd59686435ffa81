"""An imported design in a project: what the database cannot say stays as the project has it."""

from collections.abc import Mapping

from msgspec.structs import replace

from designer.changes import match
from designer.model import Design, Entity, Field, Index, Relationship, problems

# Attributes that no database holds.
_OURS: Mapping[type, tuple[str, ...]] = {
    Entity: ("area", "x", "y", "rows", "shared"),
    Field: ("sensitive",),
    Relationship: ("child_name", "parent_name"),
    Index: ("rationale",),
}


def merged(head: Design, imported: Design) -> Design:
    """`imported` under the identities of `head`, with its conventions, areas and notes."""
    same = match(head, imported).design
    kept = replace(
        same,
        conventions=head.conventions,
        areas=head.areas,
        entities=_kept(head.entities, same.entities),
        fields=_kept(head.fields, same.fields),
        relationships=_kept(head.relationships, same.relationships),
        indexes=_kept(head.indexes, same.indexes),
        notes={each.id: each for each in head.notes.values() if each.entity is None or each.entity in same.entities},
    )
    # Conventions may point at an entity that is gone.
    if problems(kept):
        kept = replace(kept, conventions=replace(head.conventions, owner_entity=None, tenant_root=None))
    return kept


def _kept[T: (Entity, Field, Relationship, Index)](head: Mapping[str, T], new: Mapping[str, T]) -> dict[str, T]:
    return {id: _with_ours(head[id], each) if id in head else each for id, each in new.items()}


def _with_ours[T: (Entity, Field, Relationship, Index)](ours: T, each: T) -> T:
    return replace(each, **{name: getattr(ours, name) for name in _OURS[type(each)]})
