"""A field as it behaves: what its domain adds to it."""

from msgspec.structs import replace

from designer.model import Design, Field, TypeRef


def effective(design: Design, field: Field) -> Field:
    """The field with the NOT NULL and the default of its domain: a value has to pass both, and SQLAlchemy reads a
    database's columns so."""
    scalar = isinstance(field.type, TypeRef) and not field.type.dimensions
    domain = design.domains.get(getattr(field.type, "id", "")) if scalar else None
    if domain is None or (domain.nullable and domain.default is None):
        return field
    filled = field.default is not None or field.generated is not None or field.identity is not None
    return replace(
        field,
        nullable=field.nullable and domain.nullable,
        default=field.default if filled else domain.default,
    )
