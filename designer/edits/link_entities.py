"""n:m: a link entity whose primary key is the two foreign keys."""

from collections.abc import Sequence
from itertools import count

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from designer.changes import Change, apply
from designer.edits.entities import new_entity
from designer.edits.foreign_keys import ForeignKey, foreign_key_changes, propose_foreign_key
from designer.edits.keys import primary_key_changes
from designer.edits.proposals import fitted, taken_tables
from designer.edits.refused import Refused, accepted, subject
from designer.edits.relationship_rules import check_actions
from designer.model import Action, Design, Id, TableNames
from designer.model.inflection import plural, singular


def link_name(design: Design, parent: Id, child: Id) -> str:
    """`student_course`, or `student_courses` where the project names tables in the plural."""
    one, other = (singular(design.entities[each].name) for each in (parent, child))
    stem = f"{one}_{other}" if parent != child else f"{one}_link"
    stem = plural(stem) if design.conventions.table_names is TableNames.PLURAL else stem
    taken = taken_tables(design, design.entities[child].schema)
    tails = ("" if number == 1 else f"_{number}" for number in count(1))
    return next(name for tail in tails if (name := fitted(stem, tail)) not in taken)


def link_changes(
    design: Design,
    parent: Id,
    child: Id,
    name: str,
    *,
    on_delete: Action | None = Action.CASCADE,
    on_update: Action | None = Action.NO_ACTION,
) -> tuple[tuple[Change, ...], tuple[ForeignKey, ForeignKey]]:
    """The changes that make a link entity (their `subject`), and its two foreign keys. Not checked yet."""
    changes = new_entity(design, name, schema=design.entities[child].schema, key=None, soft_delete=False)
    link = subject(changes)
    foreign_keys: list[ForeignKey] = []
    for target, attribute in ((parent, "parent"), (child, "child")):
        after = apply(design, changes)
        names: Sequence[str] = ()
        if foreign_keys and parent == child:
            names = [f"other_{each}" for each in foreign_keys[0].field_names]
        wanted = propose_foreign_key(after, link, target, field_names=names, attribute=attribute)
        # The primary key begins with the first foreign key: only the second needs an index.
        wanted = wanted if foreign_keys else replace(wanted, index_name="")
        foreign_keys.append(wanted)
        changes += foreign_key_changes(after, wanted, required=True, on_delete=on_delete, on_update=on_update)
    after = apply(design, changes)
    names_in_key = [name for each in foreign_keys for name in each.field_names]
    by_name = {field.name: field.id for field in after.fields_of(link)}
    changes += primary_key_changes(after, link, [by_name[name] for name in names_in_key])
    return changes, (foreign_keys[0], foreign_keys[1])


def new_link_entity(
    design: Design,
    parent: Id,
    child: Id,
    name: str,
    *,
    on_delete: Action | UnsetType | None,
    on_update: Action | UnsetType | None,
) -> tuple[Change, ...]:
    """The n:m of `new_relationship`. name: "" takes the convention's."""
    name = name.strip() or link_name(design, parent, child)
    try:
        changes, _ = link_changes(
            design,
            parent,
            child,
            name,
            on_delete=Action.CASCADE if on_delete is UNSET else on_delete,
            on_update=Action.NO_ACTION if on_update is UNSET else on_update,
        )
    except Refused as refused:
        renamed = [replace(each, attribute="link") if each.attribute == "name" else each for each in refused.problems]
        raise Refused(*renamed) from refused
    after = apply(design, changes)
    for relationship in after.relationships_of(subject(changes)):
        check_actions(after, relationship)
    return accepted(design, changes, {(subject(changes), "name"): "link"})
