"""Changes as a readable sentence, for the history: what was meant, and what followed from it as a number."""

from collections.abc import Iterable, Iterator, Mapping

from designer.changes import Add, Alter, Change, Conflict, Remove, apply
from designer.edits.labels import label, shortened
from designer.edits.sql_texts import sql_name
from designer.model import (
    TABLES,
    Design,
    Entity,
    Field,
    Id,
    Index,
    IndexMember,
    KeyMember,
    Object,
    Relationship,
    RelationshipMember,
    SqlObject,
    Unique,
)

type _Objects = Mapping[Id, Object]

_PARENTS = ("entity", "owner", "key", "index", "relationship", "enum")
_KINDS = {kind: place for place, kind in enumerate(TABLES)}
_TOLD = 3  # phrases in one sentence
_WORDS = {
    "child_name": "name on the child",
    "parent_name": "name on the parent",
    "create": "SQL",
    "nullable": "required",
    "on_delete": "ON DELETE",
    "on_update": "ON UPDATE",
    "owner_entity": "owner",
    "where": "predicate",
    "x": "place",
    "y": "place",
}
_UNSAID = frozenset({"drop", "rank", "depends_on"})


def summarise(before: Design, changes: tuple[Change, ...]) -> str:
    """One sentence without a full stop: "Added field customer.email", "Deleted entity order and 4 that needed it".

    before: the design that the changes apply to. Long names are cut; () gives "Changed nothing".
    """
    try:
        after = apply(before, changes)
    except Conflict:
        after = before
    added = {change.object.id: change.object for change in changes if isinstance(change, Add)}
    removed = {change.object.id: change.object for change in changes if isinstance(change, Remove)}
    altered: dict[Id, list[Alter]] = {}
    for change in changes:
        if isinstance(change, Alter):
            altered.setdefault(change.object, []).append(change)
    phrases = list(
        dict.fromkeys(
            (*_added(after, added), *_removed(before, removed), *_altered(before, after, altered, {**added, **removed}))
        )
    )
    return _sentence(phrases) if phrases else ("Changed the order" if changes else "Changed nothing")


def _sentence(phrases: list[str]) -> str:
    told = [phrases[0], *(phrase[0].lower() + phrase[1:] for phrase in phrases[1:_TOLD])]
    more = len(phrases) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more else [])])


def _list(labels: Iterable[str]) -> str:
    """ "a, b and 4 more"."""
    found = list(dict.fromkeys(labels))
    more = len(found) - _TOLD
    return ", ".join(found[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def _is_part(each: Object, of: _Objects) -> bool:
    return any(getattr(each, attribute, None) in of for attribute in _PARENTS)


# --- what has come ----------------------------------------------------------------------------------------------------


def _added(after: Design, added: _Objects) -> Iterator[str]:
    implied = _implied(after, added)
    for each in added.values():
        if _is_part(each, added) or each.id in implied:
            continue
        match each:
            case KeyMember() | IndexMember() | RelationshipMember():
                yield f"Changed {label(after, each)}"
            case Entity(id=id):
                yield f"Added {label(after, each)}{_between(after, id, added)}"
            case _:
                yield f"Added {label(after, each)}"


def _between(after: Design, entity: Id, added: _Objects) -> str:
    """A link entity says what it links; any other how many fields it has."""
    ends = [each.target for each in after.relationships_of(entity) if each.id in added]
    if len(ends) == 2:
        return " between " + " and ".join(shortened(after.entities[end].name) for end in ends)
    count = len(after.fields_of(entity))
    return f" with {count} field{'s' * (count != 1)}" if count else ""


def _implied(after: Design, added: _Objects) -> set[Id]:
    """What came with something else: fields and index of a relationship, the key of a unique field, a trigger."""
    foreign: set[Id] = set()
    for each in added.values():
        if isinstance(each, Relationship):
            foreign |= set(after.foreign_key_fields(each.id)) & added.keys()
    implied = set(foreign)
    for each in added.values():
        match each:
            case Field(inherited=True):
                implied.add(each.id)
            case Unique(id=id) if set(after.key_fields(id)) <= added.keys():
                implied.add(id)
            case Index(id=id) if {member.field for member in after.members_of_index(id)} <= foreign:
                implied.add(id)
            case SqlObject() if any(isinstance(other, Field) for other in added.values()):
                implied.add(each.id)
            case _:
                pass
    return implied


# --- what has gone ----------------------------------------------------------------------------------------------------


def _removed(before: Design, removed: _Objects) -> Iterator[str]:
    members = (KeyMember, IndexMember, RelationshipMember)
    whole: list[Object] = [
        each for each in removed.values() if not isinstance(each, members) and not _is_part(each, removed)
    ]
    for each in removed.values():
        if isinstance(each, members) and not _is_part(each, removed):
            yield f"Changed {label(before, each)}"
    if not whole:
        return
    roots = _roots(before, whole)
    others = len(whole) - len(roots)
    needed = f" and {others} that needed {'it' if len(roots) == 1 else 'them'}" if others else ""
    yield f"Deleted {_list(sorted(label(before, each) for each in roots))}{needed}"


def _roots(before: Design, whole: list[Object]) -> list[Object]:
    """What was meant to go: things of the kind on which the others depend."""
    fields = {each.id for each in whole if isinstance(each, Field)}
    for each in whole:
        if isinstance(each, Relationship) and fields and fields <= set(before.foreign_key_fields(each.id)):
            return [each]
    first = min(_KINDS[type(each)] for each in whole)
    return [each for each in whole if _KINDS[type(each)] == first and not getattr(each, "inherited", False)] or whole


# --- what is otherwise ------------------------------------------------------------------------------------------------


def _altered(before: Design, after: Design, altered: Mapping[Id, list[Alter]], others: _Objects) -> Iterator[str]:
    renamed = [id for id, steps in altered.items() if (each := before.find(id)) and _is_renamed(each, steps)]
    for id in renamed:
        each, becomes = before.find(id), after.find(id)
        if each is not None and becomes is not None and not getattr(each, "inherited", False):
            yield f"Renamed {label(before, each)} to {shortened(sql_name(becomes))}"
    groups: dict[str, list[str]] = {}
    for id, steps in altered.items():
        each = before.find(id)
        if each is None or (renamed and id not in renamed):
            continue
        said = sorted(
            {_word(step) for step in steps if step.attribute not in _UNSAID} - ({"name", "value"} if renamed else set())
        )
        if said and not (_is_part(each, others) and said == ["required"]):
            groups.setdefault(_verb(said, steps), []).append(label(before, each))
        elif not said and len(altered) == 1 and steps[0].attribute == "rank":
            groups.setdefault("Moved", []).append(label(before, each))
    for verb, labels in groups.items():
        yield f"{verb} {_list(labels)}"
    followers = len(altered.keys() - set(renamed)) if renamed else 0
    if followers:
        yield f"{followers} thing{'s' * (followers != 1)} followed"


def _is_renamed(each: Object, steps: list[Alter]) -> bool:
    return bool(sql_name(each)) and any(step.attribute in {"name", "value"} for step in steps)


def _word(step: Alter) -> str:
    return _WORDS.get(step.attribute, step.attribute.replace("_", " "))


def _verb(said: list[str], steps: list[Alter]) -> str:
    if said == ["sensitive"]:
        return "Marked as sensitive:" if steps[0].after else "Unmarked as sensitive:"
    if said == ["place"]:
        return "Placed"
    words = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"Changed {words} of"
