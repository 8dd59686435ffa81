from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey


class UndecidedDeletion(Rule):
    """ON DELETE that nobody has chosen.

    The relationship does not say what happens to the children when their parent is deleted.

    Why it matters: PostgreSQL then refuses the deletion (NO ACTION). That may be right, but as a decision: found out in
    production it is a failing request, and worked around in code it is orphaned or lost rows.

    What to do: choose RESTRICT or NO ACTION (refuse the deletion), CASCADE (delete the children too), SET NULL or SET
    DEFAULT (keep the children without this parent).

    Source: PostgreSQL manual, "Foreign Keys".
    """

    code = "REL-002"
    topic = Topic.RELATIONSHIPS
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity, relationship in survey.relationships:
            if relationship.on_delete is not None:
                continue
            parent = survey.name_of(survey.design.entities[relationship.target])
            keep = "" if survey.design.is_required(relationship) else ", SET NULL to keep them without one"
            yield self.finding(
                survey,
                relationship,
                f"{survey.name_of(relationship)} does not say what becomes of {survey.name_of(entity)} rows "
                f"when their {parent} is deleted.",
                f"Choose ON DELETE: RESTRICT to refuse, CASCADE to delete them too{keep}.",
            )
