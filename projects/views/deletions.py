"""Deletion of anything in a design: GET says what goes along, POST deletes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from designer import edits
from designer.changes import Change
from designer.edits import Refused
from designer.model import Check, Design, Entity, EnumType, EnumValue, Field, Index, Object, Relationship, Unique
from projects.models import Project
from projects.views.editing import carry_out
from projects.views.request import Missing, Request, opened
from projects.views.workspace import show


@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: Request, pk: int, id: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = design.find(id)
    if each is None or each.id == design.conventions.id:
        raise Missing(project)
    if request.method == "POST":
        with_fields = "with_fields" in request.POST
        gone = carry_out(request, project, lambda now: _delete(now, each, with_fields=with_fields))
        return redirect(_after(project, design, each) if gone else page_of(project, design, each))
    return show(request, project, "workspace/deletion.html", _context(project, design, each))


def _delete(design: Design, each: Object, *, with_fields: bool = False) -> tuple[Change, ...]:
    match each:
        case EnumValue():
            return edits.delete_enum_value(design, each.id)
        case Relationship():
            return edits.delete_relationship(design, each.id, with_fields=with_fields)
        case _:
            return edits.delete(design, each.id)


def page_of(project: Project, design: Design, each: Object) -> str:
    """The URL of the page on which something is edited."""
    match each:
        case Entity():
            return reverse("entity", args=(project.pk, each.id))
        case EnumType():
            return reverse("enum", args=(project.pk, each.id))
        case Unique():
            return reverse("unique", args=(project.pk, each.id))
        case Index():
            return reverse("index", args=(project.pk, each.id))
        case Check() if each.owner in design.entities:
            return reverse("check", args=(project.pk, each.id))
        case Relationship():
            return reverse("relationship", args=(project.pk, each.id))
        case _:
            return _after(project, design, each)


def _after(project: Project, design: Design, each: Object) -> str:
    """Where one is when it is gone: at what it was part of."""
    if isinstance(each, EnumValue):
        return reverse("enum", args=(project.pk, each.enum))
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
    thing = edits.label(design, each)
    context = {"title": f"Delete {thing}", "thing": thing, "id": each.id, "back": page_of(project, design, each)}
    try:
        _delete(design, each)
    except Refused as refused:
        return {**context, "refused": str(refused)}
    along = [edits.label(design, other) for other in edits.dependents(design, each.id)]
    return {**context, "along": along, "relationship": isinstance(each, Relationship)}
