from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import kept_updated_at
from designer.checklist.mentions import words_of
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.timestamps import updated_field
from designer.model import Entity, Field, SqlKind, SqlObject, UpdatedAt


class StaleUpdatedAt(Rule):
    """updated_at that nothing updates.

    The project keeps updated_at by a trigger, and no BEFORE UPDATE trigger of the entity sets it, neither itself nor in
    the function that it calls. Where the convention is onupdate, the generated models set it and this rule is silent.

    Why it matters: the field keeps the time of the insert for ever. Caches, synchronisation and audits that trust it
    miss every change.

    What to do: add a BEFORE UPDATE trigger that sets it, or choose onupdate in the project's conventions (then changes
    made past the application are still missed).

    Source: PostgreSQL manual, "Overview of Trigger Behavior"; its appendix F, "spi" (moddatetime).
    """

    code = "TIM-003"
    topic = Topic.TIME
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        if survey.design.conventions.updated_at is not UpdatedAt.TRIGGER:
            return
        functions = _functions(survey)
        for entity in survey.entities:
            field = updated_field(survey, entity)
            if field is None or field.inherited or _is_kept(survey, entity, field, functions):
                continue
            yield self.finding(
                survey,
                field,
                f"No trigger of {survey.name_of(entity)} sets {field.name} when a row changes.",
                f"Add a BEFORE UPDATE trigger that sets {field.name}, or keep it by onupdate.",
                fix=_fix(survey, entity, field),
            )


def _fix(survey: Survey, entity: Entity, field: Field) -> Fix | None:
    """The trigger that the project gives to new entities, which sets a field of the name updated_at."""
    changes = kept_updated_at(survey, entity) if field.name == "updated_at" else ()
    return Fix(f"Add a trigger that sets {survey.name_of(field)}", changes) if changes else None


def _functions(survey: Survey) -> dict[str, list[SqlObject]]:
    """Name without arguments -> functions."""
    found: dict[str, list[SqlObject]] = {}
    for each in survey.design.sql_objects.values():
        if each.kind is SqlKind.FUNCTION:
            found.setdefault(each.name.partition("(")[0], []).append(each)
    return found


def _is_kept(survey: Survey, entity: Entity, field: Field, functions: dict[str, list[SqlObject]]) -> bool:
    for trigger in survey.design.sql_objects_of(entity.id):
        if trigger.kind is not SqlKind.TRIGGER:
            continue
        said = frozenset[str]().union(*map(words_of, trigger.create))
        if not {"BEFORE", "UPDATE"} <= {word.upper() for word in said}:
            continue
        needed = [each for id in trigger.depends_on if (each := survey.design.sql_objects.get(id)) is not None]
        called = [each for name in said & functions.keys() for each in functions[name]]
        if field.name in said or any(
            field.name in words_of(text) for each in (*needed, *called) for text in each.create
        ):
            return True
    return False
