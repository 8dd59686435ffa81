"""Check constraints on entities and domains."""

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.expressions import named_fields, typed
from designer.edits.proposals import check_name
from designer.edits.refused import accepted, refuse
from designer.model import Check, Design, Id, new_id


def new_check(
    design: Design, owner: Id, expression: str, *, name: str = "", description: str = ""
) -> tuple[Change, ...]:
    """A check on an Entity or a Domain (there the value is called VALUE). name: "" takes the convention's."""
    if owner not in design.entities and owner not in design.domains:
        raise refuse("owner", "It no longer exists: reload the page.")
    text = typed(expression, "expression")
    fields = named_fields(design, owner, text) if owner in design.entities else ()
    check = Check(
        id=new_id(),
        owner=owner,
        name=name.strip() or check_name(design, owner, (design.fields[field].name for field in fields)),
        expression=text,
        description=description.strip(),
    )
    return accepted(design, (Add(check),))


def alter_check(
    design: Design,
    check: Id,
    *,
    expression: str | UnsetType = UNSET,
    name: str | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay."""
    found = lookup(design.checks, check, "check")
    changes = altered(
        found,
        expression=expression if expression is UNSET else typed(expression, "expression", object=check),
        name=name if name is UNSET else name.strip(),
        description=description if description is UNSET else description.strip(),
    )
    return accepted(design, changes)
