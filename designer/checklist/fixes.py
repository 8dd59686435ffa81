"""The changes that fixes are made of."""

from msgspec.structs import replace

from designer.changes import Add, Alter, Change
from designer.checklist.diagnostic import Fix
from designer.checklist.survey import Survey
from designer.edits.timestamps import updated_at_trigger
from designer.model import DataType, Entity, Field, Id, Index, IndexMember, Relationship, SqlObject, new_id, ranks


def altered(field: Field, attribute: str, value: object) -> Alter:
    """A field with another value of one attribute."""
    return Alter(object=field.id, kind="field", attribute=attribute, before=getattr(field, attribute), after=value)


def altered_with_heirs(survey: Survey, field: Field, attribute: str, value: object) -> tuple[Change, ...]:
    """The same for a field and the fields that partitions and inheriting entities have of it."""
    return tuple(
        altered(each, attribute, value) for each in survey.with_heirs(field) if getattr(each, attribute) != value
    )


def retyped(survey: Survey, field: Field, data_type: DataType) -> tuple[Change, ...] | None:
    """A field with another type; None where an expression or an SQL object names it and might not survive that."""
    if any(survey.mentions.of(each) for each in survey.with_heirs(field)):
        return None
    return altered_with_heirs(survey, field, "type", data_type)


def indexed(survey: Survey, entity: Entity, fields: tuple[Id, ...], rationale: str) -> tuple[Change, ...]:
    """A new index on fields, under a name that is free."""
    names = [survey.design.fields[field].name for field in fields]
    index = Index(
        id=new_id(),
        entity=entity.id,
        name=survey.relation_names.free(entity.schema, "_".join(("ix", entity.name, *names))),
        rationale=rationale,
    )
    members = (
        IndexMember(id=new_id(), index=index.id, field=field, rank=rank)
        for field, rank in zip(fields, ranks(len(fields)), strict=True)
    )
    return (Add(index), *map(Add, members))


def kept_updated_at(survey: Survey, entity: Entity) -> tuple[Change, ...]:
    """The trigger that keeps updated_at, and its function where the schema has none; the same function in all fixes.
    () where the entity has the trigger."""
    changes = updated_at_trigger(survey.design, entity.id)
    match changes:
        case (Add(SqlObject() as function), Add(SqlObject() as trigger)):
            shared = survey.proposed_functions.setdefault(entity.schema, function)
            return Add(shared), Add(replace(trigger, depends_on=(shared.id,)))
        case _:
            return changes


def indexed_foreign_key(survey: Survey, relationship: Relationship) -> Fix | None:
    """A new index for a relationship's foreign key; the same one for every rule that asks. None where the entity has
    partitions, which would need one each."""
    known = survey.proposed_indexes
    entity = survey.design.entities[relationship.entity]
    if entity.partition_by is not None and survey.heirs(entity.id):
        return None
    if relationship.id not in known:
        parent = survey.design.qualified_name(survey.design.entities[relationship.target])
        rationale = f"Foreign key to {parent}: joins, and deletes of its rows."
        known[relationship.id] = indexed(survey, entity, survey.design.foreign_key_fields(relationship.id), rationale)
    return Fix(f"Index {survey.name_of(relationship)}", known[relationship.id])
