"""What a check found, in the order and the groups in which people read it."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.explain import explain
from designer.checklist.rules import RULES
from designer.model import Id

_MOSTLY = 0.8  # share of the entities
_MANY = 10  # findings


class Group(Struct, frozen=True, kw_only=True):
    """The findings of one rule at one severity. entities: how many entities they are on.

    everywhere: they are on nearly every entity, so that the list says less than the count.
    """

    rule: str
    severity: Severity
    topic: Topic
    title: str
    why: str
    diagnostics: tuple[Diagnostic, ...]
    entities: int
    everywhere: bool


class Report(Struct, frozen=True, kw_only=True):
    """diagnostics: by severity, rule (worst first), entity and field. entities: how many were looked at."""

    diagnostics: tuple[Diagnostic, ...]
    entities: int

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)

    @property
    def passed(self) -> tuple[str, ...]:
        """Codes of the rules that found nothing."""
        failed = {each.rule for each in self.diagnostics}
        return tuple(rule.code for rule in RULES if rule.code not in failed)

    def count(self, severity: Severity) -> int:
        return sum(each.severity is severity for each in self.diagnostics)

    def of(self, entity: Id) -> tuple[Diagnostic, ...]:
        """What is said about an entity and what belongs to it."""
        return tuple(each for each in self.diagnostics if each.entity == entity)

    def find(self, rule: str, object: Id) -> Diagnostic | None:  # noqa: A002 -- Diagnostic's own name
        """The one finding of a rule about an object; None if there is none."""
        return next((each for each in self.diagnostics if each.rule == rule and each.object == object), None)

    def worst_by_entity(self) -> dict[Id, Severity]:
        """The worst severity on each entity that has a finding."""
        worst: dict[Id, Severity] = {}
        for each in self.diagnostics:
            if each.entity is not None:
                worst.setdefault(each.entity, each.severity)
        return worst

    def by_rule(self) -> tuple[Group, ...]:
        """One group a rule and severity, worst first."""
        return tuple(self._groups())

    def _groups(self) -> Iterator[Group]:
        for (rule, severity), diagnostics in groupby(self.diagnostics, key=lambda each: (each.rule, each.severity)):
            found = tuple(diagnostics)
            page = explain(rule)
            entities = len({each.entity for each in found if each.entity is not None})
            yield Group(
                rule=rule,
                severity=severity,
                topic=page.topic,
                title=page.title,
                why=page.why,
                diagnostics=found,
                entities=entities,
                everywhere=len(found) >= _MANY and entities >= _MOSTLY * self.entities,
            )
