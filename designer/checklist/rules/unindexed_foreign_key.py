from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.fixes import indexed_foreign_key
from designer.checklist.indexing import serves
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey


class UnindexedForeignKey(Rule):
    """Foreign key without an index.

    No index begins with the foreign key's fields. The index of a primary or unique key counts, in any order of the
    fields; so does a partial one that leaves out no row but those without a parent.

    Why it matters: PostgreSQL indexes the side that is referred to, not this one. Each delete and each key change of a
    parent reads the whole child table while it holds a lock, and so does each join from parent to children.

    What to do: add an index on the foreign key's fields.

    Source: PostgreSQL manual, "Foreign Keys" (declaring one indexes nothing on the referencing side).
    """

    code = "IDX-001"
    topic = Topic.INDEXES
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity, relationship in survey.relationships:
            fields = survey.design.foreign_key_fields(relationship.id)
            if serves(survey, entity, fields):
                continue
            parent = survey.name_of(survey.design.entities[relationship.target])
            names = ", ".join(survey.design.fields[field].name for field in fields)
            yield self.finding(
                survey,
                relationship,
                f"{survey.name_of(relationship)} refers to {parent} and no index begins with it: "
                f"each delete in {parent} reads all of {survey.name_of(entity)}.",
                f"Add an index on ({names}).",
                fix=indexed_foreign_key(survey, relationship),
            )
