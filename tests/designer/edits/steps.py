"""Steps that tests of intents take, each held to the laws of edits."""

import pytest

from designer.changes import Add, Change, apply, decode_changes, encode_changes, invert
from designer.edits import Refused, subject
from designer.model import Design, Field, Id, Problem, problems


def done(design: Design, changes: tuple[Change, ...]) -> Design:
    """The design after an intent's changes, which is valid, can be taken back, and survives the journal."""
    after = apply(design, changes)
    assert problems(after) == ()
    assert apply(after, invert(changes)) == design
    assert decode_changes(encode_changes(changes)) == changes
    return after


def made(design: Design, changes: tuple[Change, ...]) -> tuple[Design, Id]:
    """The same, and the id of what the intent made."""
    return done(design, changes), subject(changes)


def added(changes: tuple[Change, ...], kind: type) -> list:
    """The things of a kind that changes add."""
    return [change.object for change in changes if isinstance(change, Add) and isinstance(change.object, kind)]


def field(design: Design, path: str) -> Field:
    """The field "entity.name" by names."""
    entity, _, name = path.partition(".")
    return next(
        each for each in design.fields.values() if each.name == name and design.entities[each.entity].name == entity
    )


def names(design: Design, entity: Id) -> list[str]:
    return [each.name for each in design.fields_of(entity)]


def refused(intent, *args, **kwargs) -> tuple[Problem, ...]:
    """The problems with which an intent refuses."""
    with pytest.raises(Refused) as caught:
        intent(*args, **kwargs)
    return caught.value.problems


def sole(problems: tuple[Problem, ...]) -> tuple[Id, str, str]:
    """The only problem, as (object, attribute, message)."""
    (problem,) = problems
    return problem.object, problem.attribute, problem.message
