"""What the checklist finds: a fault in one place, what to do about it, and sometimes the changes that do it."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

from designer.changes import Change
from designer.model import Id


class Severity(StrEnum):
    """How bad a finding is, worst first.

    ERROR can lose data, correctness or a secret; WARNING will hurt later; INFO is a convention or a question.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _WORST_FIRST.index(self)


_WORST_FIRST: Final = tuple(Severity)


class Topic(StrEnum):
    """What a rule is about; the value is what people read."""

    KEYS = "Keys and identity"
    RELATIONSHIPS = "Relationships"
    OWNERSHIP = "Ownership"
    SECRETS = "Secrets"
    INDEXES = "Indexes"
    TIME = "Dates and times"
    NULLS = "Required and optional"
    NAMES = "Names"


class Fix(Struct, frozen=True):
    """Changes that make one diagnostic go away and add no error. label: what they do, for a button."""

    label: str
    changes: tuple[Change, ...]


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One finding; a rule says at most one about an object, so (rule, object) identifies it.

    rule: the rule's code. object: what is at fault. entity: the entity it belongs to, None outside any.
    subject: where, as a name ("order.customer_id"). message: what is wrong, names and all. advice: what to do.
    """

    rule: str
    severity: Severity
    object: Id
    entity: Id | None
    subject: str
    message: str
    advice: str
    fix: Fix | None = None
