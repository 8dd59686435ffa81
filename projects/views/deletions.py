"""Deletion of anything in a design: GET says what goes along, POST deletes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from designer import edits
from designer.edits import Refused
from designer.model import Design, Entity, EnumType, Field, Object, Relationship
from projects.models import Project
from projects.views.editing import carry_out
from projects.views.request import Missing, Request, opened
from projects.views.workspace import show
from projects.words import named


@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: Request, pk: int, id: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = design.find(id)
    if each is None or each.id == design.conventions.id:
        raise Missing(project)
    if request.method == "POST":
        summary = f"Deleted {named(design, each)}"
        fault = carry_out(request, project, summary, lambda now: edits.delete(now, id))
        return redirect(page_of(project, design, each) if fault else _after(project, design, each))
    return show(request, project, "workspace/deletion.html", _context(project, design, each))


def page_of(project: Project, design: Design, each: Object) -> str:
    """The URL of the page on which something is edited."""
    match each:
        case Entity():
            return reverse("entity", args=(project.pk, each.id))
        case EnumType():
            return reverse("enum", args=(project.pk, each.id))
        case Relationship():
            return reverse("relationship", args=(project.pk, each.id))
        case _:
            return _after(project, design, each)


def _after(project: Project, design: Design, each: Object) -> str:
    """Where one is when it is gone: at what it was part of."""
    owner = getattr(each, "entity", None) or getattr(each, "owner", None)
    if owner not in design.entities:
        return reverse("design", args=(project.pk,))
    match each:
        case Field():
            return reverse("entity", args=(project.pk, owner))
        case Relationship():
            return reverse("entity-relationships", args=(project.pk, owner))
        case _:
            return reverse("entity-keys", args=(project.pk, owner))


def _context(project: Project, design: Design, each: Object) -> dict[str, object]:
    context = {"title": f"Delete {named(design, each)}", "thing": named(design, each), "id": each.id}
    context["back"] = page_of(project, design, each)
    try:
        edits.delete(design, each.id)
    except Refused as refused:
        return {**context, "refused": str(refused)}
    return {**context, "along": [named(design, other) for other in edits.dependents(design, each.id)]}
