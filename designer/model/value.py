"""The form that every object of a design shares."""

from msgspec import Struct
from msgspec.structs import force_setattr

from designer.model.identity import Id


class DesignObject(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="object"):
    """Frozen; in documents tagged with its kind under "object", attributes at their default left out."""

    id: Id


def share_default(each: Struct, attribute: str, default: object) -> None:
    """Make an attribute that equals its default be the default itself, in `__post_init__`.

    omit_defaults leaves out what *is* the default, not what equals it: without this a text or a Struct made at run time
    would stand in the document, and equal designs would give different bytes. None, numbers, (), "" and enums are
    single objects anyway.
    """
    if getattr(each, attribute) == default:
        force_setattr(each, attribute, default)
