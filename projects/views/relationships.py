"""Relationships of an entity: listed from both sides, proposed, changed."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe
from msgspec import Struct

from designer.model import Design, Entity, Id, Relationship
from projects.forms.relationships import NewRelationshipForm, RelationshipForm
from projects.views.editing import answer
from projects.views.entities import of_entity
from projects.views.request import Request, found, opened
from projects.views.workspace import show


class End(Struct, frozen=True, kw_only=True):
    """A relationship as a line: parent and child by name, how many, and what happens on delete."""

    id: Id
    parent: str
    child: str
    fields: str
    one: bool
    required: bool
    on_delete: str
    attribute: str


@require_safe
def of(request: Request, pk: int, entity: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    context = {
        **of_entity(design, each, "relationships"),
        "belongs_to": [_end(design, one, one.child_name) for one in design.relationships_of(entity)],
        "has": [_end(design, one, one.parent_name) for one in design.relationships_to(entity)],
    }
    return show(request, project, "relationships/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int, entity: str) -> HttpResponse:
    """A POST with `propose` asks for a new proposal from what has been filled in so far."""
    project, design = opened(request, pk)
    each = found(project, design.entities, entity)
    asked = "propose" in request.POST
    data, answers = (None, request.POST) if asked else (request.POST or None, None)
    form = NewRelationshipForm(data, project=project, design=design, entity=each, answers=answers)
    context = {**of_entity(design, each, "relationships"), "title": f"New relationship of {each.name}"}
    return answer(request, form, "relationships/new.html", context, "entity-relationships", each.id)


@require_http_methods(["GET", "HEAD", "POST"])
def relationship(request: Request, pk: int, relationship: str) -> HttpResponse:
    project, design = opened(request, pk)
    each = found(project, design.relationships, relationship)
    form = RelationshipForm(request.POST or None, project=project, design=design, relationship=each)
    context = {
        **_of_child(design, each),
        "relationship": each,
        "end": _end(design, each, each.child_name),
        "pairs": [
            (design.fields[pair.field].name, design.fields[pair.target_field].name)
            for pair in design.members_of_relationship(each.id)
        ],
    }
    return answer(request, form, "relationships/relationship.html", context, "relationship", each.id)


def _of_child(design: Design, each: Relationship) -> dict[str, object]:
    entity: Entity = design.entities[each.entity]
    return of_entity(design, entity, "relationships")


def _end(design: Design, each: Relationship, attribute: str) -> End:
    return End(
        id=each.id,
        parent=design.qualified_name(design.entities[each.target]),
        child=design.qualified_name(design.entities[each.entity]),
        fields=", ".join(design.fields[field].name for field in design.foreign_key_fields(each.id)),
        one=design.is_one_to_one(each),
        required=design.is_required(each),
        on_delete=each.on_delete.lower() if each.on_delete else "not chosen",
        attribute=attribute,
    )
