"""Domains and sequences, and what renaming a type has in common."""

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change, apply
from designer.edits.alteration import altered, lookup
from designer.edits.expressions import typed, typed_default
from designer.edits.fields import typed_type
from designer.edits.proposals import check_name
from designer.edits.refused import NEW, accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.model import PUBLIC, Check, Design, Domain, EnumType, Id, Sequence, SequenceOptions, TypeRef, new_id


def place_changed(
    design: Design, found: EnumType | Domain | Sequence, name: str | UnsetType, schema: Id | UnsetType
) -> tuple[Change, ...]:
    """Another name or schema for a type or sequence, and the SQL that names it. Not checked yet."""
    becomes = found.name if name is UNSET else name.strip()
    place = found.schema if schema is UNSET else lookup(design.schemas, schema, "schema", found.id).id
    if (becomes, place) == (found.name, found.schema):
        return ()
    new = NewName(becomes, design.schemas[place].name if place != found.schema else None)
    return renamed(design, {found.id: new}, altered(found, name=becomes, schema=place))


def new_domain(
    design: Design,
    name: str,
    type: str,
    *,
    schema: Id = PUBLIC.id,
    required: bool = False,
    default: str = "",
    check: str = "",
    description: str = "",
) -> tuple[Change, ...]:
    """A type with rules of its own. check: an expression in which the value is called VALUE, "" for none."""
    lookup(design.schemas, schema, "schema")
    domain = Domain(
        id=new_id(),
        schema=schema,
        name=name.strip(),
        type=typed_type(design, type),
        nullable=not required,
        default=typed_default(default) if default.strip() else None,
        description=description.strip(),
    )
    changes: tuple[Change, ...] = (Add(domain),)
    if check.strip():
        text = typed(check, "check")
        name = check_name(apply(design, changes), domain.id)
        rule = Check(id=new_id(), owner=domain.id, name=name, expression=text)
        return accepted(design, (*changes, Add(rule)), {(rule.id, "expression"): "check"})
    return accepted(design, changes)


def alter_domain(
    design: Design,
    domain: Id,
    *,
    name: str | UnsetType = UNSET,
    schema: Id | UnsetType = UNSET,
    type: str | UnsetType = UNSET,
    required: bool | UnsetType = UNSET,
    default: str | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. SQL that names the domain follows a new name or schema."""
    found = lookup(design.domains, domain, "domain")
    becomes = found.type if type is UNSET else typed_type(design, type, object=domain)
    if isinstance(becomes, TypeRef) and _consists_of(design, becomes.id, domain):
        raise refuse("type", "A domain cannot consist of itself: choose another type.", object=domain)
    changes = place_changed(design, found, name, schema)
    base = apply(design, changes).domains[domain] if changes else found
    changes += altered(
        base,
        type=becomes,
        nullable=required if required is UNSET else not required,
        default=default if default is UNSET else typed_default(default, object=domain) if default.strip() else None,
        description=description if description is UNSET else description.strip(),
    )
    return accepted(design, changes, {(domain, "nullable"): "required"})


def _consists_of(design: Design, type: Id, domain: Id) -> bool:
    """Whether a type is the domain, or a domain over it."""
    if type == domain:
        return True
    found = design.domains.get(type)
    return found is not None and isinstance(found.type, TypeRef) and _consists_of(design, found.type.id, domain)


_COUNTING = ("smallint", "integer", "bigint")


def new_sequence(
    design: Design,
    name: str,
    *,
    schema: Id = PUBLIC.id,
    type: str = "bigint",
    options: SequenceOptions | None = None,
    owned_by: Id | None = None,
    description: str = "",
) -> tuple[Change, ...]:
    """A sequence of its own; an identity field brings its own already. owned_by: the field that it goes with."""
    lookup(design.schemas, schema, "schema")
    sequence = Sequence(
        id=new_id(),
        schema=schema,
        name=name.strip(),
        type=type,
        options=options or SequenceOptions(),
        owned_by=owned_by,
        description=description.strip(),
    )
    _check_sequence(design, sequence, NEW)
    return accepted(design, (Add(sequence),))


def alter_sequence(
    design: Design,
    sequence: Id,
    *,
    name: str | UnsetType = UNSET,
    schema: Id | UnsetType = UNSET,
    type: str | UnsetType = UNSET,
    options: SequenceOptions | UnsetType = UNSET,
    owned_by: Id | UnsetType | None = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. SQL that names the sequence follows a new name or schema."""
    found = lookup(design.sequences, sequence, "sequence")
    changes = place_changed(design, found, name, schema)
    changes += altered(
        found,
        type=type,
        options=options,
        owned_by=owned_by,
        description=description if description is UNSET else description.strip(),
    )
    _check_sequence(design, apply(design, changes).sequences[sequence], sequence)
    return accepted(design, changes)


def _check_sequence(design: Design, sequence: Sequence, object: Id) -> None:  # noqa: A002 -- Problem's own name
    options = sequence.options
    if sequence.owned_by is not None:
        owner = design.entities[lookup(design.fields, sequence.owned_by, "owned_by", object).entity]
        if owner.schema != sequence.schema:
            message = (
                f"PostgreSQL wants it in the schema of {owner.name}, {design.schemas[owner.schema].name}: choose that."
            )
            raise refuse("schema", message, object=object)
    if sequence.type not in _COUNTING:
        raise refuse("type", f"A sequence counts in {', '.join(_COUNTING)}: choose one of them.", object=object)
    if options.increment == 0:
        raise refuse("options", "A sequence cannot count by 0: choose another increment.", object=object)
    if options.cache < 1:
        raise refuse("options", "A sequence keeps 1 number ready at least: choose a larger cache.", object=object)
    low, high = options.minimum, options.maximum
    if low is not None and high is not None and low >= high:
        raise refuse("options", "The smallest number is not below the largest: change one of them.", object=object)
