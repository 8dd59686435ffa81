from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from designer.diagrams.board import Board, End, Wire
from designer.diagrams.geometry import Box, segment_hits
from designer.diagrams.routing import route

LEFT, RIGHT = Box(0, 0, 100, 200), Box(400, 0, 100, 200)


def at_right(box, y):
    return End((box.right, y), (box.right + 24, y))


def at_left(box, y):
    return End((box.x, y), (box.x - 24, y))


def wire(key, start, end):
    return Wire(key, start, end)


def stretches(path):
    return [(start, end) for start, end in pairwise(path) if start != end]


def test_rows_that_are_level_are_joined_by_a_straight_line():
    board = Board((LEFT, RIGHT), (wire("w", at_left(RIGHT, 50), at_right(LEFT, 50)),), None)
    assert route(board) == {"w": ((400, 50), (100, 50))}


def test_rows_that_are_not_level_meet_in_the_middle_of_the_gap():
    near = Box(196, 0, 100, 200)
    board = Board((LEFT, near), (wire("w", at_left(near, 50), at_right(LEFT, 90)),), None)
    assert route(board) == {"w": ((196, 50), (148, 50), (148, 90), (100, 90))}


def test_a_line_goes_around_what_stands_in_its_way():
    between = Box(200, -100, 100, 300)
    path = route(Board((LEFT, RIGHT, between), (wire("w", at_left(RIGHT, 50), at_right(LEFT, 50)),), None))["w"]
    assert not any(segment_hits(start, end, between) for start, end in stretches(path))


def test_wires_with_one_end_share_a_trunk():
    children = [Box(300, 300 * index, 100, 200) for index in range(3)]
    wires = tuple(
        wire(f"w{index}", at_left(box, box.y + 50), at_right(LEFT, 100)) for index, box in enumerate(children)
    )
    paths = route(Board((LEFT, *children), wires, None))
    trunks = {path[-2][0] for path in paths.values()}
    assert len(trunks) == 1


def test_wires_with_different_ends_run_apart():
    rows = [(20, 180), (60, 140), (100, 100), (140, 60), (180, 20)]
    wires = tuple(wire(f"w{a}", at_left(RIGHT, a), at_right(LEFT, b)) for a, b in rows)
    paths = list(route(Board((LEFT, RIGHT), wires, None)).values())
    for one, other in combinations(paths, 2):
        upright = [x for path in (one, other) for (x, y1), (x2, y2) in stretches(path) if x == x2]
        assert len(upright) == len(set(upright))


def test_a_wire_that_cannot_get_out_is_drawn_all_the_same():
    over = Box(90, 0, 400, 200)
    path = route(Board((LEFT, over), (wire("w", at_left(RIGHT, 50), at_right(LEFT, 90)),), None))["w"]
    assert (path[0], path[-1]) == ((400, 50), (100, 90))


def test_nothing_to_lead_is_no_path():
    assert route(Board((LEFT,), (), None)) == {}


def test_the_digest_tells_boards_apart():
    board = Board((LEFT,), (), None)
    assert board.digest == Board((LEFT,), (), None).digest
    assert board.digest != Board((RIGHT,), (), None).digest


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=14, unique=True), st.data())
@settings(max_examples=40, deadline=None)
def test_lines_are_square_and_clear_of_boxes(cells, data):
    boxes = [Box(x * 220.0, y * 160.0, 120, 110) for x, y in cells]
    pairs = data.draw(st.lists(st.tuples(st.integers(0, len(boxes) - 1), st.integers(0, len(boxes) - 1)), max_size=10))
    wires = []
    for index, (one, other) in enumerate(pairs):
        assume(one != other)
        row = data.draw(st.integers(10, 100))
        wires.append(
            wire(f"w{index}", at_left(boxes[one], boxes[one].y + row), at_right(boxes[other], boxes[other].y + 38))
        )
    paths = route(Board(tuple(boxes), tuple(wires), None))
    assert set(paths) == {each.key for each in wires}
    for each in wires:
        path = paths[each.key]
        assert (path[0], path[-1]) == (each.start.anchor, each.end.anchor)
        for start, end in stretches(path):
            assert start[0] == pytest.approx(end[0]) or start[1] == pytest.approx(end[1])
            assert not any(segment_hits(start, end, box) for box in boxes)
