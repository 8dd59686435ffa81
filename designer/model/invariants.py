"""What is true of every design that is kept: names are unique in their scope, references resolve, expressions parse
and name existing fields.

What is merely unwise belongs to the checklist, and what only PostgreSQL can tell (types of expressions, operators)
belongs to the proof.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from designer.model.design import Design, Object
from designer.model.expression import column_names, parse_fault
from designer.model.identity import Id
from designer.model.index import Index
from designer.model.keys import Exclusion, PrimaryKey, Unique
from designer.model.naming import bad_names, taken_names
from designer.model.problem import Problem
from designer.model.references import dangling
from designer.model.relationship import Relationship
from designer.model.soundness import cycles, unsound_values


def problems(design: Design) -> tuple[Problem, ...]:
    """Every invariant that a design breaks; empty for a valid one. Linear in the number of objects."""
    # References first: the other checks follow them.
    if broken := (*_broken_references(design), *cycles(design)):
        return broken
    return (
        *unsound_values(design),
        *bad_names(design),
        *taken_names(design),
        *_bad_expressions(design),
        *_bad_members(design),
    )


def _broken_references(design: Design) -> Iterator[Problem]:
    for each, attribute in dangling(design):
        yield Problem(each.id, attribute, "It refers to something that no longer exists: choose another.")


# --- expressions ------------------------------------------------------------------------------------------------------


def expressions(design: Design) -> Iterator[tuple[Object, str, str, Id | None]]:
    """(object, attribute, expression, entity whose fields it may name or None) of every expression of a design."""
    for field in design.fields.values():
        if field.default is not None:
            yield field, "default", field.default, None
        if field.generated is not None:
            yield field, "generated", field.generated.expression, field.entity
    for domain in design.domains.values():
        if domain.default is not None:
            yield domain, "default", domain.default, None
    for check in design.checks.values():
        yield check, "expression", check.expression, check.owner if check.owner in design.entities else None
    for index in design.indexes.values():
        if index.where is not None:
            yield index, "where", index.where, index.entity
    for exclusion in design.exclusions.values():
        if exclusion.where is not None:
            yield exclusion, "where", exclusion.where, exclusion.entity
    for member in design.index_members.values():
        if member.expression is not None:
            owner = design.indexes.get(member.index) or design.exclusions[member.index]
            yield member, "expression", member.expression, owner.entity


# PostgreSQL's system columns may be named wherever a field may; VALUE is a domain's own value.
_SYSTEM_COLUMNS = frozenset({"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"})
_DOMAIN_VALUE = frozenset({"value"})


def _bad_expressions(design: Design) -> Iterator[Problem]:
    names_of: dict[Id, frozenset[str]] = {}
    for each, attribute, expression, entity in expressions(design):
        if fault := parse_fault(expression):
            yield Problem(each.id, attribute, fault)
            continue
        named = column_names(expression)
        if entity is None:
            yield from _out_of_place(each, attribute, named)
            continue
        if entity not in names_of:
            fields = (field.name for field in design.fields_of(entity))
            names_of[entity] = frozenset({*fields, design.entities[entity].name}) | _SYSTEM_COLUMNS
        for unknown in sorted(named - names_of[entity]):
            where = design.entities[entity].name
            message = f"The expression names {unknown}, which is no field of {where}: add it or change the expression."
            yield Problem(each.id, attribute, message)


def _out_of_place(each: Object, attribute: str, named: frozenset[str]) -> Iterator[Problem]:
    """Names in a default, or in the check of a domain."""
    if attribute == "default" and named:
        message = f"A default cannot name a field, and {min(named)} is read as one: put a text between single quotes."
        yield Problem(each.id, attribute, message)
    elif unknown := named - _DOMAIN_VALUE:
        message = f"The check of a domain knows VALUE alone, not {min(unknown)}: change the expression."
        yield Problem(each.id, attribute, message)


# --- members ----------------------------------------------------------------------------------------------------------


def _bad_members(design: Design) -> Iterator[Problem]:
    for key in chain[PrimaryKey | Unique](design.primary_keys.values(), design.uniques.values()):
        members = design.members_of_key(key.id)
        yield from _member_faults(design, key.id, key.entity, (member.field for member in members))
        if members and all(member.included for member in members):
            yield Problem(key.id, "members", "Choose at least one field that is not just included.")
    for key in design.primary_keys.values():
        first = design.primary_key_of(key.entity)
        if first is not None and first.id != key.id:
            yield Problem(key.id, "entity", "An entity has one primary key: make this a unique key.")
    for relationship in design.relationships.values():
        yield from _relationship_faults(design, relationship)
    for index in chain[Index | Exclusion](design.indexes.values(), design.exclusions.values()):
        yield from _index_faults(design, index)
    for pattern in design.access_patterns.values():
        named = (*pattern.filters, *pattern.sorts, *pattern.joins)
        if any(design.fields[field].entity != pattern.entity for field in named):
            yield Problem(pattern.id, "filters", _FOREIGN_FIELD)


_FOREIGN_FIELD = "A field belongs to another entity: choose this entity's own."


def _member_faults(design: Design, owner: Id, entity: Id, fields: Iterable[Id]) -> Iterator[Problem]:
    count = Counter(fields)
    if not count:
        yield Problem(owner, "members", "Choose at least one field.")
    if any(times > 1 for times in count.values()):
        yield Problem(owner, "members", "A field is named twice: keep it once.")
    if any(design.fields[field].entity != entity for field in count):
        yield Problem(owner, "members", _FOREIGN_FIELD)


def _relationship_faults(design: Design, relationship: Relationship) -> Iterator[Problem]:
    pairs = design.members_of_relationship(relationship.id)
    yield from _member_faults(design, relationship.id, relationship.entity, (pair.field for pair in pairs))
    if any(design.fields[pair.target_field].entity != relationship.target for pair in pairs):
        yield Problem(relationship.id, "target", "A target field belongs to another entity: choose the parent's own.")
    if len({pair.target_field for pair in pairs}) < len(pairs):
        yield Problem(relationship.id, "target", "A target field is named twice: keep it once.")
    if not set(relationship.set_fields) <= {pair.field for pair in pairs}:
        message = "ON DELETE can only set fields of this foreign key: choose among them."
        yield Problem(relationship.id, "set_fields", message)


def _index_faults(design: Design, index: Index | Exclusion) -> Iterator[Problem]:
    members = design.members_of_index(index.id)
    if not any(not member.included for member in members):
        yield Problem(index.id, "members", "Choose at least one field or expression.")
    for member in members:
        if (member.field is None) == (member.expression is None):
            yield Problem(member.id, "field", "An index member is a field or an expression, exactly one of the two.")
        elif member.field is not None and design.fields[member.field].entity != index.entity:
            yield Problem(index.id, "members", _FOREIGN_FIELD)
