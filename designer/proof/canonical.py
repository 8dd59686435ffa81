"""A design as plain values by name: what a database can hold of it, without ids, ranks and annotations.

Two designs that make the same database have the same canonical form, up to how their expressions are spelled.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from designer.model import (
    AccessPattern,
    Action,
    Area,
    Check,
    Conventions,
    Design,
    Domain,
    Entity,
    EnumType,
    EnumValue,
    Exclusion,
    Field,
    Id,
    Identity,
    Index,
    IndexMember,
    KeyMember,
    Note,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    Schema,
    Sequence,
    SequenceOptions,
    SqlObject,
    Unique,
    type_text,
)
from designer.proof.keys import Key, key_of, name_of

type Value = str | bool | int | tuple[str, ...] | None
type Attributes = Mapping[str, Value]


def canonical(design: Design) -> dict[Key, Attributes]:
    """Every object that a database holds, by kind and names. Members are attributes of what they belong to: the
    fields of a key, the labels of an enum."""
    positions = _positions(design)
    return {
        key: _attributes(design, each, positions)
        for each in design.objects()
        if (key := key_of(design, each)) is not None
    }


def _positions(design: Design) -> dict[Id, int]:
    return {field.id: number for entity in design.entities for number, field in enumerate(design.fields_of(entity), 1)}


def _attributes(design: Design, each: Object, positions: Mapping[Id, int]) -> Attributes:
    match each:
        case Schema():
            return _plain(each)
        case EnumType():
            return {**_plain(each), "labels": tuple(value.value for value in design.values_of(each.id))}
        case Domain():
            return {**_plain(each, "type"), "type": type_text(design, each.type)}
        case Sequence():
            return {
                **_plain(each, "options", "owned_by"),
                "options": _options(each.options, each.type),
                "owned_by": name_of(design, each.owned_by),
            }
        case Entity():
            return {
                **_plain(each, *_ENTITY_ANNOTATIONS, "partition_of", "inherits", "options"),
                "partition_of": name_of(design, each.partition_of),
                "inherits": tuple(name_of(design, parent) or "" for parent in each.inherits),
                "options": tuple(sorted(each.options)),
            }
        case Field():
            return _field(design, each, positions)
        case PrimaryKey():
            return {**_plain(each), "name": each.name, "fields": tuple(_key_fields(design, each.id))}
        case Unique():
            return {**_plain(each), "fields": tuple(_key_fields(design, each.id))}
        case Check():
            return _plain(each, "owner")
        case Exclusion():
            return {**_plain(each), "members": tuple(_index_members(design, each.id))}
        case Relationship():
            return _relationship(design, each)
        case Index():
            table = name_of(design, each.entity)
            return {**_plain(each, "rationale"), "table": table, "members": tuple(_index_members(design, each.id))}
        case SqlObject():
            return {"create": each.create, "description": each.description}
        case Area() | AccessPattern() | Note() | Conventions():
            return {}
        case EnumValue() | KeyMember() | RelationshipMember() | IndexMember():
            return {}
        case _:
            assert_never(each)


_ENTITY_ANNOTATIONS = ("area", "x", "y", "rows", "shared")


def _plain(each: Object, *left_out: str) -> dict[str, Value]:
    """The attributes that are values already; what the key says is left out."""
    skipped = {"id", "schema", "entity", "name", *left_out}
    return {name: getattr(each, name) for name in each.__struct_fields__ if name not in skipped}


def _field(design: Design, each: Field, positions: Mapping[Id, int]) -> Attributes:
    entity = design.entities[each.entity]
    data_type = type_text(design, each.type)
    usual = f"{entity.name}_{each.name}_seq"
    return {
        **_plain(each, "rank", "type", "identity", "generated", "sensitive", "inherited", "options"),
        "position": positions[each.id],
        "type": data_type,
        "identity": _identity(each.identity, data_type, usual) if each.identity else None,
        "generated": each.generated.expression if each.generated else None,
        "generated_kind": each.generated.kind if each.generated else None,
        # All fields of a partition are its parent's too, whoever has named them first.
        "inherited": each.inherited or entity.partition_of is not None,
        "options": tuple(sorted(each.options)),
    }


def _identity(identity: Identity, data_type: str, usual: str) -> tuple[str, ...]:
    kind = "always" if identity.always else "by default"
    name = () if identity.sequence in {None, usual} else (f"sequence {identity.sequence}",)
    return kind, *name, *_options(identity.options, data_type)


def _options(options: SequenceOptions, data_type: str) -> tuple[str, ...]:
    """Those that differ from PostgreSQL's own: writing a default is not choosing it."""
    lowest, highest = _LIMITS.get(data_type, _LIMITS["bigint"])
    ascending = options.increment > 0
    minimum = options.minimum if options.minimum is not None else (1 if ascending else lowest)
    maximum = options.maximum if options.maximum is not None else (highest if ascending else -1)
    start = options.start if options.start is not None else (minimum if ascending else maximum)
    return (
        f"start {start}",
        f"increment {options.increment}",
        f"minimum {minimum}",
        f"maximum {maximum}",
        f"cache {options.cache}",
        "cycle" if options.cycle else "no cycle",
    )


_LIMITS = {
    "smallint": (-(2**15), 2**15 - 1),
    "integer": (-(2**31), 2**31 - 1),
    "bigint": (-(2**63), 2**63 - 1),
}


def _key_fields(design: Design, key: Id) -> Iterator[str]:
    for member in design.members_of_key(key):
        yield design.fields[member.field].name + (" (included)" if member.included else "")


def _relationship(design: Design, each: Relationship) -> Attributes:
    pairs = design.members_of_relationship(each.id)
    return {
        **_plain(each, "target", "child_name", "parent_name", "set_fields", "on_delete", "on_update"),
        "target": name_of(design, each.target),
        "fields": tuple(design.fields[pair.field].name for pair in pairs),
        "target_fields": tuple(design.fields[pair.target_field].name for pair in pairs),
        # Nobody has chosen: PostgreSQL does nothing, and does not say who wanted it so.
        "on_delete": each.on_delete or Action.NO_ACTION,
        "on_update": each.on_update or Action.NO_ACTION,
        "set_fields": tuple(design.fields[field].name for field in each.set_fields),
    }


def _index_members(design: Design, index: Id) -> Iterator[str]:
    for member in design.members_of_index(index):
        parts = [design.fields[member.field].name if member.field else f"({member.expression})"]
        if member.collation:
            parts.append(f"COLLATE {member.collation}")
        if member.opclass:
            parts.append(member.opclass)
        if member.descending:
            parts.append("DESC")
        nulls_first = member.descending if member.nulls_first is None else member.nulls_first
        if nulls_first is not member.descending:
            parts.append("NULLS FIRST" if nulls_first else "NULLS LAST")
        if member.operator:
            parts.append(f"WITH {member.operator}")
        if member.included:
            parts.append("(included)")
        yield " ".join(parts)
