"""Views, functions, triggers, policies and what else is kept as SQL: typed by a person, read by PostgreSQL's parser."""

from msgspec import UNSET, UnsetType

from designer.changes import Add, Change
from designer.edits.alteration import altered, lookup
from designer.edits.created import Created, created
from designer.edits.mentions import Reading, mentions
from designer.edits.name_index import routine_name
from designer.edits.refused import NEW, accepted, refuse
from designer.edits.renames import renamed
from designer.edits.rewriting import NewName
from designer.model import Design, EnumValue, Id, Schema, SqlObject, new_id


def new_sql_object(design: Design, text: str, *, description: str = "") -> tuple[Change, ...]:
    """What a CREATE statement makes. Its kind, name, place, dependencies and DROP are read from the statement.

    Raises Refused, on `text`, where it is no statement of a kind that is kept as SQL, or one that PostgreSQL's parser
    cannot read; the body of a function in plpgsql or SQL is parsed too.
    """
    made = created(design, text)
    _check_free(design, made)
    added = _object(design, made, new_id(), description.strip())
    return accepted(design, (Add(added),), {(added.id, "name"): "text", (added.id, "owner"): "text"})


def alter_sql_object(
    design: Design, sql_object: Id, *, text: str | UnsetType = UNSET, description: str | UnsetType = UNSET
) -> tuple[Change, ...]:
    """Another statement, or another description. A new name is followed by all SQL that names it."""
    found = lookup(design.sql_objects, sql_object, "sql_object")
    said = found.description if description is UNSET else description.strip()
    if text is UNSET:
        return accepted(design, altered(found, description=said))
    made = created(design, text, object=sql_object)
    if made.kind is not found.kind:
        message = f"This is a {found.kind.lower()}, and the statement makes a {made.kind.lower()}: make a new one."
        raise refuse("text", message, object=sql_object)
    _check_free(design, made, found)
    becomes = _object(design, made, sql_object, said)
    # Statements after the first (indexes of a materialized view, ENABLE of a trigger) stay.
    create = (*becomes.create, *found.create[1:])
    changes: tuple[Change, ...] = altered(
        found,
        name=becomes.name,
        schema=becomes.schema,
        owner=becomes.owner,
        create=create,
        drop=becomes.drop,
        depends_on=becomes.depends_on,
        description=said,
    )
    name, moved = routine_name(becomes), becomes.schema != found.schema
    if becomes.owner is None and (moved or name != routine_name(found)):
        place = design.schemas[becomes.schema].name if moved and becomes.schema else None
        changes = renamed(design, {sql_object: NewName(name, place)}, changes, attribute="text")
    return accepted(design, changes)


def _object(design: Design, made: Created, id: Id, description: str) -> SqlObject:
    needs: set[Id] = set()
    for mention in mentions(design, Reading(text=made.text)):
        match design.find(mention.id):
            case None | Schema():
                pass
            case EnumValue(enum=enum):
                needs.add(enum)
            case needed:
                needs.add(needed.id)
    return SqlObject(
        id=id,
        kind=made.kind,
        name=made.name,
        create=(made.text,),
        drop=(made.drop,),
        schema=made.schema,
        owner=made.owner,
        depends_on=tuple(sorted(needs - {id, made.owner or ""})),
        description=description,
    )


def _check_free(design: Design, made: Created, besides: SqlObject | None = None) -> None:
    for each in design.sql_objects.values():
        place = (each.kind, each.schema, each.owner, each.name)
        if each is not besides and place == (made.kind, made.schema, made.owner, made.name):
            message = f"There is a {each.kind.lower()} {each.name} already: change that one, or choose another name."
            raise refuse("text", message, object=besides.id if besides else NEW)
