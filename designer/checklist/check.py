"""The checklist run over a design."""

from designer.checklist.diagnostic import Diagnostic
from designer.checklist.report import Report
from designer.checklist.rules import RULES
from designer.checklist.survey import Survey
from designer.model import Design


def check(design: Design) -> Report:
    """Everything the rules find in a valid design. Linear in its size; always the same but for the ids within fixes."""
    survey = Survey(design)
    found: list[Diagnostic] = []
    for rule in RULES:
        found += rule().check(survey)
    # A stable sort: within a severity rules keep their order, and each has gone by entity and field.
    found.sort(key=lambda each: each.severity.rank)
    return Report(diagnostics=tuple(found), entities=len(survey.entities))
