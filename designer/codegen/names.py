"""The Python names of everything in a design: each unique in its scope, none of them reserved.

Names depend on names alone, never on ids or on the order in which objects were added.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count

from msgspec import Struct

from designer.codegen.identifiers import attribute, class_case, constant_case, distinct, is_safe, snake_case
from designer.codegen.navigation import ends
from designer.codegen.order import InSchema, fields_in_order, in_order, values_in_order
from designer.codegen.reserved import CLASS_NAMES, MODULES, is_reserved_attribute
from designer.model import Design, Domain, Entity, EnumType, Id, Sequence
from designer.model.inflection import singular

_LONGEST_MODULE = 80  # characters


class Names(Struct, frozen=True):
    """classes, enums: PascalCase; modules, tables: snake_case; constants: of enum types, domains and sequences;
    members: of enums, by EnumValue; attributes: by Field; ends: (on the child, on the parent), by Relationship between
    two models."""

    classes: Mapping[Id, str]
    modules: Mapping[Id, str]
    tables: Mapping[Id, str]
    enums: Mapping[Id, str]
    constants: Mapping[Id, str]
    members: Mapping[Id, str]
    attributes: Mapping[Id, str]
    ends: Mapping[Id, tuple[str, str]]


def name_design(design: Design) -> Names:
    """The names of every part of a design."""
    entities = in_order(design, design.entities.values())
    enum_types = in_order(design, design.enum_types.values())
    domains, sequences = in_order(design, design.domains.values()), in_order(design, design.sequences.values())
    classes = _assign(design, entities, class_case, CLASS_NAMES, suffix="model", one=True)
    enums = _assign(design, enum_types, class_case, CLASS_NAMES | set(classes.values()), suffix="enum")
    # A class of one letter, or of an abbreviation, is spelled like a constant.
    shouted = {name for name in (*classes.values(), *enums.values()) if name.isupper()}
    constants = _assign(
        design,
        list[EnumType | Domain | Sequence]([*enum_types, *domains, *sequences]),
        constant_case,
        CLASS_NAMES | shouted,
        suffix="type",
    )
    hidden = frozenset(enums.values()) | frozenset(constants.values())
    attributes = {field: name for entity in entities for field, name in _attributes(design, entity, hidden)}
    return Names(
        classes=classes,
        modules=_assign(design, entities, _module, MODULES, suffix="model", one=True),
        tables=_assign(design, entities, _table_variable, CLASS_NAMES, suffix="relation"),
        enums=enums,
        constants=constants,
        members={value: name for each in enum_types for value, name in _members(design, each.id)},
        attributes=attributes,
        ends=ends(design, attributes, hidden),
    )


def _module(name: str) -> str:
    """Of a length that every file system and `check_path` take; a long name ends in a digest of all of it, so that
    names with one beginning stay apart."""
    full = snake_case(name)
    if len(full) <= _LONGEST_MODULE:
        return full
    digest = hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{full[: _LONGEST_MODULE - len(digest) - 1].rstrip('_')}_{digest}"


def _table_variable(name: str) -> str:
    return f"{snake_case(name)}_table"


def _assign[T: InSchema](
    design: Design,
    objects: Iterable[T],
    case: Callable[[str], str],
    reserved: Collection[str],
    *,
    suffix: str,
    one: bool = False,
) -> dict[Id, str]:
    """A free name for each object: its own, with its schema, with the suffix, with a number. one: in the singular."""
    taken, names = {name.lower() for name in reserved}, {}
    for each in objects:
        names[each.id] = next(name for name in _wishes(design, each, case, suffix, one) if name.lower() not in taken)
        # File systems of macOS and Windows hold a.py and A.py for one; a reader does too.
        taken.add(names[each.id].lower())
    return names


def _wishes(
    design: Design,
    each: InSchema,
    case: Callable[[str], str],
    suffix: str,
    one: bool,
) -> Iterator[str]:
    schema = design.schemas[each.schema].name
    wished = [singular(each.name), each.name] if one else [each.name]
    if schema != "public":
        wished += [f"{schema}_{name}" for name in wished]
    yield from map(case, wished)
    stem = f"{wished[-1]}_{suffix}"
    yield case(stem)
    yield from (case(f"{stem}_{number}") for number in count(2))


def _attributes(design: Design, entity: Entity, hidden: Collection[str]) -> Iterator[tuple[Id, str]]:
    """(field, attribute): names that are attributes as they stand come first, so that no other can take them."""
    fields = fields_in_order(design, entity.id)
    taken = {field.name for field in fields if _stands(field.name, hidden)}
    for field in fields:
        if _stands(field.name, hidden):
            yield field.id, field.name
            continue
        near = attribute(field.name)
        near = f"{near}_" if is_reserved_attribute(near) or near in hidden else near
        name = distinct(near, taken)
        taken.add(name)
        yield field.id, name


def _stands(name: str, hidden: Collection[str]) -> bool:
    return is_safe(name) and not is_reserved_attribute(name) and name not in hidden


def _members(design: Design, enum: Id) -> Iterator[tuple[Id, str]]:
    taken: set[str] = set()
    for each in values_in_order(design, enum):
        name = distinct(constant_case(each.value) if each.value else "EMPTY", taken)
        taken.add(name)
        yield each.id, name
