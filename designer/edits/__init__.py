"""What a person means, as changes: one function an intent.

Each is pure: `(design, ...) -> tuple[Change, ...]`, to be applied by `designer.changes.apply`. Each raises `Refused`
with problems that map 1:1 to a form: `object` is the id of an existing thing or "" for the one being made, `attribute`
the parameter's name. Parameters that are not given follow the project's conventions in a `new_...`, and stay as they
are in an `alter_...`. `subject(changes)` is the id of what a `new_...` made; () means that nothing would change.

- schemas: new_schema, alter_schema
- entities: new_entity, alter_entity, add_timestamps, place_entities
- fields: new_field, alter_field, move_field, paste_fields, mark_sensitive
- keys: set_primary_key, new_unique, alter_unique
- relationships: propose_relationship, new_relationship, alter_relationship, delete_relationship
- indexes and exclusions: new_index, alter_index, new_exclusion, alter_exclusion
- checks: new_check, alter_check
- enums: new_enum, alter_enum, new_enum_value, rename_enum_value, move_enum_value, delete_enum_value
- domains and sequences: new_domain, alter_domain, new_sequence, alter_sequence
- views, functions, triggers, policies: new_sql_object, alter_sql_object; unread_mentions after a rename
- areas, notes, access patterns: new_area, alter_area, assign_area, new_note, alter_note, new_access_pattern,
  alter_access_pattern
- conventions: set_conventions
- anything: delete, and dependents for the page that asks to confirm
- summarise says what changes do, for the history; label what a thing is called
"""

from designer.edits.annotations import alter_access_pattern, alter_note, new_access_pattern, new_note
from designer.edits.areas import alter_area, assign_area, new_area, place_entities
from designer.edits.checks import alter_check, new_check
from designer.edits.conventions import set_conventions
from designer.edits.deletion import delete, delete_relationship, dependents
from designer.edits.entities import alter_entity, new_entity
from designer.edits.enums import (
    alter_enum,
    delete_enum_value,
    move_enum_value,
    new_enum,
    new_enum_value,
    rename_enum_value,
)
from designer.edits.fields import alter_field, mark_sensitive, move_field, new_field
from designer.edits.foreign_keys import ForeignKey
from designer.edits.indexes import Part, alter_exclusion, alter_index, new_exclusion, new_index, part_of
from designer.edits.keys import alter_unique, new_unique, set_primary_key
from designer.edits.labels import label
from designer.edits.pasting import paste_fields
from designer.edits.refused import Refused, subject
from designer.edits.relationships import (
    Cardinality,
    Proposal,
    alter_relationship,
    new_relationship,
    propose_relationship,
)
from designer.edits.renames import unread_mentions
from designer.edits.schemas import alter_schema, new_schema
from designer.edits.sql_objects import alter_sql_object, new_sql_object
from designer.edits.summaries import summarise
from designer.edits.timestamps import add_timestamps
from designer.edits.user_types import alter_domain, alter_sequence, new_domain, new_sequence

__all__ = [
    "Cardinality",
    "ForeignKey",
    "Part",
    "Proposal",
    "Refused",
    "add_timestamps",
    "alter_access_pattern",
    "alter_area",
    "alter_check",
    "alter_domain",
    "alter_entity",
    "alter_enum",
    "alter_exclusion",
    "alter_field",
    "alter_index",
    "alter_note",
    "alter_relationship",
    "alter_schema",
    "alter_sequence",
    "alter_sql_object",
    "alter_unique",
    "assign_area",
    "delete",
    "delete_enum_value",
    "delete_relationship",
    "dependents",
    "label",
    "mark_sensitive",
    "move_enum_value",
    "move_field",
    "new_access_pattern",
    "new_area",
    "new_check",
    "new_domain",
    "new_entity",
    "new_enum",
    "new_enum_value",
    "new_exclusion",
    "new_field",
    "new_index",
    "new_note",
    "new_relationship",
    "new_schema",
    "new_sequence",
    "new_sql_object",
    "new_unique",
    "part_of",
    "paste_fields",
    "place_entities",
    "propose_relationship",
    "rename_enum_value",
    "set_conventions",
    "set_primary_key",
    "subject",
    "summarise",
    "unread_mentions",
]
