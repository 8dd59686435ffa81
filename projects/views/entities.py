"""Entities: their pages in the inspector, the form for a new one, and deletion."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from designer import edits
from designer.model import Design, Entity
from projects import heads
from projects.forms.entities import EntityForm, NewEntityForm
from projects.forms.fields import FieldForm
from projects.models import Project
from projects.views.editing import answer, carry_out
from projects.views.field_rows import grid
from projects.views.request import Request, found, opened
from projects.views.workspace import show


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    project, design = opened(request, pk)
    form = NewEntityForm(request.POST or None, project=project, design=design)
    return answer(request, form, "entities/new.html", {"title": "New entity"}, "entity", None)


@require_safe
def fields(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    return fields_page(request, project, design, found(project, design.entities, entity))


def fields_page(
    request: Request, project: Project, design: Design, entity: Entity, form: FieldForm | None = None
) -> HttpResponse:
    """The grid; `form` is the row that could not be saved."""
    names = {field.name for field in design.fields_of(entity.id)}
    context = {
        **of_entity(design, entity, "fields"),
        **grid(project, design, entity, form),
        "lacks_timestamps": not {"created_at", "updated_at"} <= names,
        "findings": heads.report_of(project).of(entity.id),
    }
    return show(request, project, "entities/fields.html", context, form.status if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    form = EntityForm(request.POST or None, project=project, design=design, entity=each)
    return answer(request, form, "entities/about.html", of_entity(design, each, "about"), "entity-about", each.id)


@require_POST
def timestamps(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    carry_out(request, project, lambda now: edits.add_timestamps(now, each.id))
    return redirect("entity", pk, entity)


def of_entity(design: Design, entity: Entity, tab: str) -> dict[str, object]:
    """What the frame around every page of an entity shows."""
    keys = len(design.uniques_of(entity.id)) + len(design.indexes_of(entity.id)) + len(design.checks_of(entity.id))
    return {
        "title": entity.name,
        "entity": entity,
        "selected": entity.id,
        "tab": tab,
        "field_count": len(design.fields_of(entity.id)),
        "relationship_count": len({*design.relationships_of(entity.id), *design.relationships_to(entity.id)}),
        "key_count": keys + (design.primary_key_of(entity.id) is not None) + len(design.exclusions_of(entity.id)),
    }
