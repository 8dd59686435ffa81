"""Steps in words: what is created and dropped, by its name."""

from designer.migrations.units import Kind, Part, Unit
from designer.model import Design

_NOUNS = {
    Kind.SCHEMA: "schema",
    Kind.TYPE: "type",
    Kind.DOMAIN: "domain",
    Kind.SEQUENCE: "sequence",
    Kind.TABLE: "table",
    Kind.COLUMN: "column",
    Kind.DEFAULT: "default",
    Kind.PRIMARY_KEY: "primary key",
    Kind.UNIQUE: "unique constraint",
    Kind.CHECK: "check",
    Kind.EXCLUSION: "exclusion constraint",
    Kind.INDEX: "index",
    Kind.FOREIGN_KEY: "foreign key",
}


def created(design: Design, unit: Unit) -> str:
    match unit.kind:
        case Kind.ATTACHMENT:
            return f"Attach the partition {_name(unit)}."
        case Kind.OWNER:
            return f"Tie the sequence {_name(unit)} to its column."
        case Kind.DEFAULT:
            return f"Set the default of {_name(unit)}."
        case _ if unit.key.part == Part.BODY:
            return f"Complete the {_noun(design, unit)} {_name(unit)}."
        case _ if unit.home is not None and unit.kind is not Kind.INDEX:
            return f"Add the {_noun(design, unit)} {_name(unit)}."
        case _:
            return f"Create the {_noun(design, unit)} {_name(unit)}."


def dropped(design: Design, unit: Unit) -> str:
    match unit.kind:
        case Kind.ATTACHMENT:
            return f"Detach the partition {_name(unit)}."
        case Kind.OWNER:
            return f"Untie the sequence {_name(unit)} from its column."
        case Kind.DEFAULT:
            return f"Drop the default of {_name(unit)}."
        case _ if unit.key.part == Part.BODY:
            return f"Empty the {_noun(design, unit)} {_name(unit)}."
        case _:
            return f"Drop the {_noun(design, unit)} {_name(unit)}."


def _noun(design: Design, unit: Unit) -> str:
    if (found := design.sql_objects.get(unit.key.id)) is not None:
        return found.kind.value.lower()
    return _NOUNS[unit.kind]


def _name(unit: Unit) -> str:
    return ".".join(part for part in unit.name if part and (part != "public" or len(unit.name) == 1))
