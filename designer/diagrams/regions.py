"""Frames as the router sees them: those that run into one another, after a drag say, are one region."""

from collections.abc import Sequence

from msgspec import Struct

from designer.diagrams.geometry import Box, around
from designer.diagrams.layouts import Frame

ROOM = 12  # beside each frame, for what crosses its border


class Region(Struct, frozen=True):
    """key: the frame's, or those of all its frames. title: what stands at its upper left corner."""

    key: str
    title: str
    box: Box
    frames: tuple[Frame, ...]

    @property
    def is_framed(self) -> bool:
        return any(each.title for each in self.frames)


def regions(frames: Sequence[Frame]) -> list[Region]:
    """Each frame in exactly one; boxes of regions do not overlap."""
    found = [Region(each.key, each.title, each.box, (each,)) for each in frames]
    merged = True
    while merged:
        merged = False
        for index, one in enumerate(found):
            near = [each for each in found[index + 1 :] if each.box.grown(ROOM).overlaps(one.box.grown(ROOM))]
            if near:
                together = [one, *near]
                found[index] = Region(
                    key="+".join(each.key for each in together),
                    title=max((each.title for each in together), key=len),
                    box=around(each.box for each in together),
                    frames=tuple(frame for each in together for frame in each.frames),
                )
                found = [each for each in found if each not in near]
                merged = True
                break
    return found
