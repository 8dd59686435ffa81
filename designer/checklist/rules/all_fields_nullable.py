from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.timestamps import is_timestamp_name


class AllFieldsNullable(Rule):
    """Entity whose fields may all be null.

    Beside its key and its timestamps, no field of the entity is required: an empty row is valid. A key of several
    fields says something itself, so that such an entity is not meant.

    Why it matters: required versus optional was not decided. Every reader of a row then has to expect that anything is
    missing, and the database accepts rows that mean nothing.

    What to do: make those fields required without which a row makes no sense.

    Source: SchemaCrawler lint "table with all nullable columns"; pg-index-health, "all nullable except primary key".
    """

    code = "NUL-001"
    topic = Topic.NULLS
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity in survey.entities:
            key = survey.design.primary_key_fields(entity.id)
            if len(key) > 1:
                continue
            fields = [
                field
                for field in survey.design.fields_of(entity.id)
                if field.id not in key and not is_timestamp_name(field.name) and field.generated is None
            ]
            if fields and all(field.nullable for field in fields):
                beside = " beside its key" if key else ""
                counted = f"{len(fields)} fields{beside} and none is" if len(fields) > 1 else f"one field{beside}, not"
                yield self.finding(
                    survey,
                    entity,
                    f"{survey.name_of(entity)} has {counted} required.",
                    "Make required what a row makes no sense without.",
                )
