"""Keys, indexes and checks of an entity."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from designer.model import Design, Entity
from projects.forms.keys import CheckForm, IndexForm, PrimaryKeyForm, UniqueForm
from projects.forms.members import fields_text, members_text
from projects.views.editing import answer
from projects.views.entities import of_entity
from projects.views.request import Request, found, opened


@require_http_methods(["GET", "HEAD", "POST"])
def of(request: Request, pk: int, entity: str) -> HttpResponse:
    """Everything in one list; what it posts is the primary key."""
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    form = PrimaryKeyForm(request.POST or None, project=project, design=design, entity=each)
    return answer(request, form, "keys/list.html", _lists(design, each), "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def new_unique(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    form = UniqueForm(request.POST or None, project=project, design=design, entity=each)
    return answer(request, form, "keys/form.html", _page(design, each, "New unique key"), "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def unique(request: Request, pk: int, unique: str) -> HttpResponse:
    project, design = opened(request, pk)
    one = found(project, design.uniques, unique)
    each = design.entities[one.entity]
    form = UniqueForm(request.POST or None, project=project, design=design, entity=each, unique=one)
    context = _page(design, each, f"Unique key {one.name}", one.id)
    return answer(request, form, "keys/form.html", context, "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def new_check(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    form = CheckForm(request.POST or None, project=project, design=design, entity=each)
    return answer(request, form, "keys/form.html", _page(design, each, "New check"), "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, pk: int, check: str) -> HttpResponse:
    project, design = opened(request, pk)
    one = found(project, design.checks, check)
    each = found(project, design.entities, one.owner)
    form = CheckForm(request.POST or None, project=project, design=design, entity=each, check=one)
    context = _page(design, each, f"Check {one.name}", one.id)
    return answer(request, form, "keys/form.html", context, "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def new_index(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    form = IndexForm(request.POST or None, project=project, design=design, entity=each)
    return answer(request, form, "keys/form.html", _page(design, each, "New index"), "entity-keys", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request, pk: int, index: str) -> HttpResponse:
    project, design = opened(request, pk)
    one = found(project, design.indexes, index)
    each = design.entities[one.entity]
    form = IndexForm(request.POST or None, project=project, design=design, entity=each, index=one)
    context = _page(design, each, f"Index {one.name}", one.id)
    return answer(request, form, "keys/form.html", context, "entity-keys", each.id)


def _page(design: Design, entity: Entity, heading: str, id: str = "") -> dict[str, object]:
    names = [field.name for field in design.fields_of(entity.id)]
    return {**of_entity(design, entity, "keys"), "title": heading, "heading": heading, "id": id, "names": names}


def _lists(design: Design, entity: Entity) -> dict[str, object]:
    return {
        **of_entity(design, entity, "keys"),
        "primary_key": design.primary_key_of(entity.id),
        "uniques": [(each, fields_text(design, design.key_fields(each.id))) for each in design.uniques_of(entity.id)],
        "indexes": [(each, members_text(design, each.id)) for each in design.indexes_of(entity.id)],
        "checks": design.checks_of(entity.id),
        "exclusions": [(each, members_text(design, each.id)) for each in design.exclusions_of(entity.id)],
        "names": [field.name for field in design.fields_of(entity.id)],
    }
