"""New fields, changes to them, and their order."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change, apply
from designer.edits.alteration import altered, lookup
from designer.edits.conventional import renamed_by_convention
from designer.edits.expressions import typed, typed_default
from designer.edits.inheritance import altered_below, handed_down, heirs
from designer.edits.keys import unique_changes, without_unique
from designer.edits.moves import inserted, moved
from designer.edits.refused import NEW, accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.edits.timestamps import SOFT_DELETE, TIMESTAMPS
from designer.model import (
    DataType,
    Design,
    Field,
    Generated,
    GeneratedKind,
    Id,
    Identity,
    Rank,
    TypeFault,
    TypeName,
    new_id,
    parse_type,
)

_WHOLE_NUMBERS = frozenset({"smallint", "integer", "bigint"})
_VIRTUAL_SINCE = 18


def new_field(
    design: Design,
    entity: Id,
    name: str,
    type: str,
    *,
    required: bool = False,
    default: str = "",
    unique: bool = False,
    sensitive: bool = False,
    description: str = "",
    identity: bool = False,
    generated: str = "",
    generated_kind: GeneratedKind = GeneratedKind.STORED,
    collation: str = "",
    after: Id | None = None,
) -> tuple[Change, ...]:
    """A field of an entity.

    type: as a person writes it ("varchar(20)", "order_status[]"). default, generated: SQL expressions, "" for none.
    identity: the database counts (whole numbers only). after: the field that it follows; None puts it last, before
    the timestamps that end an entity.
    """
    lookup(design.entities, entity, "entity")
    rank, others = place_of_new(design, entity, after)
    field = Field(
        id=new_id(),
        entity=entity,
        name=name.strip(),
        rank=rank,
        type=typed_type(design, type),
        nullable=not (required or identity),
        default=typed_default(default) if default.strip() else None,
        identity=Identity() if identity else None,
        generated=_generated(generated, generated_kind),
        collation=collation.strip() or None,
        description=description.strip(),
        sensitive=sensitive,
    )
    _check_values(design, field, NEW)
    changes: tuple[Change, ...] = (Add(field), *others, *handed_down(design, field))
    if unique:
        changes += unique_changes(apply(design, changes), entity, (field.id,))
    return accepted(design, changes)


def typed_type(design: Design, text: str, *, object: Id = NEW, attribute: str = "type") -> DataType:  # noqa: A002
    """The type that a person wrote. Raises Refused."""
    try:
        return parse_type(design, text)
    except TypeFault as fault:
        raise refuse(attribute, str(fault), object=object) from fault


def _generated(text: str, kind: GeneratedKind, object: Id = NEW) -> Generated | None:  # noqa: A002
    return Generated(typed(text, "generated", object=object), kind) if text.strip() else None


def _check_values(design: Design, field: Field, object: Id) -> None:  # noqa: A002
    """Where the value of a field comes from: at most one source, and one that its type and PostgreSQL allow."""
    if field.identity and (field.default is not None or field.generated):
        raise refuse("identity", "An identity counts by itself: remove the default or the expression.", object=object)
    if field.generated and field.default is not None:
        raise refuse("default", "A generated field has no default: remove one of the two.", object=object)
    if field.identity and not (isinstance(field.type, TypeName) and field.type.text in _WHOLE_NUMBERS):
        raise refuse("identity", "Only smallint, integer and bigint count: choose one as the type.", object=object)
    if field.identity and field.nullable:
        raise refuse("required", "An identity is never empty: make the field required.", object=object)
    virtual = field.generated is not None and field.generated.kind is GeneratedKind.VIRTUAL
    if virtual and design.conventions.target_version < _VIRTUAL_SINCE:
        message = f"PostgreSQL {design.conventions.target_version} only stores generated fields: choose stored."
        raise refuse("generated_kind", message, object=object)


def place_of_new(design: Design, entity: Id, after: Id | None) -> tuple[Rank, tuple[Change, ...]]:
    """The rank of a new field behind `after`, with new ranks for others where there is no room. None is the last
    place, before the timestamps that end an entity."""
    fields = design.fields_of(entity)
    if after is None and (end := _end(fields)) < len(fields):
        return inserted(fields, before=fields[end].id)
    return inserted(fields, after=after)


def _end(fields: Sequence[Field]) -> int:
    """Where new fields go: behind all but the timestamps that end an entity."""
    end = len(fields)
    while end and fields[end - 1].name in {*TIMESTAMPS, SOFT_DELETE}:
        end -= 1
    return end


def alter_field(
    design: Design,
    field: Id,
    *,
    name: str | UnsetType = UNSET,
    type: str | UnsetType = UNSET,
    required: bool | UnsetType = UNSET,
    default: str | UnsetType = UNSET,
    unique: bool | UnsetType = UNSET,
    sensitive: bool | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
    identity: bool | UnsetType = UNSET,
    generated: str | UnsetType = UNSET,
    generated_kind: GeneratedKind | UnsetType = UNSET,
    collation: str | UnsetType = UNSET,
    follow: bool = True,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. "" takes a default or an expression away.

    A new name is followed by all SQL that names the field, and, where `follow`, by names that came from the
    convention. A new type goes to the foreign-key fields that point here too, where they had the same type.
    """
    changes = () if name is UNSET else _renamed(design, lookup(design.fields, field, "field"), name.strip(), follow)
    base = apply(design, changes) if changes else design
    found = lookup(base.fields, field, "field")
    kind = found.generated.kind if found.generated and generated_kind is UNSET else generated_kind
    text = (found.generated.expression if found.generated else "") if generated is UNSET else generated
    changes += altered(
        found,
        type=type if type is UNSET else typed_type(design, type, object=field),
        nullable=required if required is UNSET else not required,
        default=default if default is UNSET else _default(default, field),
        sensitive=sensitive,
        description=description if description is UNSET else description.strip(),
        identity=identity if identity is UNSET else (found.identity or Identity()) if identity else None,
        generated=_generated(text, GeneratedKind.STORED if kind is UNSET else kind, field),
        collation=collation if collation is UNSET else collation.strip() or None,
    )
    after = apply(design, changes)
    becomes = after.fields[field]
    _check_values(after, becomes, field)
    if found.inherited and (becomes.type, becomes.collation) != (found.type, found.collation):
        raise refuse("type", "A parent entity defines this field: change its type there.", object=field)
    # A foreign-key field of a partition may be both.
    changes += tuple(dict.fromkeys((*_followers(design, found, becomes.type), *altered_below(base, found, becomes))))
    if unique is not UNSET and unique != is_unique(design, field):
        entity = found.entity
        changes += unique_changes(after, entity, (field,)) if unique else without_unique(after, entity, field)
    return accepted(design, changes, {(field, "nullable"): "required"})


