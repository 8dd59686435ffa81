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
from projects.models import Project
from projects.views.request import Request
from projects.views.workspace import show


def answer(
    request: Request, form: EditForm, inspector: str, context: Mapping[str, Any], to: str, *args: Any
) -> HttpResponse:
    """GET shows the form; POST saves it and goes to the URL `to`. An argument that is None becomes the id made."""
    if request.method == "POST" and (project := form.save(request.user)):
        messages.success(request, form.summary())
        return redirect(to, project.pk, *(form.made if each is None else each for each in args))
    status = form.status if form.is_bound else HTTPStatus.OK
    return show(request, form.project, inspector, {**context, "form": form}, status)


def carry_out(request: Request, project: Project, summary: str, build: Build) -> str:
    """Save an edit that needs no form. What went wrong is told in the next page and returned; "" if nothing did."""
    try:
        journal.save(project, request.user, summary, build)
    except (Refused, InvalidDesign, Conflict) as fault:
        messages.error(request, str(fault))
        return str(fault)
    messages.success(request, summary)
    return ""
