"""What a project decides once."""

from msgspec import UNSET, UnsetType

from designer.changes import Change
from designer.edits.alteration import altered, lookup
from designer.edits.proposals import attribute_fault
from designer.edits.refused import accepted, refuse
from designer.model import CONVENTIONS_ID, Design, Id, KeyStyle, Loading, TableNames, UpdatedAt

VERSIONS = range(14, 19)  # those of PostgreSQL that a design can be for


def set_conventions(
    design: Design,
    *,
    key_style: KeyStyle | UnsetType = UNSET,
    table_names: TableNames | UnsetType = UNSET,
    timestamps: bool | UnsetType = UNSET,
    updated_at: UpdatedAt | UnsetType = UNSET,
    soft_delete: bool | UnsetType = UNSET,
    owner_entity: Id | UnsetType | None = UNSET,
    tenant_root: Id | UnsetType | None = UNSET,
    response_suffix: str | UnsetType = UNSET,
    loading: Loading | UnsetType = UNSET,
    target_version: int | UnsetType = UNSET,
) -> tuple[Change, ...]:
    """Changes the conventions given. New things follow them; what exists stays, and the checklist tells."""
    for attribute, entity in (("owner_entity", owner_entity), ("tenant_root", tenant_root)):
        if entity is not UNSET and entity is not None:
            lookup(design.entities, entity, attribute)
    if target_version is not UNSET and target_version not in VERSIONS:
        message = f"Choose a version of PostgreSQL from {VERSIONS[0]} to {VERSIONS[-1]}."
        raise refuse("target_version", message, object=CONVENTIONS_ID)
    suffix = response_suffix if response_suffix is UNSET else response_suffix.strip()
    if suffix is not UNSET and attribute_fault(suffix):
        message = f"{suffix!r} becomes the end of a class name: use the letters a to z and digits, as in Public."
        raise refuse("response_suffix", message, object=CONVENTIONS_ID)
    changes = altered(
        design.conventions,
        key_style=key_style,
        table_names=table_names,
        timestamps=timestamps,
        updated_at=updated_at,
        soft_delete=soft_delete,
        owner_entity=owner_entity,
        tenant_root=tenant_root,
        response_suffix=suffix,
        loading=loading,
        target_version=target_version,
    )
    return accepted(design, changes)
