"""Values and structures that the types of the model let pass and no database would."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from designer.model.annotations import Area
from designer.model.design import TABLES, Design
from designer.model.entity import Field
from designer.model.identity import Id
from designer.model.index import IndexMember
from designer.model.keys import KeyMember
from designer.model.problem import Problem
from designer.model.rank import rank_fault
from designer.model.relationship import RelationshipMember
from designer.model.type_text import type_fault
from designer.model.types import TypeName, TypeRef
from designer.model.user_types import Domain, EnumValue

_MOST_DIMENSIONS = 6  # MAXDIM in PostgreSQL's c.h
COUNTING_TYPES = frozenset({"smallint", "integer", "bigint"})
_TEXTS = frozenset({"description", "rationale", "text"})
_NUL = "PostgreSQL text cannot hold the character U+0000: remove it."


def unsound_values(design: Design) -> Iterator[Problem]:
    """Values that no type rules out: ranks, types, identities, keys with nulls, texts that cannot be stored."""
    yield from _bad_ranks(design)
    yield from _bad_texts(design)
    for typed in chain[Field | Domain](design.fields.values(), design.domains.values()):
        data_type = typed.type
        if not 0 <= data_type.dimensions <= _MOST_DIMENSIONS:
            yield Problem(typed.id, "type", f"An array has at most {_MOST_DIMENSIONS} dimensions: choose fewer.")
        if isinstance(data_type, TypeName) and (fault := type_fault(data_type.text)):
            yield Problem(typed.id, "type", fault)
    for field in design.fields.values():
        yield from _bad_identity(field)
    for key in design.primary_keys.values():
        for id in design.key_fields(key.id):
            if design.fields[id].nullable:
                yield Problem(id, "nullable", "A field of the primary key has a value in every row: make it required.")
    for sequence in design.sequences.values():
        if sequence.type not in COUNTING_TYPES:
            yield Problem(sequence.id, "type", "A sequence counts in smallint, integer or bigint: choose one of them.")


def _bad_identity(field: Field) -> Iterator[Problem]:
    if sum(each is not None for each in (field.default, field.identity, field.generated)) > 1:
        yield Problem(field.id, "default", "A field has a default, an identity or a generated value, only one of them.")
    if field.identity is None:
        return
    if not isinstance(field.type, TypeName) or field.type.dimensions or field.type.text not in COUNTING_TYPES:
        yield Problem(field.id, "type", "An identity counts in smallint, integer or bigint: choose one of them.")
    if field.nullable:
        yield Problem(field.id, "nullable", "An identity has a value in every row: make it required.")


def _bad_ranks(design: Design) -> Iterator[Problem]:
    for ranked in chain[Area | EnumValue | Field | KeyMember | RelationshipMember | IndexMember](
        design.areas.values(),
        design.enum_values.values(),
        design.fields.values(),
        design.key_members.values(),
        design.relationship_members.values(),
        design.index_members.values(),
    ):
        if fault := rank_fault(ranked.rank):
            yield Problem(ranked.id, "rank", fault)


def _bad_texts(design: Design) -> Iterator[Problem]:
    for kind, table in TABLES.items():
        for attribute in sorted(_TEXTS & set(kind.__struct_fields__)):
            for each in getattr(design, table).values():
                if "\0" in getattr(each, attribute):
                    yield Problem(each.id, attribute, _NUL)
    for carried in design.sql_objects.values():
        for attribute in ("create", "drop"):
            if any("\0" in statement for statement in getattr(carried, attribute)):
                yield Problem(carried.id, attribute, _NUL)


def cycles(design: Design) -> Iterator[Problem]:
    """Objects that stand above themselves: one problem for each kind of circle."""
    inherits = {
        each.id: [*each.inherits, *filter(None, [each.partition_of])]
        for each in design.entities.values()
        if each.inherits or each.partition_of
    }
    based = {each.id: [each.type.id] for each in design.domains.values() if isinstance(each.type, TypeRef)}
    owned = {each.id: [each.owner] for each in design.sql_objects.values() if each.owner}
    for above, attribute, what in (
        (inherits, "inherits", "It inherits from itself"),
        (based, "type", "The domain is made of itself"),
        (owned, "owner", "It belongs to itself"),
    ):
        if (culprit := _in_circle(above)) is not None:
            yield Problem(culprit, attribute, f"{what}, directly or through others: choose another.")


def _in_circle(above: Mapping[Id, Iterable[Id]]) -> Id | None:
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        return str(min(error.args[1]))
    return None
