"""A project's newest design, decoded, and what follows from it; each kept in this process by what it is made from."""

import zlib

from designer.model import Design, decode
from projects.models import Project
from projects.recent import Recent

_DESIGNS = Recent[Design](48)


def design_of(project: Project) -> Design:
    """The design after the newest edit."""
    return _DESIGNS.get(project.digest, lambda: decode(zlib.decompress(project.document)))


def remember(digest: str, design: Design) -> None:
    """Keep a design that has just been saved, so that the next request need not decode it."""
    _DESIGNS.put(digest, design)
