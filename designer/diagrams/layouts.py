"""Where everything of a diagram stands: a value that is stored with the project."""

from functools import cached_property

from msgspec import Struct

from designer.diagrams.geometry import Box, Point, around
from designer.diagrams.shape import Detail
from designer.model import Id

MARGIN = 24  # around the whole diagram

type Path = tuple[Point, ...]


class Frame(Struct, frozen=True):
    """A group of entities and the frame around it. key, title, hue: those of the Group; no title, no frame drawn."""

    key: str
    title: str
    hue: int
    box: Box
    members: tuple[Id, ...]


class Wired(Struct, frozen=True):
    """Paths of one run of the router, kept while what it was asked has the same digest."""

    digest: str
    paths: dict[str, Path]


class Layout(Struct, frozen=True, dict=True, omit_defaults=True):
    """Places of the entities and relationships of one design. Encodes to JSON with msgspec.

    boxes: by entity id. routes: by relationship id, corners from the child's row to the parent's, every stretch
    horizontal or vertical. folded: relationships that the child's row tells in words, not a line. wired: by region
    ("" is what runs between them), so that only what changed is routed again.
    """

    detail: Detail = Detail.ALL
    boxes: dict[Id, Box] = {}
    frames: tuple[Frame, ...] = ()
    routes: dict[Id, Path] = {}
    folded: tuple[Id, ...] = ()
    wired: dict[str, Wired] = {}

    @cached_property
    def extent(self) -> Box:
        """What the picture shows: all of it and a margin."""
        corners = [Box(x, y, 0, 0) for path in self.routes.values() for x, y in path]
        everything = [*self.boxes.values(), *(each.box for each in self.frames if each.title), *corners]
        return around(everything).grown(MARGIN) if everything else Box(0, 0, 2 * MARGIN, 2 * MARGIN)

    @cached_property
    def frame_of(self) -> dict[Id, Frame]:
        """By entity id."""
        return {entity: frame for frame in self.frames for entity in frame.members}
