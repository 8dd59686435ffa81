"""What a person means, as changes: one function an intent, `(design, ...) -> changes`, or Refused with problems."""

from designer.edits.checks import alter_check, new_check
from designer.edits.deletion import delete, dependents
from designer.edits.entities import alter_entity, new_entity
from designer.edits.enums import alter_enum, new_enum
from designer.edits.fields import alter_field, move_field, new_field, paste_fields
from designer.edits.indexes import Part, alter_index, new_exclusion, new_index
from designer.edits.keys import new_unique, set_primary_key
from designer.edits.refused import Refused, subject
from designer.edits.relationships import (
    Cardinality,
    Proposal,
    alter_relationship,
    new_relationship,
    propose_relationship,
)
from designer.edits.timestamps import add_timestamps

__all__ = [
    "Cardinality",
    "Part",
    "Proposal",
    "Refused",
    "add_timestamps",
    "alter_check",
    "alter_entity",
    "alter_enum",
    "alter_field",
    "alter_index",
    "alter_relationship",
    "delete",
    "dependents",
    "move_field",
    "new_check",
    "new_entity",
    "new_enum",
    "new_exclusion",
    "new_field",
    "new_index",
    "new_relationship",
    "new_unique",
    "paste_fields",
    "propose_relationship",
    "set_primary_key",
    "subject",
]
