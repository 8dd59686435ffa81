"""Places among siblings that have a rank: fields of an entity, values of an enum."""

from collections.abc import Sequence

from designer.changes import Change
from designer.edits.alteration import altered
from designer.edits.order import reranked
from designer.edits.refused import NEW, refuse
from designer.model import EnumValue, Field, Id, Rank

type _Ranked = Field | EnumValue


def moved(siblings: Sequence[_Ranked], one: _Ranked, *, before: Id | None, after: Id | None) -> tuple[Change, ...]:
    """The ranks by which `one` stands before or after another; without either, last. () where it stands there."""
    others = [each for each in siblings if each.id != one.id]
    place = _place(others, before, after, one.id)
    wished = [*others[:place], one, *others[place:]]
    if wished == list(siblings):
        return ()
    places = reranked([None if each.id == one.id else each.rank for each in wished])
    return tuple(step for each, rank in zip(wished, places, strict=True) for step in altered(each, rank=rank))


def inserted(
    siblings: Sequence[_Ranked], *, before: Id | None = None, after: Id | None = None
) -> tuple[Rank, tuple[Change, ...]]:
    """The rank of a new sibling there, and new ranks for others where no room is left between two of one rank."""
    place = _place(siblings, before, after, NEW)
    current: list[Rank | None] = [each.rank for each in siblings]
    places = reranked([*current[:place], None, *current[place:]])
    others = zip(siblings, (*places[:place], *places[place + 1 :]), strict=True)
    return places[place], tuple(step for each, rank in others for step in altered(each, rank=rank))


def _place(siblings: Sequence[_Ranked], before: Id | None, after: Id | None, object: Id) -> int:  # noqa: A002
    ids = [each.id for each in siblings]
    if before is None and after is None:
        return len(ids)
    neighbour, attribute, step = (before, "before", 0) if before is not None else (after, "after", 1)
    if neighbour not in ids:
        raise refuse(attribute, "That place is no longer there: choose another.", object=object)
    return ids.index(neighbour) + step
