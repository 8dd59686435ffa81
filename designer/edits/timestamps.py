"""created_at, updated_at and deleted_at, and the trigger that keeps updated_at."""

from designer.changes import Add, Change
from designer.edits.alteration import lookup
from designer.edits.inheritance import handed_down
from designer.edits.refused import accepted, refuse
from designer.edits.sql_text import qualified
from designer.model import Design, Field, Id, Rank, SqlKind, SqlObject, TypeName, UpdatedAt, new_id, rank_between
from designer.model.names import identifier

TIMESTAMPS = ("created_at", "updated_at")
SOFT_DELETE = "deleted_at"
_TIMESTAMPTZ = TypeName("timestamp with time zone")
_TRIGGER = "set_updated_at"
_BODY = """
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END;
"""


def add_timestamps(design: Design, entity: Id, *, soft_delete: bool | None = None) -> tuple[Change, ...]:
    """Adds created_at and updated_at to an entity as far as it lacks them; the trigger where the conventions say so.

    soft_delete: deleted_at too; None is as the conventions say. Raises Refused where nothing is missing.
    """
    lookup(design.entities, entity, "entity")
    wanted = design.conventions.soft_delete if soft_delete is None else soft_delete
    changes = timestamp_changes(design, entity, timestamps=True, soft_delete=wanted)
    if not changes:
        raise refuse("entity", "It has its timestamps already.", object=entity)
    return accepted(design, changes)


def timestamp_changes(design: Design, entity: Id, *, timestamps: bool, soft_delete: bool) -> tuple[Change, ...]:
    """The fields that `entity` lacks, and the trigger that keeps updated_at. Not checked yet."""
    fields = design.fields_of(entity)
    names = (*(TIMESTAMPS if timestamps else ()), *((SOFT_DELETE,) if soft_delete else ()))
    missing = [name for name in names if name not in {field.name for field in fields}]
    changes: list[Change] = []
    rank = fields[-1].rank if fields else None
    for name in missing:
        rank = rank_between(rank, None)
        field = timestamp_field(entity, name, rank)
        changes += (Add(field), *handed_down(design, field))
    if timestamps and design.conventions.updated_at is UpdatedAt.TRIGGER:
        changes += updated_at_trigger(design, entity)
    return tuple(changes)


def timestamp_field(entity: Id, name: str, rank: Rank) -> Field:
    """created_at and updated_at are required and begin at now(); deleted_at is empty until the row is deleted."""
    kept = name != SOFT_DELETE
    return Field(
        id=new_id(),
        entity=entity,
        name=name,
        rank=rank,
        type=_TIMESTAMPTZ,
        nullable=not kept,
        default="now()" if kept else None,
    )


def updated_at_trigger(design: Design, entity: Id) -> tuple[Change, ...]:
    """The trigger that keeps an entity's updated_at, and its function where the schema has none yet; () where the
    entity has the trigger."""
    if any(each.kind is SqlKind.TRIGGER and each.name == _TRIGGER for each in design.sql_objects_of(entity)):
        return ()
    schema = design.entities[entity].schema
    existing = next((each for each in design.sql_objects.values() if _is_function(each, schema)), None)
    function = existing or _function(design, schema)
    table = qualified(design, schema, design.entities[entity].name)
    name = qualified(design, schema, _TRIGGER)
    trigger = SqlObject(
        id=new_id(),
        kind=SqlKind.TRIGGER,
        name=_TRIGGER,
        owner=entity,
        depends_on=(function.id,),
        create=(
            f"CREATE TRIGGER {identifier(_TRIGGER)} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ),
        drop=(f"DROP TRIGGER {identifier(_TRIGGER)} ON {table}",),
    )
    return (*(() if existing else (Add(function),)), Add(trigger))


def _is_function(each: SqlObject, schema: Id) -> bool:
    return each.kind is SqlKind.FUNCTION and each.schema == schema and each.name == f"{_TRIGGER}()"


def _function(design: Design, schema: Id) -> SqlObject:
    name = qualified(design, schema, _TRIGGER)
    # As pg_get_functiondef() prints it.
    head = f"CREATE OR REPLACE FUNCTION {name}()\n RETURNS trigger\n LANGUAGE plpgsql\n"
    return SqlObject(
        id=new_id(),
        kind=SqlKind.FUNCTION,
        name=f"{_TRIGGER}()",
        schema=schema,
        create=(f"{head}AS $function${_BODY}$function$",),
        drop=(f"DROP FUNCTION {name}()",),
    )
