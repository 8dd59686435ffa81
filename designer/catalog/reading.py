"""What the readers of the object families share."""

from dataclasses import dataclass

from designer.catalog.comments import Comments
from designer.catalog.identities import Identities
from designer.catalog.snapshot import Snapshot


@dataclass(frozen=True)
class Reading:
    """A reading under way: where rows come from, what they have become so far, what people say about them."""

    snapshot: Snapshot
    identities: Identities
    comments: Comments
