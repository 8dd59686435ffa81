from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.diagrams.geometry import Box
from designer.diagrams.packing import pack

SIZES = st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), max_size=25)


def boxes(sizes, gap):
    return [Box(x, y, *size) for (x, y), size in zip(pack(sizes, gap), sizes, strict=True)]


@given(SIZES, st.integers(0, 60))
@settings(max_examples=50, deadline=None)
def test_packed_boxes_keep_their_distance(sizes, gap):
    for one, other in combinations(boxes(sizes, gap), 2):
        apart_x = one.x + one.width + gap <= other.x or other.x + other.width + gap <= one.x
        apart_y = one.y + one.height + gap <= other.y or other.y + other.height + gap <= one.y
        assert apart_x or apart_y


def test_equal_boxes_make_the_shape_of_a_screen():
    packed = boxes([(200, 150)] * 48, 20)
    width = max(each.right for each in packed)
    height = max(each.bottom for each in packed)
    assert 1.2 < width / height < 2


def test_boxes_of_one_height_stay_in_order():
    places = pack([(100, 100)] * 6, 10)
    assert places == sorted(places, key=lambda place: (place[1], place[0]))


def test_nothing_is_packed_into_nothing():
    assert pack([], 10) == []
