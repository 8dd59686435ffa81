"""SQL text in the form that PostgreSQL itself prints it, so that what is read back is what was written."""

from designer.model import Design, Id
from designer.model.names import identifier


def qualified(design: Design, schema: Id, name: str) -> str:
    """`schema.name`, each quoted where it must be."""
    return f"{identifier(design.schemas[schema].name)}.{identifier(name)}"
