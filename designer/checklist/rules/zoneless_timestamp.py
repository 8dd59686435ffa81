from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import retyped
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.timestamps import is_timestamp_name
from designer.checklist.type_family import TIMESTAMP, scalar
from designer.checklist.words import words
from designer.model import Field, TypeName


class ZonelessTimestamp(Rule):
    """Timestamp without time zone.

    The field is a timestamp without time zone: it holds what a wall clock showed, not a moment.

    Why it matters: two servers or clients in different zones write different values for the same moment, and the hour
    that daylight saving repeats is ambiguous. SQLModel's datetime is a timestamptz, which takes no naive values.

    What to do: make it timestamptz, or date where only the day counts. Keep timestamp only for a local time that stays
    the same wherever it is read, and call it so (starts_local).

    Source: PostgreSQL manual, "Time Stamps"; Postgres wiki, "Don't Do This".
    """

    code = "TIM-001"
    topic = Topic.TIME
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for _, field in survey.all_fields:
            if scalar(survey.design, field.type) == TIMESTAMP and "local" not in words(field.name):
                is_day = _may_be_day(field)
                yield self.finding(
                    survey,
                    field,
                    f"{survey.name_of(field)} is timestamp without time zone: it does not say which moment is meant.",
                    "Make it date if only the day counts, timestamptz otherwise." if is_day else "Make it timestamptz.",
                    fix=None if is_day else _fix(survey, field),
                )


def _may_be_day(field: Field) -> bool:
    """Whether a name asks for a day (birth_date, orderdate)."""
    last = (words(field.name) or ("",))[-1]
    return last.endswith(("date", "day", "dob")) and not is_timestamp_name(field.name)


def _fix(survey: Survey, field: Field) -> Fix | None:
    """None where a key, an expression or a default of another zone makes more of it than a change of type."""
    if not isinstance(field.type, TypeName) or field.id in survey.foreign_keys or field.id in survey.targets:
        return None
    if any(word in (field.default or "").lower() for word in ("zone", "local", TIMESTAMP)):
        return None
    with_zone = TypeName(field.type.text.replace("without", "with"), field.type.dimensions)
    changes = retyped(survey, field, with_zone)
    return Fix(f"Make {survey.name_of(field)} timestamptz", changes) if changes is not None else None
