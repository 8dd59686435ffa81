from collections.abc import Iterator

from designer.changes import Alter, Change
from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import retyped
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.type_family import INTEGERS, scalar
from designer.checklist.words import words
from designer.model import Design, Entity, Field, Id, KeyStyle, TypeName

_BIGINT = "bigint"
_MOST = {"smallint": "32,767", "integer": "2,147,483,647"}


class NarrowIntegerKey(Rule):
    """Integer key below the project's convention.

    The key counts in a smaller integer than the project's key convention asks for: below bigint, or below integer where
    the convention is integer. Foreign keys and natural keys (a year, a code) are not meant.

    Why it matters: an integer key ends at 2,147,483,647, failed inserts and rolled-back transactions counted. The day
    it does, every insert fails, and the change to bigint rewrites the table and all that refer to it.

    What to do: make the key bigint, and the foreign keys that refer to it; or choose integer as the project's key
    convention.

    Source: PostgreSQL manual, "Integer Types"; squawk, "prefer-bigint-over-int".
    """

    code = "KEY-002"
    topic = Topic.KEYS
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        least = INTEGERS["integer" if survey.design.conventions.key_style is KeyStyle.INTEGER else _BIGINT]
        for entity in survey.entities:
            for id in survey.design.primary_key_fields(entity.id):
                field = survey.design.fields[id]
                kind = scalar(survey.design, field.type)
                if kind in INTEGERS and INTEGERS[kind] < least and _counts(survey, entity, field):
                    wanted = "integer" if least == INTEGERS["integer"] else _BIGINT
                    name = survey.name_of(field)
                    yield self.finding(
                        survey,
                        field,
                        f"{name} is {kind}: inserts fail after {_MOST[kind]} numbers.",
                        f"Make it {wanted}, and what refers to it.",
                        fix=_fix(survey, field, wanted),
                    )


def _counts(survey: Survey, entity: Entity, field: Field) -> bool:
    """Whether the key numbers rows: by identity or a sequence, or as the whole key by its name."""
    if field.id in survey.foreign_keys or field.inherited:
        return False
    if field.identity is not None or "nextval(" in (field.default or ""):
        return True
    return len(survey.design.primary_key_fields(entity.id)) == 1 and words(field.name)[-1:] == ("id",)


def _fix(survey: Survey, field: Field, wanted: str) -> Fix | None:
    """The key, all that refers to it directly or through others, and the sequence that feeds it."""
    changes: list[Change] = []
    for each in _with_referrers(survey, field):
        if each.inherited or not isinstance(each.type, TypeName) or each.type.dimensions:
            return None
        if INTEGERS.get(each.type.text, 0) >= INTEGERS[wanted]:
            continue
        if (retyping := retyped(survey, each, TypeName(wanted))) is None:
            return None
        changes += retyping
    changes += _widened_sequences(survey.design, field, wanted)
    return Fix(f"Make {survey.name_of(field)} {wanted}, and what refers to it", tuple(changes))


def _with_referrers(survey: Survey, field: Field) -> tuple[Field, ...]:
    seen: dict[Id, None] = {}
    waiting = [field.id]
    while waiting:
        if (id := waiting.pop()) not in seen:
            seen[id] = None
            waiting += survey.targets.get(id, ())
    return tuple(survey.design.fields[id] for id in seen)


def _widened_sequences(design: Design, field: Field, wanted: str) -> Iterator[Change]:
    for sequence in design.sequences.values():
        if sequence.owned_by == field.id and INTEGERS.get(sequence.type, 8) < INTEGERS[wanted]:
            yield Alter(object=sequence.id, kind="sequence", attribute="type", before=sequence.type, after=wanted)
