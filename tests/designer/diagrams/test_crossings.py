from itertools import pairwise

from designer.diagrams.crossings import Trunk, crossings
from designer.diagrams.geometry import Box
from designer.diagrams.regions import Region

A = Region("a", "A", Box(0, 0, 300, 400), ())
RIGHT_OF_A = Region("b", "B", Box(400, 0, 300, 400), ())
UNDER_A = Region("c", "A long title of a frame", Box(0, 500, 300, 400), ())


def trunk(key, target, leaves_at, arrives_at):
    return Trunk(key, "a", target.key, (), leaves_at, arrives_at)


def crossed(target, *trunks):
    return crossings(trunks, {"a": A, target.key: target})


def test_frames_side_by_side_are_joined_by_their_sides():
    leaving, entering = crossed(RIGHT_OF_A, trunk("t", RIGHT_OF_A, (150, 100), (550, 200)))["t"]
    assert leaving.anchor == (300, 100)
    assert leaving.out == (312, 100)
    assert entering.anchor == (400, 200)
    assert entering.out == (388, 200)


def test_frames_above_one_another_are_joined_by_top_and_bottom_beside_the_title():
    leaving, entering = crossed(UNDER_A, trunk("t", UNDER_A, (150, 100), (20, 600)))["t"]
    assert leaving.anchor == (150, 400)
    assert entering.anchor[1] == 500
    assert entering.anchor[0] > 200


def test_trunks_cross_a_border_apart_and_in_order():
    ends = crossed(RIGHT_OF_A, *(trunk(f"t{n}", RIGHT_OF_A, (150, 100 + n), (550, 200)) for n in range(5)))
    places = [ends[f"t{n}"][0].anchor[1] for n in range(5)]
    assert places == sorted(places)
    assert all(after - before >= 12 for before, after in pairwise(places))


def test_more_trunks_than_there_is_room_for_stay_on_the_border():
    ends = crossed(RIGHT_OF_A, *(trunk(f"t{n}", RIGHT_OF_A, (150, 390), (550, 390)) for n in range(60)))
    assert all(0 <= leaving.anchor[1] <= 400 for leaving, _ in ends.values())
