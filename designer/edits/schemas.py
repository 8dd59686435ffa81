"""Schemas: namespaces of the database."""

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.refused import accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.model import PUBLIC, Design, Id, Schema, new_id


def new_schema(design: Design, name: str, *, description: str = "") -> tuple[Change, ...]:
    """A schema. Names that begin with pg_ belong to PostgreSQL."""
    _check_name(name.strip())
    return accepted(design, (Add(Schema(id=new_id(), name=name.strip(), description=description.strip())),))


def alter_schema(
    design: Design, schema: Id, *, name: str | UnsetType = UNSET, description: str | UnsetType = UNSET
) -> tuple[Change, ...]:
    """Changes the attributes given; the others stay. SQL that names the schema follows a new name."""
    found = lookup(design.schemas, schema, "schema")
    becomes = found.name if name is UNSET else name.strip()
    said = description if description is UNSET else description.strip()
    changes: tuple[Change, ...] = altered(found, name=becomes, description=said)
    if becomes != found.name:
        if schema == PUBLIC.id:
            raise refuse("name", "Every database has the schema public: make another schema instead.", object=schema)
        _check_name(becomes, schema)
        changes = renamed(design, {schema: NewName(becomes)}, changes)
    return accepted(design, changes)


def _check_name(name: str, object: Id = "") -> None:  # noqa: A002 -- Problem's own name
    if name.startswith("pg_") or name == "information_schema":
        raise refuse("name", "Names that begin with pg_ are PostgreSQL's own: choose another.", object=object)
