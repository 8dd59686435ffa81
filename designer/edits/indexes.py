"""Indexes and exclusion constraints."""

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from designer.changes import Add, Change, Remove, apply
from designer.edits.alteration import altered, lookup
from designer.edits.expressions import typed
from designer.edits.order import reranked
from designer.edits.proposals import exclusion_name, index_name
from designer.edits.refused import NEW, accepted, refuse
from designer.model import Design, Exclusion, Id, Index, IndexMember, Rank, SqlKind, new_id, ranks


class Part(Struct, frozen=True, kw_only=True):
    """A member as a person gives it: a field (its id) or an expression, exactly one of the two.

    opclass, collation: SQL text; "" for the default. operator: of an exclusion ("&&", "=").
    """

    field: Id | None = None
    expression: str = ""
    descending: bool = False
    nulls_first: bool | None = None
    opclass: str = ""
    collation: str = ""
    operator: str = ""


_EXCLUDING = ("gist", "spgist", "btree", "hash")
METHODS = ("btree", "hash", "gin", "gist", "spgist", "brin")
_METHODS_OF_EXTENSIONS = {"bloom": "bloom", "hnsw": "vector", "ivfflat": "vector", "rum": "rum"}


def new_index(
    design: Design,
    entity: Id,
    members: Sequence[Id | Part],
    *,
    name: str = "",
    method: str = "btree",
    unique: bool = False,
    nulls_distinct: bool = True,
    where: str = "",
    include: Sequence[Id] = (),
    rationale: str = "",
    description: str = "",
) -> tuple[Change, ...]:
    """An index of an entity. members: ids of fields, or `Part`s. where: a predicate, "" for none. name: "" takes the
    convention's. rationale: which query it serves."""
    lookup(design.entities, entity, "entity")
    parts = _parts(design, members, "members")
    _check_method(design, parts, method, unique=unique)
    index = Index(
        id=new_id(),
        entity=entity,
        name=name.strip() or index_name(design, entity, _member_names(design, parts)),
        method=method,
        unique=unique,
        nulls_distinct=nulls_distinct,
        where=typed(where, "where") if where.strip() else None,
        rationale=rationale.strip(),
        description=description.strip(),
    )
    added = _added_members(index.id, parts, include)
    return accepted(design, (Add(index), *map(Add, added)), {(member.id, "expression"): "members" for member in added})


