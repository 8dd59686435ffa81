"""Fields: made, changed, moved and deleted in the grid of their entity."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from designer import edits
from projects.forms.fields import AlterFieldForm, NewFieldForm
from projects.views.editing import carry_out, told
from projects.views.entities import fields_page
from projects.views.request import Request, found, opened


@require_POST
def create(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    owner = found(project, design.entities, entity)
    form = NewFieldForm(request.POST, project=project, design=design, entity=owner)
    if not form.save(request.user):
        return fields_page(request, project, design, owner, form)
    told(request, form.edit)
    return redirect("entity", pk, entity)


@require_POST
def alter(request: Request, pk: int, field: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.fields, field)
    form = AlterFieldForm(request.POST, project=project, design=design, field=each)
    if not form.save(request.user):
        return fields_page(request, project, design, design.entities[each.entity], form)
    told(request, form.edit)
    return redirect("entity", pk, each.entity)


@require_POST
def position(request: Request, pk: int, field: str) -> HttpResponse:
    """before, after: the id of the field that it goes next to; without either it goes last."""
    project, design = opened(request, pk)
    each = found(project, design.fields, field)
    where = {name: request.POST[name] for name in ("before", "after") if request.POST.get(name)}
    carry_out(request, project, lambda now: edits.move_field(now, field, **where))
    return redirect("entity", pk, each.entity)
