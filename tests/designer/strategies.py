"""Random designs and random valid edits of them, for laws."""

from hypothesis import strategies as st
from msgspec.structs import replace

from designer.changes import Add, Alter, Change, Remove, apply, kind_of
from designer.model import (
    EMPTY,
    PUBLIC,
    Action,
    Check,
    Design,
    Entity,
    EnumType,
    EnumValue,
    Field,
    Index,
    IndexMember,
    KeyMember,
    Note,
    Object,
    PrimaryKey,
    Relationship,
    RelationshipMember,
    TypeName,
    TypeRef,
    Unique,
    problems,
    rank_between,
    referrers,
)

NAMES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=12
)
TYPES = st.sampled_from(["uuid", "text", "integer", "bigint", "numeric(12,2)", "timestamp with time zone", "jsonb"])


def _added(draw: st.DrawFn, design: Design) -> tuple[Object, ...]:
    """One new thing under a fresh id, with what it cannot be without."""
    id = f"n{draw(st.integers(0, 10**9))}"
    name = draw(NAMES)
    fields = sorted(design.fields)
    kind = draw(st.sampled_from(["entity", "enum", "note", "field", "key", "unique", "index", "check", "relationship"]))
    if kind == "enum":
        return (
            EnumType(id=id, schema=PUBLIC.id, name=name),
            EnumValue(id=f"{id}.1", enum=id, value=draw(NAMES), rank="1"),
        )
    if kind == "note":
        return (Note(id=id, text=draw(st.text(max_size=20))),)
    if kind == "entity" or not fields:
        return (
            Entity(id=id, schema=PUBLIC.id, name=name, description=draw(st.text(max_size=10))),
            Field(
                id=f"{id}.f",
                entity=id,
                name=draw(NAMES),
                rank="1",
                type=TypeName(draw(TYPES)),
                nullable=draw(st.booleans()),
            ),
        )
    field = design.fields[draw(st.sampled_from(fields))]
    siblings = design.fields_of(field.entity)
    match kind:
        case "field":
            enums = [TypeRef(enum) for enum in design.enum_types]
            types = st.one_of(TYPES.map(TypeName), *([st.sampled_from(enums)] if enums else []))
            rank = rank_between(siblings[-1].rank, None)
            nullable = draw(st.booleans())
            return (Field(id=id, entity=field.entity, name=name, rank=rank, type=draw(types), nullable=nullable),)
        case "key":
            return (
                PrimaryKey(id=id, entity=field.entity, name=name),
                KeyMember(id=f"{id}.1", key=id, field=field.id, rank="1"),
            )
        case "unique":
            return (
                Unique(id=id, entity=field.entity, name=name),
                KeyMember(id=f"{id}.1", key=id, field=field.id, rank="1"),
            )
        case "index":
            return (
                Index(id=id, entity=field.entity, name=name),
                IndexMember(id=f"{id}.1", index=id, field=field.id, rank="1"),
            )
        case "check":
            return (Check(id=id, owner=field.entity, name=name, expression="1 > 0"),)
        case _:
            target = design.fields[draw(st.sampled_from(fields))]
            action = draw(st.sampled_from([None, *Action]))
            return (
                Relationship(id=id, entity=field.entity, target=target.entity, name=name, on_delete=action),
                RelationshipMember(id=f"{id}.1", relationship=id, field=field.id, target_field=target.id, rank="1"),
            )


def _removed(design: Design, root: Object) -> tuple[Object, ...]:
    """`root` and all that refers to it, however indirectly; the farthest first."""
    found: dict[str, Object] = {root.id: root}
    wave = [root]
    while wave:
        wave = [each for each in referrers(design, frozenset(each.id for each in wave)) if each.id not in found]
        found |= {each.id: each for each in wave}
    return tuple(reversed(found.values()))


@st.composite
def edits(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    """Changes that keep `design` valid; () where the draw would have broken it."""
    choice = draw(st.integers(0, 9))
    objects = sorted((each for each in design.objects() if hasattr(each, "name")), key=lambda each: each.id)
    changes: tuple[Change, ...]
    if choice < 6 or not objects:
        changes = tuple(Add(each) for each in _added(draw, design))
    elif choice < 9:
        each = draw(st.sampled_from(objects))
        after = draw(NAMES)
        changes = (Alter(object=each.id, kind=kind_of(each), attribute="name", before=each.name, after=after),)
        changes = changes if after != each.name else ()
    else:
        changes = tuple(Remove(each) for each in _removed(design, draw(st.sampled_from(objects))))
    if any(change.object.id in {each.id for each in design.objects()} for change in changes if isinstance(change, Add)):
        return ()
    return changes if not problems(apply(design, changes)) else ()


@st.composite
def journals(draw: st.DrawFn, max_size: int = 12) -> tuple[tuple[Change, ...], ...]:
    """Valid edits one after another, from the empty design."""
    design, journal = EMPTY, []
    for _ in range(draw(st.integers(0, max_size))):
        changes = draw(edits(design))
        if changes:
            journal.append(changes)
            design = apply(design, changes)
    return tuple(journal)


@st.composite
def designs(draw: st.DrawFn, max_size: int = 12) -> Design:
    design = EMPTY
    for changes in draw(journals(max_size)):
        design = apply(design, changes)
    return design


@st.composite
def altered_designs(draw: st.DrawFn) -> tuple[Design, Design]:
    """Two designs with a common past."""
    common = draw(designs(8))
    pair = []
    for _ in range(2):
        design = common
        for _ in range(draw(st.integers(0, 4))):
            design = apply(design, draw(edits(design)))
        pair.append(design)
    first, second = pair
    return first, replace(second, conventions=replace(second.conventions, target_version=draw(st.integers(14, 18))))
