from designer.diagrams.geometry import Box
from designer.diagrams.layouts import Frame
from designer.diagrams.regions import regions


def frame(key, x, title="T"):
    return Frame(key, title, 1, Box(x, 0, 100, 100), (key,))


def test_frames_apart_are_regions_of_their_own():
    found = regions([frame("a", 0), frame("b", 156)])
    assert [(each.key, each.box) for each in found] == [("a", Box(0, 0, 100, 100)), ("b", Box(156, 0, 100, 100))]


def test_frames_that_touch_are_one_region():
    (found,) = regions([frame("a", 0), frame("b", 90)])
    assert (found.key, found.box) == ("a+b", Box(0, 0, 190, 100))


def test_what_a_merged_region_touches_joins_it():
    found = regions([frame("a", 0), frame("c", 180), frame("d", 400), frame("b", 90)])
    assert sorted(sorted(frame.key for frame in each.frames) for each in found) == [["a", "b", "c"], ["d"]]


def test_a_group_without_a_title_has_no_border():
    assert [each.is_framed for each in regions([frame("a", 0, ""), frame("b", 300)])] == [False, True]
