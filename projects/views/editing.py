"""How every form of the workspace is answered: saved and on to where it leads, or shown again with what is wrong."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from designer.changes import Conflict
from designer.edits import Refused
from designer.model import InvalidDesign
from projects import journal
from projects.forms.base import EditForm
from projects.journal import Build
from projects.models import Edit, Project
from projects.views.request import Request
from projects.views.workspace import show


def answer(
    request: Request, form: EditForm, inspector: str, context: Mapping[str, Any], to: str, *args: Any
) -> HttpResponse:
    """GET shows the form; POST saves it and goes to the URL `to`. An argument that is None becomes the id made."""
    if request.method == "POST" and form.save(request.user):
        told(request, form.edit)
        return redirect(to, form.project.pk, *(form.made if each is None else each for each in args))
    status = form.status if form.is_bound else HTTPStatus.OK
    return show(request, form.project, inspector, {**context, "form": form}, status)


def carry_out(request: Request, project: Project, build: Build, summary: str = "") -> bool:
    """Save an edit that needs no form. Whether it was; the next page says so, or what stood in the way."""
    try:
        told(request, journal.save(project, request.user, build, summary=summary))
    except (Refused, InvalidDesign, Conflict) as fault:
        messages.error(request, str(fault))
        return False
    return True


def told(request: Request, edit: Edit | None) -> None:
    """The next page says what was saved."""
    if edit:
        messages.success(request, edit.summary)
