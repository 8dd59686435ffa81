import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.migrations.order import circles, in_order

_NODES = st.integers(0, 12)
_GRAPHS = st.dictionaries(_NODES, st.frozensets(_NODES, max_size=4), max_size=13)


def _place(node: int) -> int:
    return node


def test_each_comes_after_what_it_needs_and_ties_by_place() -> None:
    assert in_order({"c": [], "b": ["a"], "a": ["z"], "z": []}, str) == ["c", "z", "a", "b"]


def test_needs_of_itself_and_of_others_elsewhere_are_ignored() -> None:
    assert in_order({1: [1, 99]}, _place) == [1]


def test_a_circle_has_no_order() -> None:
    with pytest.raises(ValueError, match="need each other"):
        in_order({1: [2], 2: [1]}, _place)


def test_circles_are_found_whole() -> None:
    found = circles({1: [2], 2: [3], 3: [1], 4: [1], 5: [6], 6: [5], 7: [7]})
    assert sorted(sorted(circle) for circle in found) == [[1, 2, 3], [5, 6]]


def test_long_chains_need_no_recursion() -> None:
    chain = {each: [each + 1] for each in range(20_000)}
    assert circles(chain) == []
    assert len(in_order(chain, _place)) == 20_000


@given(_GRAPHS)
def test_order_exists_exactly_where_no_circle_does(graph: dict[int, frozenset[int]]) -> None:
    try:
        ordered = in_order(graph, _place)
    except ValueError:
        assert circles(graph)
        return
    assert circles(graph) == []
    at = {node: number for number, node in enumerate(ordered)}
    assert all(at[need] < at[node] for node in graph for need in graph[node] if need in at and need != node)


@given(_GRAPHS)
def test_order_does_not_depend_on_that_of_the_input(graph: dict[int, frozenset[int]]) -> None:
    if circles(graph):
        return
    turned = dict(reversed(graph.items()))
    assert in_order(graph, _place) == in_order(turned, _place)
