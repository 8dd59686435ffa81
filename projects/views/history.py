"""The journal as sentences; undo and redo."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from designer.changes import Conflict
from projects import journal
from projects.journal import changes_of
from projects.models import Edit
from projects.views.request import Missing, Request, opened
from projects.views.workspace import bar
from projects.words import lines

PER_PAGE = 100


@require_safe
def index(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    edits = project.edits.select_related("author").defer("changes").order_by("-number")
    page = Paginator(edits, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "history/list.html", {**bar(project, "history"), "page": page})


@require_safe
def edit(request: Request, pk: int, number: int) -> HttpResponse:
    project, _ = opened(request, pk)
    found = project.edits.select_related("author").filter(number=number).first()
    if found is None:
        raise Missing(project)
    before = journal.at(project, number - 1)
    context = {**bar(project, "history"), "edit": found, "lines": lines(before, changes_of(found))}
    return render(request, "history/edit.html", context)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    return _walked(request, pk, lambda: journal.undo(project, request.user), "There is nothing to undo.")


@require_POST
def redo(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    return _walked(request, pk, lambda: journal.redo(project, request.user), "There is nothing to redo.")


def _walked(request: Request, pk: int, step: Callable[[], Edit | None], nothing: str) -> HttpResponse:
    try:
        edit = step()
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, edit.summary if edit else nothing)
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(to if safe else reverse("design", args=(pk,)))
