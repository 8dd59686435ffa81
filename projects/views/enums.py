"""Enums."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from projects.forms.enums import EnumForm, NewEnumForm
from projects.views.editing import answer
from projects.views.request import Request, found, opened


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
    users = [field for field in design.fields.values() if getattr(field.type, "id", None) == enum]
    context = {
        "title": each.name,
        "enum": each,
        "selected": each.id,
        "values": design.values_of(enum),
        "used_by": sorted((design.entities[field.entity].name, field.name, field.entity) for field in users),
    }
    return answer(request, form, "enums/enum.html", context, "enum", each.id)
