"""What the readers of the object families share."""

from dataclasses import dataclass, field

from designer.catalog.comments import Comments
from designer.catalog.identities import Identities
from designer.catalog.snapshot import Snapshot
from designer.model import Id


@dataclass(frozen=True)
class Reading:
    """A reading under way: where rows come from, what they have become so far, what people say about them.

    placeholders: by the id of a view, a statement that makes a view with its columns that reads nothing.
    """

    snapshot: Snapshot
    identities: Identities
    comments: Comments
    placeholders: dict[Id, str] = field(default_factory=dict)
