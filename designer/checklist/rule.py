"""The form of a rule: a class named for the fault, whose docstring is its help page."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import lru_cache
from inspect import getdoc
from typing import ClassVar

from msgspec import Struct

from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.survey import Survey
from designer.model import Domain, Entity, EnumType, Field, Relationship, Schema


class Help(Struct, frozen=True, kw_only=True):
    """The help page of a rule, in plain text: title, what is wrong, why it matters, what to do, who says so."""

    code: str
    name: str
    topic: Topic
    severity: Severity
    title: str
    what: str
    why: str
    advice: str
    source: str


type Subject = Schema | EnumType | Domain | Entity | Field | Relationship


class Rule(ABC):
    """Finds one kind of fault. Stateless; linear in the design.

    A subclass's docstring is its help page: a title, what is wrong, then paragraphs that begin with "Why it matters:",
    "What to do:" and "Source:". severity is the worst it reports.
    """

    code: ClassVar[str]
    topic: ClassVar[Topic]
    severity: ClassVar[Severity]

    @abstractmethod
    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        """Every place where the fault is, entities by name, fields in their order."""

    def finding(
        self,
        survey: Survey,
        at: Subject,
        message: str,
        advice: str,
        *,
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic of this rule on an object."""
        return Diagnostic(
            rule=self.code,
            severity=severity or self.severity,
            object=at.id,
            entity=survey.entity_of(at),
            subject=survey.name_of(at),
            message=message,
            advice=advice,
            fix=fix,
        )


@lru_cache(maxsize=100)
def help_page(rule: type[Rule]) -> Help:
    """The help page that a rule's docstring is. Raises ValueError where a part of it is missing."""
    title, *paragraphs = re.split(r"\n\s*\n", getdoc(rule) or "")
    parts = {"what": "", "why it matters": "", "what to do": "", "source": ""}
    for paragraph in paragraphs:
        text = " ".join(paragraph.split())
        heading, _, rest = text.partition(": ")
        if heading.lower() in parts:
            parts[heading.lower()] = rest[:1].upper() + rest[1:]
        else:
            parts["what"] = f"{parts['what']}\n\n{text}".strip()
    if missing := [part for part, text in parts.items() if not text]:
        raise ValueError(f"the docstring of {rule.__name__} does not say: {', '.join(missing)}")
    return Help(
        code=rule.code,
        name=rule.__name__,
        topic=rule.topic,
        severity=rule.severity,
        title=title.removesuffix("."),
        what=parts["what"],
        why=parts["why it matters"],
        advice=parts["what to do"],
        source=parts["source"],
    )
