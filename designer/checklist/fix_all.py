"""Several fixes as one edit."""

from collections.abc import Iterable

from designer.changes import Change, Conflict, apply
from designer.checklist.check import check
from designer.checklist.diagnostic import Diagnostic
from designer.model import Design


def fix_all(design: Design, diagnostics: Iterable[Diagnostic]) -> tuple[Change, ...]:
    """The changes of every fix among diagnostics of `design`, one after another.

    Where two fixes meet (one index for two rules, one function for two triggers) the design is checked again after the
    first, and the second is what is left to do then. Checks a few times, whatever the number of diagnostics.
    """
    wanted = {(each.rule, each.object) for each in diagnostics if each.fix is not None}
    done: list[Change] = []
    while True:
        fixed = design
        for each in check(design).diagnostics:
            if each.fix is None or (each.rule, each.object) not in wanted:
                continue
            try:
                fixed = apply(fixed, each.fix.changes)
            except Conflict:
                continue
            done += each.fix.changes
            wanted.discard((each.rule, each.object))
        if fixed is design:
            return tuple(done)
        design = fixed
