"""What is unwise in a design: rules, each with a reason, and fixes where there is one right answer."""

from designer.checklist.check import check
from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.explain import explain
from designer.checklist.fix_all import fix_all
from designer.checklist.report import Group, Report
from designer.checklist.rule import Help, Rule
from designer.checklist.rules import RULES

__all__ = [
    "RULES",
    "Diagnostic",
    "Fix",
    "Group",
    "Help",
    "Report",
    "Rule",
    "Severity",
    "Topic",
    "check",
    "explain",
    "fix_all",
]
