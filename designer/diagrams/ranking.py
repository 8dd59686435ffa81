"""Spreads tall columns: how many columns lie between a parent and its child, so that a hub's children make a block.

Graphviz ranks every child of a hub right beside it, which makes a tower. Entities that refer to others but that
nobody refers to can stand further right, and those that refer to none further left.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from designer.diagrams.scene import Link
from designer.diagrams.shape import Shape
from designer.model import Id

LOWEST = 720  # columns up to this height are left as they are
SHAPE = 1.4  # width to height that a block should have

type Ranks = dict[Id, int]


def columns_between(
    members: Sequence[Id], links: Iterable[Link], shapes: Mapping[Id, Shape], gaps: tuple[float, float]
) -> dict[Id, int]:
    """The least number of columns from parent to child, by id of link. gaps: between columns, between entities."""
    edges = _acyclic(members, links)
    ranks = _longest_paths(members, edges)
    heights = {each: shapes[each].height + gaps[1] for each in members}
    area = sum((shapes[each].width + gaps[0]) * heights[each] for each in members)
    limit = max(LOWEST, sqrt(area / SHAPE))
    parents, children = _ends(edges)
    _spread(ranks, [each for each in members if each not in parents], heights, limit, 1)
    for each in members:
        if each not in children and each in parents:
            ranks[each] = min(ranks[child] for child in parents[each]) - 1
    _spread(ranks, [each for each in members if each not in children], heights, limit, -1)
    return {link.id: max(1, ranks[link.child] - ranks[link.parent]) for link in edges}


def _acyclic(members: Sequence[Id], links: Iterable[Link]) -> list[Link]:
    """The links without those that close a cycle."""
    children: dict[Id, list[Link]] = defaultdict(list)
    for link in links:
        children[link.parent].append(link)
    kept: list[Link] = []
    done: set[Id] = set()
    path: set[Id] = set()
    for start in members:
        stack = [(start, iter(children[start]))] if start not in done else []
        path.update(each for each, _ in stack)
        while stack:
            entity, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.discard(entity)
                done.add(entity)
            elif following.child not in path:
                kept.append(following)
                if following.child not in done:
                    path.add(following.child)
                    stack.append((following.child, iter(children[following.child])))
    return kept


def _ends(edges: Iterable[Link]) -> tuple[dict[Id, list[Id]], dict[Id, list[Id]]]:
    """(children by parent, parents by child)."""
    children: dict[Id, list[Id]] = defaultdict(list)
    parents: dict[Id, list[Id]] = defaultdict(list)
    for link in edges:
        children[link.parent].append(link.child)
        parents[link.child].append(link.parent)
    return dict(children), dict(parents)


def _longest_paths(members: Sequence[Id], edges: Sequence[Link]) -> Ranks:
    children, parents = _ends(edges)
    waiting = {each: len(parents.get(each, ())) for each in members}
    ranks = dict.fromkeys(members, 0)
    ready = [each for each in members if not waiting[each]]
    for entity in ready:
        for child in children.get(entity, ()):
            ranks[child] = max(ranks[child], ranks[entity] + 1)
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return ranks


def _spread(ranks: Ranks, movable: Sequence[Id], heights: Mapping[Id, float], limit: float, step: int) -> None:
    """Moves entities out of columns higher than `limit`, to the right (step 1) or to the left (step -1)."""
    totals: dict[int, float] = defaultdict(float)
    for entity, rank in ranks.items():
        totals[rank] += heights[entity]
    waiting = {rank: [each for each in movable if ranks[each] == rank] for rank in totals}
    rank = min(totals) if step > 0 else max(totals)
    while rank in totals:
        while totals[rank] > limit and len(waiting.get(rank, ())) > 1:
            entity = waiting[rank].pop()
            ranks[entity] = rank + step
            waiting.setdefault(rank + step, []).insert(0, entity)
            totals[rank] -= heights[entity]
            totals[rank + step] += heights[entity]
        rank += step
