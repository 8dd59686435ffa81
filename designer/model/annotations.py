"""What a team says about a design beside what the database holds."""

from designer.model.identity import Id
from designer.model.rank import Rank
from designer.model.value import DesignObject


class Area(DesignObject, frozen=True, kw_only=True, tag="area"):
    """A named frame of the diagram. hue: 1 to 6, one of the six area pigments."""

    name: str
    rank: Rank
    hue: int = 1
    description: str = ""


class Note(DesignObject, frozen=True, kw_only=True, tag="note"):
    """Free text beside the diagram or on one entity."""

    text: str
    entity: Id | None = None
    x: float | None = None
    y: float | None = None


class AccessPattern(DesignObject, frozen=True, kw_only=True, tag="access_pattern"):
    """A query that the application will run on an entity: the fields it filters by, sorts by and joins on."""

    entity: Id
    name: str
    filters: tuple[Id, ...] = ()
    sorts: tuple[Id, ...] = ()
    joins: tuple[Id, ...] = ()
    description: str = ""
