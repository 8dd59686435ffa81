from collections.abc import Iterator

from designer.changes import Add
from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.model import Entity, Field, KeyMember, PrimaryKey, new_id, ranks


class MissingPrimaryKey(Rule):
    """No primary key.

    The entity has no primary key, so nothing says which row is meant.

    Why it matters: rows can be duplicated without notice, no foreign key can refer to one of them, SQLModel cannot map
    the table at all, and logical replication cannot update or delete its rows.

    What to do: choose the fields that identify a row, or add an id by the project's key convention.

    Source: PostgreSQL manual, "Primary Keys"; SQLAlchemy's FAQ, "How do I map a table that has no primary key?".
    """

    code = "KEY-001"
    topic = Topic.KEYS
    severity = Severity.ERROR

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity in survey.entities:
            if survey.design.primary_key_of(entity.id) is None:
                name = survey.name_of(entity)
                yield self.finding(
                    survey,
                    entity,
                    f"{name} has no primary key.",
                    "Choose the fields that identify a row, or add an id.",
                    fix=_key_on_id(survey, entity),
                )


def _key_on_id(survey: Survey, entity: Entity) -> Fix | None:
    """A key on the field called id. A partitioned entity's key must hold its partition key too: somebody chooses."""
    field = next((each for each in survey.design.fields_of(entity.id) if each.name == "id"), None)
    if field is None or entity.partition_by is not None or not _identifies(survey, field):
        return None
    name = survey.relation_names.free(entity.schema, entity.name, "_pkey")
    key = PrimaryKey(id=new_id(), entity=entity.id, name=name)
    member = KeyMember(id=new_id(), key=key.id, field=field.id, rank=ranks(1)[0])
    return Fix(f"Make {survey.name_of(field)} the primary key", (Add(key), Add(member)))


def _identifies(survey: Survey, field: Field) -> bool:
    """Whether a field called id is this entity's own: required, and no foreign key."""
    return field.id not in survey.foreign_keys and not field.nullable
