"""What became of each statement of an import, and why."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

# Called with the fraction done (0 to 1) and a sentence.
type Progress = Callable[[float, str], None]


def silent(fraction: float, sentence: str) -> None:
    """Progress that nobody watches."""


class ImportRefused(ValueError):
    """Nothing was imported; str() is a sentence for the user that says why and what to do."""


class Verdict(StrEnum):
    KEPT = "kept"  # the design holds it
    APPROXIMATED = "approximated"  # the design holds it in another form, or unverified
    DROPPED = "dropped"  # schema content that the design lacks
    IGNORED = "ignored"  # no schema content: data, owners, grants, settings of the session


class Statement(Struct, frozen=True, kw_only=True):
    """number: from 1, in the order of the source. line: from 1. text: its beginning, on one line."""

    number: int
    line: int
    text: str
    verdict: Verdict
    reason: str = ""


class ImportReport(Struct, frozen=True, kw_only=True):
    """not_verified: names of objects that are carried although no server here could run them."""

    statements: tuple[Statement, ...] = ()
    not_verified: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        return sum(statement.verdict is verdict for statement in self.statements)

    @property
    def kept(self) -> int:
        return self.count(Verdict.KEPT)

    @property
    def approximated(self) -> int:
        return self.count(Verdict.APPROXIMATED)

    @property
    def dropped(self) -> int:
        return self.count(Verdict.DROPPED)

    @property
    def ignored(self) -> int:
        return self.count(Verdict.IGNORED)

    @property
    def losses(self) -> tuple[Statement, ...]:
        """What a person should read: statements that were approximated or dropped."""
        return tuple(each for each in self.statements if each.verdict in {Verdict.APPROXIMATED, Verdict.DROPPED})
