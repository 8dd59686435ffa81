"""The help page of a rule, by its code."""

from designer.checklist.rule import Help, help_page
from designer.checklist.rules import RULES

_BY_CODE = {rule.code: rule for rule in RULES}


def explain(code: str) -> Help:
    """The help page of a rule. Raises KeyError where there is no such rule."""
    return help_page(_BY_CODE[code])
