"""The form that every object of a design shares."""

from msgspec import Struct

from designer.model.identity import Id


class DesignObject(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="object"):
    """Frozen; in documents tagged with its kind under "object", attributes at their default left out."""

    id: Id
