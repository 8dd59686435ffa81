"""Enums and their values."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from designer import edits
from designer.model import Design, EnumType, Id
from projects.forms.base import EditForm
from projects.forms.enums import EnumForm, NewEnumForm, NewValueForm, ValueForm
from projects.models import Project
from projects.views.editing import answer, carry_out, told
from projects.views.request import Request, found, opened
from projects.views.workspace import show


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    project, design = opened(request, pk)
    form = NewEnumForm(request.POST or None, project=project, design=design)
    return answer(request, form, "enums/new.html", {"title": "New enum"}, "enum", None)


@require_http_methods(["GET", "HEAD", "POST"])
def enum(request: Request, pk: int, enum: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.enum_types, enum)
    form = EnumForm(request.POST or None, project=project, design=design, enum=each)
    return answer(request, form, "enums/enum.html", _page(design, each), "enum", each.id)


@require_POST
def new_value(request: Request, pk: int, enum: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.enum_types, enum)
    form = NewValueForm(request.POST, project=project, design=design, enum=each)
    return _saved_value(request, project, design, each, form)


@require_POST
def value(request: Request, pk: int, value: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.enum_values, value)
    form = ValueForm(request.POST, project=project, design=design, value=each)
    return _saved_value(request, project, design, design.enum_types[each.enum], form)


@require_POST
def position(request: Request, pk: int, value: str) -> HttpResponse:
    """before, after: the id of the value that it goes next to; without either it goes last."""
    project, design = opened(request, pk)
    each = found(project, design.enum_values, value)
    where = {name: request.POST[name] for name in ("before", "after") if request.POST.get(name)}
    carry_out(request, project, lambda now: edits.move_enum_value(now, value, **where))
    return redirect("enum", pk, each.enum)


def _saved_value(request: Request, project: Project, design: Design, enum: EnumType, form: EditForm) -> HttpResponse:
    if form.save(request.user):
        told(request, form.edit)
        return redirect("enum", project.pk, enum.id)
    faults = [str(fault) for faults in form.errors.values() for fault in faults]
    context = {
        **_page(design, enum),
        "form": EnumForm(project=project, design=design, enum=enum),
        "wrong": form.subject or "new",
        "typed": form["value"].value(),
        "faults": faults,
    }
    return show(request, project, "enums/enum.html", context, form.status)


def _page(design: Design, enum: EnumType) -> dict[str, object]:
    users = [field for field in design.fields.values() if getattr(field.type, "id", None) == enum.id]
    values = design.values_of(enum.id)
    ids: list[Id] = ["", *(each.id for each in values), ""]
    return {
        "title": enum.name,
        "enum": enum,
        "selected": enum.id,
        "values": [(each, ids[place], ids[place + 2]) for place, each in enumerate(values)],
        "used_by": sorted((design.entities[field.entity].name, field.name, field.entity) for field in users),
    }
