from collections.abc import Iterator

from msgspec.structs import replace

from designer.changes import Add, Change
from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import altered_with_heirs, kept_updated_at, retyped
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.timestamps import created_field, updated_field
from designer.checklist.type_family import TIMESTAMP, TIMESTAMPTZ, scalar
from designer.edits.timestamps import timestamp_field
from designer.model import Entity, Field, TypeName, UpdatedAt, rank_between, short_type

_NOW = "now()"
_CLOCKS = ("now", "current_timestamp", "localtimestamp", "_timestamp()", "current_date", "timeofday")


class UnreliableTimestamps(Rule):
    """created_at or updated_at missing or wrong.

    The project's convention asks for created_at and updated_at on every entity: timestamptz, required, now() by
    default. The entity lacks one of them, or has it with another type, without a default, or possibly null. Fields of
    another name with the same meaning (created_on, last_update) count. On an entity that only joins others it is a
    remark.

    Why it matters: without them nobody can tell when a row came to be or changed, neither to find a fault nor to copy
    what is new; with gaps, sorting and paging by them lose rows.

    What to do: add the fields, or make them timestamptz NOT NULL DEFAULT now().

    Source: database architects' review checklists (both on every table); PostgreSQL manual, "Current Date/Time".
    """

    code = "TIM-002"
    topic = Topic.TIME
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        if not survey.design.conventions.timestamps:
            return
        for entity in survey.entities:
            found = {"created_at": created_field(survey, entity), "updated_at": updated_field(survey, entity)}
            if missing := [name for name, field in found.items() if field is None]:
                yield self._missing(survey, entity, missing)
            for field in found.values():
                if field is not None and not field.inherited and (faults := list(_faults(survey, field))):
                    yield self._wrong(survey, field, faults)

    def _missing(self, survey: Survey, entity: Entity, missing: list[str]) -> Diagnostic:
        names = " and ".join(missing)
        return self.finding(
            survey,
            entity,
            f"{survey.name_of(entity)} has no {' and no '.join(missing)}.",
            f"Add {names}: timestamptz NOT NULL DEFAULT now().",
            severity=Severity.INFO if survey.is_link(entity) else Severity.WARNING,
            fix=_added(survey, entity, missing),
        )

    def _wrong(self, survey: Survey, field: Field, faults: list[str]) -> Diagnostic:
        *first, last = faults
        told = f"{', '.join(first)} and {last}" if first else last
        return self.finding(
            survey,
            field,
            f"{survey.name_of(field)} {told}.",
            "Make it timestamptz NOT NULL DEFAULT now().",
            fix=_mended(survey, field),
        )


def _faults(survey: Survey, field: Field) -> Iterator[str]:
    # A timestamp without time zone is ZonelessTimestamp's to tell.
    if scalar(survey.design, field.type) not in {TIMESTAMP, TIMESTAMPTZ}:
        yield f"is {short_type(survey.design, field.type)}, not timestamptz"
    if field.nullable:
        yield "may be null"
    if not _has_clock(field):
        yield "does not default to the current time"


def _has_clock(field: Field) -> bool:
    spelled = (field.default or "").lower()
    return field.generated is not None or any(clock in spelled for clock in _CLOCKS)


def _mended(survey: Survey, field: Field) -> Fix | None:
    """None where the type would have to be converted in a way that somebody must choose."""
    if field.id in survey.foreign_keys:
        return None
    changes: list[Change] = []
    kind = scalar(survey.design, field.type)
    if kind == "date" and isinstance(field.type, TypeName):
        retyping = retyped(survey, field, TypeName(TIMESTAMPTZ))
        if retyping is None:
            return None
        changes += retyping
    elif kind not in {TIMESTAMP, TIMESTAMPTZ}:
        return None
    changes += altered_with_heirs(survey, field, "nullable", False)
    if not _has_clock(field):
        changes += altered_with_heirs(survey, field, "default", _NOW)
    return Fix(f"Make {survey.name_of(field)} NOT NULL DEFAULT now()", tuple(changes))


def _added(survey: Survey, entity: Entity, missing: list[str]) -> Fix | None:
    """The fields at the end, in partitions and inheriting entities too."""
    family = (entity.id, *survey.heirs(entity.id))
    changes: list[Change] = []
    for owner in family:
        fields = survey.design.fields_of(owner)
        if {field.name for field in fields} & set(missing):
            return None
        rank = fields[-1].rank if fields else None
        for name in missing:
            rank = rank_between(rank, None)
            changes.append(Add(replace(timestamp_field(owner, name, rank), inherited=owner != entity.id)))
    if "updated_at" in missing and survey.design.conventions.updated_at is UpdatedAt.TRIGGER:
        changes += kept_updated_at(survey, entity)
    return Fix(f"Add {' and '.join(missing)} to {survey.name_of(entity)}", tuple(changes))