def _renamed(design: Design, field: Field, name: str, follow: bool) -> tuple[Change, ...]:
    if name == field.name:
        return ()
    if field.inherited:
        raise refuse("name", "A parent entity defines this field: rename it there.", object=field.id)
    family = (field, *heirs(design, field))
    own = [step for each in family for step in altered(each, name=name)]
    changes = renamed(design, {each.id: NewName(name) for each in family}, own)
    if not follow:
        return changes
    after = apply(design, changes)
    return changes + tuple(step for each in family for step in renamed_by_convention(design, after, each.entity))


def _default(text: str, field: Id) -> str | None:
    return typed_default(text, object=field) if text.strip() else None


def is_unique(design: Design, field: Id) -> bool:
    """Whether a unique key of the entity is just this field."""
    entity = design.fields[field].entity
    return any(design.key_fields(unique.id) == (field,) for unique in design.uniques_of(entity))


def _followers(design: Design, field: Field, becomes: DataType) -> tuple[Change, ...]:
    """The new type for the foreign-key fields that hold values of `field`, and for those that hold theirs."""
    changes: dict[Id, tuple[Change, ...]] = {field.id: ()}
    wave = {field.id} if becomes != field.type else set()
    while wave:
        pairs = design.relationship_members.values()
        wave = {pair.field for pair in pairs if pair.target_field in wave} - changes.keys()
        wave = {id for id in wave if design.fields[id].type == field.type}
        changes |= {id: altered(design.fields[id], type=becomes) for id in wave}
    return tuple(change for each in changes.values() for change in each)


def move_field(design: Design, field: Id, *, before: Id | None = None, after: Id | None = None) -> tuple[Change, ...]:
    """Puts a field before or after another of its entity; without either, last."""
    found = lookup(design.fields, field, "field")
    return accepted(design, moved(design.fields_of(found.entity), found, before=before, after=after))


def mark_sensitive(design: Design, fields: Sequence[Id], *, sensitive: bool = True) -> tuple[Change, ...]:
    """Marks fields as never to leave through a response schema, or takes the mark away."""
    found = [lookup(design.fields, field, "fields") for field in dict.fromkeys(fields)]
    return accepted(design, [step for each in found for step in altered(each, sensitive=sensitive)])
