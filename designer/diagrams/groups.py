"""Which entities are drawn together: by area, else by schema, else by what their names and relationships share."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from msgspec import Struct

from designer.diagrams.scene import Link, Scene
from designer.model import PUBLIC, Design, Entity, Id, by_rank

ONE_FRAME = 24  # up to so many entities of a schema need no division
LARGEST = 36  # a group found by names or relationships grows no larger
CLUSTER = 20  # the same, for entities that only their relationships hold together
SMALLEST = 4  # fewer entities make no group of their own
HUES = 6
OTHER = "other"

_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[^\W_]+")


class Group(Struct, frozen=True):
    """Entities in one frame.

    key: "area:<id>" or "schema:<id>:<name>", the same for the same group in the next layout. title: empty for no
    frame. hue: 1 to 6, an area pigment. members: entity ids by name.
    """

    key: str
    title: str
    hue: int
    members: tuple[Id, ...]


def group(design: Design, scene: Scene, known: Mapping[Id, str] | None = None) -> tuple[Group, ...]:
    """Every drawn entity in exactly one group.

    known: entity -> key in the layout before. Who was grouped by name keeps its group, so that one more entity does
    not regroup the rest.
    """
    homes = {each.id: f"area:{each.area}" for each in scene.entities.values() if each.area in design.areas}
    schemas: dict[Id, list[Id]] = defaultdict(list)
    for each in scene.entities.values():
        if each.id not in homes:
            schemas[each.schema].append(each.id)
    for schema, members in schemas.items():
        names = _names_before(f"schema:{schema}:", members, known or {})
        found = _joined(scene, members, names) if names else _by_name(scene, members)
        homes |= {each: f"schema:{schema}:{name}" for each, name in found.items()}
    return _groups(design, scene, homes)


def _names_before(prefix: str, members: Iterable[Id], known: Mapping[Id, str]) -> dict[Id, str]:
    return {each: key.removeprefix(prefix) for each in members if (key := known.get(each, "")).startswith(prefix)}


def _groups(design: Design, scene: Scene, homes: Mapping[Id, str]) -> tuple[Group, ...]:
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity, key in homes.items():
        members[key].append(scene.entities[entity])
    areas = [key for each in by_rank(design.areas.values()) if (key := f"area:{each.id}") in members]
    titles = {key: _title(design, key, alone=len(members) == 1) for key in members}
    keys = areas + sorted(members.keys() - set(areas), key=lambda key: (key.endswith(f":{OTHER}"), titles[key], key))
    return tuple(
        Group(
            key=key,
            title=titles[key],
            hue=design.areas[key.removeprefix("area:")].hue if key in areas else turn % HUES + 1,
            members=tuple(each.id for each in sorted(members[key], key=lambda each: (each.name, each.id))),
        )
        for turn, key in enumerate(keys)
    )


def _title(design: Design, key: str, *, alone: bool) -> str:
    kind, id, *name = key.split(":", 2)
    if kind == "area":
        return design.areas[id].name
    schema = design.schemas[id].name
    if not name[0] or (alone and name[0] == OTHER):
        return "" if alone else schema
    return name[0] if id == PUBLIC.id else f"{schema}: {name[0]}"


# --- by name ----------------------------------------------------------------------------------------------------------


def _by_name(scene: Scene, members: list[Id]) -> dict[Id, str]:
    """The name of a group for each member: empty for "all in one"."""
    if len(members) <= ONE_FRAME:
        return dict.fromkeys(members, "")
    homes: dict[Id, str] = {}
    _divide({each: _tokens(scene.entities[each].name) for each in members}, members, 1, homes)
    neighbours = _neighbours(scene.links.values(), members)
    _adopt(members, neighbours, homes)
    sizes = Counter(homes.values())
    for home in [home for home, size in sizes.items() if size > LARGEST]:
        _cluster(scene, [each for each in members if homes.get(each) == home], LARGEST, neighbours, homes)
    _cluster(scene, [each for each in members if each not in homes], CLUSTER, neighbours, homes)
    return homes | {each: OTHER for each in members if each not in homes}


def _tokens(name: str) -> tuple[str, ...]:
    """Words of a name, in lower case and without a plural s: MergeRequests, merge_request -> (merge, request)."""
    words = [word.lower() for word in _TOKEN.findall(name)] or [name.lower()]
    return tuple(word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word for word in words)


def _divide(tokens: Mapping[Id, tuple[str, ...]], members: list[Id], depth: int, homes: dict[Id, str]) -> None:
    """Members that share their first `depth` words make a group; one that is too large is divided by the next word."""
    shared: dict[tuple[str, ...], list[Id]] = defaultdict(list)
    for each in members:
        shared[tokens[each][:depth]].append(each)
    for words, sharing in shared.items():
        if len(sharing) < SMALLEST or len(words) < depth:
            continue
        homes |= dict.fromkeys(sharing, " ".join(_shared_words([tokens[each] for each in sharing])))
        if len(sharing) > LARGEST:
            _divide(tokens, sharing, depth + 1, homes)


def _shared_words(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = min(names), max(names)
    length = next((index for index, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), None)
    return first[:length]


# --- by relationships -------------------------------------------------------------------------------------------------


def _neighbours(links: Iterable[Link], members: Iterable[Id]) -> dict[Id, Counter[Id]]:
    neighbours: dict[Id, Counter[Id]] = {each: Counter() for each in members}
    for each in links:
        if each.child != each.parent and each.child in neighbours and each.parent in neighbours:
            neighbours[each.child][each.parent] += 1
            neighbours[each.parent][each.child] += 1
    return neighbours


def _adopt(members: list[Id], neighbours: Mapping[Id, Counter[Id]], homes: dict[Id, str]) -> None:
    """Entities whose name nobody shares join the group they are most related to, while it at most doubles."""
    sizes = Counter(homes.values())
    limits = {home: min(LARGEST, 2 * size) for home, size in sizes.items()}
    while True:
        joined = False
        for each in members:
            if each in homes or not (home := _nearest_home(neighbours, each, homes)) or sizes[home] >= limits[home]:
                continue
            homes[each], joined = home, True
            sizes[home] += 1
        if not joined:
            return


def _nearest_home(neighbours: Mapping[Id, Counter[Id]], entity: Id, homes: Mapping[Id, str]) -> str:
    """The home of most neighbours; a hub that everything refers to says little about where something belongs."""
    scores: dict[str, float] = defaultdict(float)
    for other, count in neighbours[entity].items():
        scores[homes.get(other, "")] += count / log2(1 + len(neighbours[other]))
    return min(scores, key=lambda home: (-scores[home], home), default="")


def _cluster(
    scene: Scene, loose: list[Id], limit: int, neighbours: Mapping[Id, Counter[Id]], homes: dict[Id, str]
) -> None:
    """What is still loose is joined pair by pair, the least connected first; a group is named for its most referred."""
    clusters = {each: [each] for each in loose}
    pairs = [(one, other) for one in loose for other in neighbours[one] if other in clusters]
    for one, other in sorted(pairs, key=lambda pair: len(neighbours[pair[0]]) * len(neighbours[pair[1]])):
        if clusters[one] is not clusters[other] and len(clusters[one]) + len(clusters[other]) <= limit:
            clusters[one] += clusters[other]
            clusters |= dict.fromkeys(clusters[other], clusters[one])
    for each in loose:
        if len(clusters[each]) >= SMALLEST:
            hub = min(clusters[each], key=lambda one: (-len(neighbours[one]), scene.entities[one].name, one))
            homes[each] = scene.entities[hub].name


# --- one more ---------------------------------------------------------------------------------------------------------


def _joined(scene: Scene, members: list[Id], names: dict[Id, str]) -> dict[Id, str]:
    """`names`, and for each new member the group whose name it begins with, or which it is most related to."""
    neighbours = _neighbours(scene.links.values(), members)
    homes = dict(names)
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    for each, home in names.items():
        by_word[_tokens(scene.entities[each].name)[0]][home] += 1
    for each in members:
        if each not in homes:
            word = by_word[_tokens(scene.entities[each].name)[0]]
            fallback = OTHER if OTHER in names.values() else min(names.values())
            homes[each] = (
                min(word, key=lambda home: (-word[home], home), default="")
                or _nearest_home(neighbours, each, homes)
                or fallback
            )
    return homes
