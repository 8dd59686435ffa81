"""The workspace: outline, diagram and inspector. Every page of a design's parts is this one with another inspector."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from msgspec import Struct

from designer.checklist import Severity
from designer.model import Id, by_name
from projects import heads
from projects.models import Project
from projects.views.request import Request, opened, wants_fragment


class Entry(Struct, frozen=True):
    """A line of the outline. severity: the worst that the checklist says about it."""

    id: Id
    name: str
    to: str
    severity: Severity | None = None


class Group(Struct, frozen=True):
    """A part of the outline. hue: 1 to 6, an area pigment; 0 for what is in no area."""

    title: str
    hue: int
    entries: tuple[Entry, ...]


@require_safe
def design(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    return show(request, project, "workspace/nothing.html")


def show(
    request: Request,
    project: Project,
    inspector: str,
    context: Mapping[str, Any] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page with a template as its inspector. htmx gets the inspector alone, and what else its page lacks: it says
    in Design-State what it shows, so that it also catches up with what others have done."""
    fragment = wants_fragment(request)
    current = {**bar(project, "design"), "inspector": inspector, "fragment": fragment, **(context or {})}
    if not fragment:
        current |= regions(project)
    elif (state := request.headers.get("Design-State", "")) != project.state:
        current |= regions(project, state)
    response = render(request, "workspace/fragment.html" if fragment else "workspace/page.html", current, status=status)
    patch_vary_headers(response, ["HX-Request", "Design-State"])
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def pulse(request: Request, pk: int) -> HttpResponse:
    """What the page lacks since the state it shows; 204 when that is nothing."""
    project, _ = opened(request, pk)
    state = request.headers.get("Design-State", "")
    if state == project.state:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    current = {**bar(project, "design"), **regions(project, state), "fragment": True}
    return render(request, "workspace/fragment.html", current)


def bar(project: Project, section: str) -> dict[str, Any]:
    """What the bar of every page of a project shows."""
    tops = [number for number in (project.undo, project.redo) if number is not None]
    summaries = dict(project.edits.filter(number__in=tops).values_list("number", "summary")) if tops else {}
    return {
        "project": project,
        "section": section,
        "undo": summaries.get(project.undo or 0),
        "redo": summaries.get(project.redo or 0),
        "errors": len(heads.report_of(project).errors),
    }


def regions(project: Project, state: str = "") -> dict[str, Any]:
    """What is drawn from the whole design: outline and diagram. state: what the page shows of it, "" for nothing."""
    patch = heads.patch_for(project, state) if state else None
    drawing = heads.drawing_of(project)
    return {
        "redrawn": True,
        "groups": tuple(_groups(project)),
        "extent": drawing.extent,
        # The engine draws it from an allowlist of elements and escapes every text.
        "patch": None if patch is None else mark_safe(patch),  # noqa: S308
        "diagram": mark_safe(drawing.svg),  # noqa: S308
    }


def _groups(project: Project) -> Iterator[Group]:
    design, worst = heads.design_of(project), heads.report_of(project).worst_by_entity()
    root = reverse("design", args=(project.pk,))
    for frame in heads.layout_of(project).frames:
        members = (design.entities[each] for each in frame.members)
        entries = (Entry(each.id, each.name, f"{root}entities/{each.id}/", worst.get(each.id)) for each in members)
        yield Group(frame.title or "Entities", frame.hue, tuple(entries))
    if design.enum_types:
        enums = by_name(design.enum_types.values())
        yield Group("Enums", 0, tuple(Entry(each.id, each.name, f"{root}enums/{each.id}/") for each in enums))
