"""Orders units so that each comes after what it needs, and tells where none can be first."""

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any


def in_order[N: Hashable](needs: Mapping[N, Iterable[N]], place: Callable[[N], Any]) -> list[N]:
    """The nodes, each after those it needs; among those that could come next, the least by `place` (which never looks
    at ids, so that the same design is always ordered alike). Needs outside the mapping are ignored.

    Raises ValueError where nodes need each other in a circle. O((n + m) log n).
    """
    waiting = dict.fromkeys(needs, 0)
    waited_for: dict[N, list[N]] = {}
    for node, needed in needs.items():
        for each in needed:
            if each in waiting and each != node:
                waiting[node] += 1
                waited_for.setdefault(each, []).append(node)
    heap = [(place(node), number, node) for number, node in enumerate(needs) if not waiting[node]]
    heapq.heapify(heap)
    number, ordered = len(waiting), []
    while heap:
        _, _, node = heapq.heappop(heap)
        ordered.append(node)
        for each in waited_for.get(node, ()):
            waiting[each] -= 1
            if not waiting[each]:
                number += 1
                heapq.heappush(heap, (place(each), number, each))
    if len(ordered) < len(waiting):
        raise ValueError("These need each other.")
    return ordered


def circles[N: Hashable](needs: Mapping[N, Iterable[N]]) -> list[list[N]]:
    """The strongly connected components of more than one node (Tarjan, without recursion). O(n + m)."""
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    on_stack: set[N] = set()
    stack: list[N] = []
    found: list[list[N]] = []
    for root in needs:
        if root in index:
            continue
        work = [(root, iter(needs[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for each in rest:
                if each not in needs:
                    continue
                if each not in index:
                    index[each] = low[each] = len(index)
                    stack.append(each)
                    on_stack.add(each)
                    work.append((each, iter(needs[each])))
                    break
                if each in on_stack:
                    low[node] = min(low[node], index[each])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component: list[N] = []
                    while not component or component[-1] != node:
                        component.append(stack.pop())
                        on_stack.discard(component[-1])
                    if len(component) > 1:
                        found.append(component)
    return found
