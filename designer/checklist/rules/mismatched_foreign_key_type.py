from collections.abc import Iterator

from designer.changes import Change
from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import retyped
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.type_family import INTEGERS, base_type, scalar, size
from designer.model import DataType, Field, Relationship, TypeName, short_type

_VARIABLE_TEXT = {"text", "character varying"}


class MismatchedForeignKeyType(Rule):
    """Foreign key whose type differs from its target.

    A foreign-key field has another type or length than the key it refers to. It is an error where the field cannot hold
    every value of the key or compares by other rules, and a warning where it is merely wider.

    Why it matters: inserts fail once the key outgrows the field, and comparisons between two types may convert each
    row and so pass by the index.

    What to do: give the foreign-key field exactly the type of its target.

    Source: PostgreSQL manual, "Foreign Keys" (number and type of the columns have to agree).
    """

    code = "REL-001"
    topic = Topic.RELATIONSHIPS
    severity = Severity.ERROR

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for _, relationship in survey.relationships:
            faults = [
                (child, parent, severity)
                for child, parent in _pairs(survey, relationship)
                if (severity := mismatch(survey, child.type, parent.type)) is not None
            ]
            if faults:
                yield self._told(survey, relationship, faults)

    def _told(
        self, survey: Survey, relationship: Relationship, faults: list[tuple[Field, Field, Severity]]
    ) -> Diagnostic:
        def spelled(field: Field) -> str:
            return f"{survey.name_of(field)} ({short_type(survey.design, field.type)})"

        severity = min((severity for *_, severity in faults), key=lambda each: each.rank)
        differ = ", ".join(f"{spelled(child)} differs in type from {spelled(parent)}" for child, parent, _ in faults)
        advice = ", ".join(_advice(survey, *fault) for fault in faults)
        return self.finding(
            survey,
            relationship,
            f"{differ}.",
            f"Give both one type: make {advice}.",
            severity=severity,
            fix=_fix(survey, faults),
        )


def _advice(survey: Survey, child: Field, parent: Field, severity: Severity) -> str:
    """The wider type for both: a wider foreign key was chosen because keys will be."""
    narrow, wide = (child, parent) if severity is Severity.ERROR else (parent, child)
    return f"{survey.name_of(narrow)} {short_type(survey.design, wide.type)}"


def _pairs(survey: Survey, relationship: Relationship) -> Iterator[tuple[Field, Field]]:
    for member in survey.design.members_of_relationship(relationship.id):
        yield survey.design.fields[member.field], survey.design.fields[member.target_field]


def mismatch(survey: Survey, child: DataType, parent: DataType) -> Severity | None:
    """How bad it is that a foreign-key field has one type and its target another; None where they hold the same.

    Domains count as what is under them.
    """
    child, parent = base_type(survey.design, child), base_type(survey.design, parent)
    if child == parent:
        return None
    one, other = scalar(survey.design, child), scalar(survey.design, parent)
    if one in INTEGERS and other in INTEGERS:
        return Severity.ERROR if INTEGERS[one] < INTEGERS[other] else Severity.WARNING
    if one in _VARIABLE_TEXT and other in _VARIABLE_TEXT:
        room, needed = size(child), size(parent)
        if room == needed:
            return None
        return Severity.ERROR if room is not None and (needed is None or room < needed) else Severity.WARNING
    return Severity.ERROR


def _fix(survey: Survey, faults: list[tuple[Field, Field, Severity]]) -> Fix | None:
    """Widens the foreign key, where that is all there is to it; narrowing one could lose values."""
    changes: list[Change] = []
    for child, parent, severity in faults:
        if severity is not Severity.ERROR or not _widens(survey, child, parent):
            return None
        if len(survey.foreign_keys[child.id]) > 1 or child.id in survey.targets or child.inherited:
            return None
        if (retyping := retyped(survey, child, parent.type)) is None:
            return None
        changes += retyping
    wider = (f"{survey.name_of(child)} {short_type(survey.design, parent.type)}" for child, parent, _ in faults)
    return Fix(f"Make {', '.join(wider)}", tuple(changes))


def _widens(survey: Survey, child: Field, parent: Field) -> bool:
    if not isinstance(child.type, TypeName) or not isinstance(parent.type, TypeName):
        return False
    families = scalar(survey.design, child.type), scalar(survey.design, parent.type)
    return set(families) <= set(INTEGERS) or set(families) <= _VARIABLE_TEXT
