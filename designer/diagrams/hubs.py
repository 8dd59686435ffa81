"""Relationships that are told in words: lines to what everything refers to say little and cover much."""

from collections import Counter
from collections.abc import Sequence

from designer.diagrams.groups import Group
from designer.diagrams.scene import Scene
from designer.model import Id

MOST_LINES = 10  # from other frames to one entity; more are told in the rows


def folded(scene: Scene, groups: Sequence[Group], known: Sequence[Id] = ()) -> tuple[Id, ...]:
    """Ids of the links that lead from another frame to a hub, sorted.

    known: what was folded in the layout before. A hub stays one until it has lost half of its links, so that a picture
    does not flicker around the limit.
    """
    home = {entity: each.key for each in groups for entity in each.members}
    far = [each for each in scene.links.values() if home[each.child] != home[each.parent]]
    counts = Counter(each.parent for each in far)
    before = {scene.links[each].parent for each in known if each in scene.links}
    hubs = {entity for entity, count in counts.items() if count > MOST_LINES / (2 if entity in before else 1)}
    return tuple(sorted(each.id for each in far if each.parent in hubs))
