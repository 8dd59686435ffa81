"""The one door to a project's design: a change is an Edit on the newest head, or a Conflict and nothing changes."""

import zlib
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from designer.changes import Change, Conflict, apply, decode_changes, encode_changes, invert
from designer.edits import summarise
from designer.model import Design, InvalidDesign, Problem, problems
from projects import heads
from projects.models import Edit, Project

type Build = Callable[[Design], tuple[Change, ...]]


def save(project: Project, author: User, build: Build, *, summary: str = "", base: int | None = None) -> Edit | None:
    """What `build` makes of the design that the author saw (that after edit `base`, else the newest), as an edit.

    The changes are applied to the newest head, whoever wrote it, and the whole design is checked. None where nothing
    would change. summary: a sentence without a full stop; "" takes the changes' own. Raises what `build` raises;
    Conflict where somebody's later edit stands in the way; InvalidDesign where the author's own change breaks an
    invariant. In each case nothing is saved. The edit's `project` is the new head.
    """
    with transaction.atomic():
        head = _locked(project)
        design = heads.design_of(head)
        stale = base is not None and base != head.number
        seen = at(head, base) if stale and base is not None else design
        changes = build(seen)
        if not changes:
            return None
        edit = _append(head, author, summary or summarise(seen, changes), design, changes, stale=stale)
        head.undo, head.redo = head.number, None
        head.save()
    return edit


def undo(project: Project, author: User) -> Edit | None:
    """Take back the edit on top of the undo stack. None if there is none. Raises Conflict."""
    with transaction.atomic():
        head = _locked(project)
        if head.undo is None:
            return None
        undone = head.edits.get(number=head.undo)
        edit = _append_inverse(head, author, f"Undid: {_bare(undone.summary)}", undone, below=head.redo)
        head.undo, head.redo = undone.below, edit.number
        head.save()
    return edit


def redo(project: Project, author: User) -> Edit | None:
    """Do again what the last undo took back. None if nothing was undone since the last edit. Raises Conflict."""
    with transaction.atomic():
        head = _locked(project)
        if head.redo is None:
            return None
        undone = head.edits.get(number=head.redo)
        edit = _append_inverse(head, author, f"Redid: {_bare(undone.summary)}", undone, below=head.undo)
        head.undo, head.redo = edit.number, undone.below
        head.save()
    return edit


def at(project: Project, number: int) -> Design:
    """The design as it was after edit `number` (0: at the start): the head with later edits inverted."""
    design = heads.design_of(project)
    for edit in project.edits.filter(number__gt=number).order_by("-number"):
        design = apply(design, invert(changes_of(edit)))
    return design


def changes_of(edit: Edit) -> tuple[Change, ...]:
    return decode_changes(zlib.decompress(edit.changes))


def _locked(project: Project) -> Project:
    """The newest state of the row, held until the transaction ends (SQLite: the transaction holds the whole file)."""
    return Project.objects.select_for_update().get(pk=project.pk)


def _append_inverse(head: Project, author: User, summary: str, undone: Edit, *, below: int | None) -> Edit:
    design, changes = heads.design_of(head), invert(changes_of(undone))
    return _append(head, author, summary, design, changes, stale=True, undoes=undone.number, below=below)


def _append(
    head: Project,
    author: User,
    summary: str,
    design: Design,
    changes: tuple[Change, ...],
    *,
    stale: bool,
    undoes: int | None = None,
    below: int | None = None,
) -> Edit:
    new = apply(design, changes)
    # Attributes that do not collide can still break the whole: one renames a field, another adds a check on it.
    if broken := problems(new):
        raise _conflict(broken[0]) if stale else InvalidDesign(broken)
    head.hold(new)
    heads.remember(head, new)
    head.number += 1
    head.changed = timezone.now()
    return head.edits.create(
        number=head.number,
        author=author,
        summary=summary[:500],
        changes=zlib.compress(encode_changes(changes), 1),
        undoes=undoes,
        below=below if undoes else head.undo,
    )


def _conflict(problem: Problem) -> Conflict:
    message = f"A change made meanwhile does not go together with yours. {problem.message}"
    return Conflict(Problem(problem.object, problem.attribute, message))


def _bare(summary: str) -> str:
    """The summary of an undo or a redo without those words, so that they do not pile up."""
    return summary.removeprefix("Undid: ").removeprefix("Redid: ")
