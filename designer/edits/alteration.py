"""Small steps that every intent takes: look a thing up, change some of its attributes."""

from collections.abc import Mapping

from msgspec import UNSET
from msgspec.structs import replace

from designer.changes import Alter, alterations
from designer.edits.refused import NEW, refuse
from designer.model import Id, Object


def lookup[T](table: Mapping[Id, T], id: Id, attribute: str, object: Id = NEW) -> T:  # noqa: A002 -- Problem's own name
    """The object of a design's table with this id. Raises Refused, on parameter `attribute` of the intent on `object`,
    where there is none."""
    found = table.get(id)
    if found is None:
        raise refuse(attribute, "It no longer exists: choose another, or reload the page.", object=object)
    return found


def altered(each: Object, **values: object) -> tuple[Alter, ...]:
    """One Alter for each attribute that gets another value; UNSET leaves an attribute as it is."""
    given = {name: value for name, value in values.items() if value is not UNSET}
    return tuple(alterations(each, replace(each, **given)))