def alter_index(
    design: Design,
    index: Id,
    *,
    members: Sequence[Id | Part] | UnsetType = UNSET,
    name: str | UnsetType = UNSET,
    method: str | UnsetType = UNSET,
    unique: bool | UnsetType = UNSET,
    nulls_distinct: bool | UnsetType = UNSET,
    where: str | UnsetType = UNSET,
    include: Sequence[Id] | UnsetType = UNSET,
    rationale: str | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. members, include: the whole new list."""
    found = lookup(design.indexes, index, "index")
    changes: tuple[Change, ...] = altered(
        found,
        name=name if name is UNSET else name.strip(),
        method=method,
        unique=unique,
        nulls_distinct=nulls_distinct,
        where=where if where is UNSET else typed(where, "where", object=index) if where.strip() else None,
        rationale=rationale if rationale is UNSET else rationale.strip(),
        description=description if description is UNSET else description.strip(),
    )
    old = design.members_of_index(index)
    parts = (
        tuple(map(part_of, (member for member in old if not member.included)))
        if members is UNSET
        else _parts(design, members, "members", index)
    )
    payload = [member.field for member in old if member.included and member.field] if include is UNSET else include
    if (members, method, unique) != (UNSET, UNSET, UNSET):
        becomes = apply(design, changes).indexes[index]
        _check_method(design, parts, becomes.method, unique=becomes.unique, object=index)
    changes += _changed_members(index, old, parts, payload)
    return accepted(
        design,
        changes,
        {(each.object.id, "expression"): "members" for each in changes if isinstance(each, Add)},
    )


def new_exclusion(
    design: Design,
    entity: Id,
    members: Sequence[Part],
    *,
    name: str = "",
    method: str = "gist",
    where: str = "",
    deferrable: bool = False,
    description: str = "",
) -> tuple[Change, ...]:
    """EXCLUDE: no two rows for which every member's operator holds. Each part has its operator."""
    lookup(design.entities, entity, "entity")
    parts = _parts(design, members, "members")
    _check_exclusion(parts, method)
    exclusion = Exclusion(
        id=new_id(),
        entity=entity,
        name=name.strip() or exclusion_name(design, entity, _member_names(design, parts)),
        method=method,
        where=typed(where, "where") if where.strip() else None,
        description=description.strip(),
        deferrable=deferrable,
    )
    added = _added_members(exclusion.id, parts, ())
    parameters = {(member.id, "expression"): "members" for member in added}
    return accepted(design, (Add(exclusion), *map(Add, added)), parameters)


def alter_exclusion(
    design: Design,
    exclusion: Id,
    *,
    members: Sequence[Part] | UnsetType = UNSET,
    name: str | UnsetType = UNSET,
    method: str | UnsetType = UNSET,
    where: str | UnsetType = UNSET,
    deferrable: bool | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. members: the whole new list."""
    found = lookup(design.exclusions, exclusion, "exclusion")
    changes: tuple[Change, ...] = altered(
        found,
        name=name if name is UNSET else name.strip(),
        method=method,
        where=where if where is UNSET else typed(where, "where", object=exclusion) if where.strip() else None,
        deferrable=deferrable,
        description=description if description is UNSET else description.strip(),
    )
    parameters = {}
    if members is not UNSET:
        parts = _parts(design, members, "members", exclusion)
        _check_exclusion(parts, found.method if method is UNSET else method, exclusion)
        steps = _changed_members(exclusion, design.members_of_index(exclusion), parts, ())
        parameters = {(step.object.id, "expression"): "members" for step in steps if isinstance(step, Add)}
        changes += steps
    return accepted(design, changes, parameters)


def _check_exclusion(parts: Sequence[Part], method: str, object: Id = NEW) -> None:  # noqa: A002 -- Problem's own name
    if not all(part.operator.strip() for part in parts):
        raise refuse("members", "Give each member its operator, for instance = or &&.", object=object)
    if method not in _EXCLUDING:
        raise refuse("method", f"Exclusions work with {', '.join(_EXCLUDING)}: choose one of them.", object=object)


def part_of(member: IndexMember) -> Part:
    """A member as a person would give it."""
    return Part(
        field=member.field,
        expression=member.expression or "",
        descending=member.descending,
        nulls_first=member.nulls_first,
        opclass=member.opclass or "",
        collation=member.collation or "",
        operator=member.operator or "",
    )


def _parts(design: Design, members: Sequence[Id | Part], attribute: str, object: Id = NEW) -> tuple[Part, ...]:  # noqa: A002
    parts = tuple(each if isinstance(each, Part) else Part(field=each) for each in members)
    if not parts:
        raise refuse(attribute, "Choose at least one field or expression.", object=object)
    for part in parts:
        if (part.field is None) == (not part.expression.strip()):
            raise refuse(attribute, "A member is a field or an expression: choose one of the two.", object=object)
        if part.field is not None:
            lookup(design.fields, part.field, attribute, object)
        else:
            typed(part.expression, attribute, object=object)
    return parts


def _check_method(
    design: Design,
    parts: Sequence[Part],
    method: str,
    *,
    unique: bool,
    object: Id = NEW,  # noqa: A002 -- Problem's own name
) -> None:
    extensions = {each.name for each in design.sql_objects.values() if each.kind is SqlKind.EXTENSION}
    if (extension := _METHODS_OF_EXTENSIONS.get(method)) is not None and extension not in extensions:
        message = f"{method} comes with the extension {extension}: add that first, or choose another method."
        raise refuse("method", message, object=object)
    if method not in METHODS and extension is None:
        raise refuse("method", f"There is no index method {method}: choose one of {', '.join(METHODS)}.", object=object)
    if unique and method != "btree":
        raise refuse("unique", f"Only btree indexes are unique, and this one is {method}: change one.", object=object)
    if method == "hash" and len(parts) > 1:
        raise refuse("members", "A hash index has one member: keep one, or choose btree.", object=object)
    if method != "btree" and any(part.descending or part.nulls_first is not None for part in parts):
        raise refuse("members", f"Only btree indexes have an order, and this one is {method}.", object=object)


def _member_names(design: Design, parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(design.fields[part.field].name if part.field is not None else "expr" for part in parts)


def _added_members(index: Id, parts: Sequence[Part], include: Sequence[Id]) -> tuple[IndexMember, ...]:
    places = ranks(len(parts) + len(include))
    return (
        *(_member(index, part, rank) for part, rank in zip(parts, places, strict=False)),
        *(
            IndexMember(id=new_id(), index=index, rank=rank, field=field, included=True)
            for field, rank in zip(include, places[len(parts) :], strict=True)
        ),
    )


def _member(index: Id, part: Part, rank: Rank) -> IndexMember:
    return IndexMember(
        id=new_id(),
        index=index,
        rank=rank,
        field=part.field,
        expression=part.expression.strip() or None,
        descending=part.descending,
        nulls_first=part.nulls_first,
        opclass=part.opclass.strip() or None,
        collation=part.collation.strip() or None,
        operator=part.operator.strip() or None,
    )


def _changed_members(
    index: Id, old: Sequence[IndexMember], parts: Sequence[Part], include: Sequence[Id]
) -> tuple[Change, ...]:
    """The members become these; one that stays as it is keeps its identity."""
    known = {(part_of(member), member.included): member for member in old}
    wanted = [*((part, False) for part in parts), *((Part(field=field), True) for field in include)]
    kept = [known.get(each) for each in wanted]
    places = reranked([member.rank if member else None for member in kept])
    changes: list[Change] = [Remove(member) for member in old if member not in kept]
    for (part, payload), member, rank in zip(wanted, kept, places, strict=True):
        if member is not None:
            changes += altered(member, rank=rank)
        elif payload:
            changes.append(Add(IndexMember(id=new_id(), index=index, rank=rank, field=part.field, included=True)))
        else:
            changes.append(Add(_member(index, part, rank)))
    return tuple(changes)
