"""How an intent ends: with changes that keep the design valid, or refused with problems that a form can show."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from designer.changes import Add, Alter, Change, Remove, apply
from designer.model import Design, Id, Index, Object, PrimaryKey, Problem, Relationship, Unique, problems

# What an intent gives when the thing it is about does not exist yet.
NEW: Id = ""


class Refused(ValueError):
    """The intent cannot be carried out; nothing has changed.

    problems: for each, `object` is the id of an existing thing or "" for the one being made, `attribute` the name of
    the intent's parameter ("" where no single one is at fault), `message` a sentence that says what to do.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def refuse(attribute: str, message: str, *, object: Id = NEW) -> Refused:  # noqa: A002 -- Problem's own name
    """A Refused with one problem, to raise."""
    return Refused(Problem(object, attribute, message))


def subject(changes: tuple[Change, ...]) -> Id:
    """The id of the thing that an intent made: its first addition. Raises LookupError where it made none."""
    for change in changes:
        if isinstance(change, Add):
            return change.object.id
    raise LookupError("These changes make nothing new.")


def accepted(
    design: Design,
    changes: Iterable[Change],
    parameters: Mapping[tuple[Id, str], str] | None = None,
) -> tuple[Change, ...]:
    """The changes, once the design after them has been found valid. Raises Refused.

    parameters: (object, attribute) of the model -> the intent's parameter that set it, where the two differ.
    """
    kept = tuple(changes)
    if not kept:
        return ()
    after = apply(design, kept)
    found = chain(problems(after), _lost_targets(design, after, kept))
    if told := tuple(_told(after, kept, problem, parameters or {}) for problem in found):
        raise Refused(*dict.fromkeys(told))
    return kept


def _told(
    after: Design, changes: tuple[Change, ...], problem: Problem, parameters: Mapping[tuple[Id, str], str]
) -> Problem:
    """The problem in the words of the intent: its parameter, and "" for what does not exist yet."""
    culprit = _culprit(after, changes, problem)
    attribute = parameters.get((culprit, problem.attribute), problem.attribute)
    added = {change.object.id for change in changes if isinstance(change, Add)}
    return Problem(NEW if culprit in added else culprit, attribute, problem.message)


def _culprit(after: Design, changes: tuple[Change, ...], problem: Problem) -> Id:
    """Of two things with one name the invariants tell either; the one that these changes touch is at fault."""
    touched = [each for each in map(_touched, changes) if each is not None]
    if problem.object in touched or problem.attribute not in {"name", "value"}:
        return problem.object
    name = _name(after.find(problem.object))
    return next((id for id in touched if name is not None and _name(after.find(id)) == name), problem.object)


def _touched(change: Change) -> Id | None:
    match change:
        case Add(added):
            return added.id
        case Alter(object=id):
            return id
        case Remove():
            return None


def _name(each: Object | None) -> str | None:
    return getattr(each, "name", None) or getattr(each, "value", None)


def _lost_targets(before: Design, after: Design, changes: tuple[Change, ...]) -> Iterator[Problem]:
    """Relationships whose parent side was a key and is none any more: PostgreSQL refuses such foreign keys."""
    if not any(_concerns_keys(change) for change in changes):
        return
    for relationship in after.relationships.values():
        if relationship.period or has_target_key(after, relationship):
            continue
        was = before.relationships.get(relationship.id)
        if was is None or has_target_key(before, was):
            child = after.qualified_name(after.entities[relationship.entity])
            message = f"The relationship {relationship.name} of {child} needs these fields as a key: delete it first."
            yield Problem(relationship.target, "members", message)


def has_target_key(design: Design, relationship: Relationship) -> bool:
    """Whether the parent's fields of a relationship are a key of the parent."""
    return frozenset(design.target_fields(relationship.id)) in design.unique_field_sets(relationship.target)


def _concerns_keys(change: Change) -> bool:
    match change:
        case Remove(PrimaryKey() | Unique() | Index()) | Add(Relationship()):
            return True
        case Remove(removed) | Add(removed):
            return hasattr(removed, "key") or hasattr(removed, "index")
        case Alter(kind=kind):
            return kind in {"index", "key_member", "index_member", "relationship_member"}
