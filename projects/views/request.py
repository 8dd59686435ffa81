"""What views are given, and how they look things up."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from designer.model import Design, Id
from projects import heads
from projects.models import Project


class Request(HttpRequest):
    """A request of somebody who is signed in (LoginRequiredMiddleware sees to that)."""

    user: User
    htmx: HtmxDetails


class Missing(Http404):
    """Something that a design does not hold, or no longer: the page of the project says so."""

    def __init__(self, project: Project) -> None:
        super().__init__("It does not exist, or somebody has deleted it.")
        self.project = project


def opened(request: Request, pk: int) -> tuple[Project, Design]:
    """A project that the viewer may see, and its newest design; anybody else's answers 404."""
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    return project, heads.design_of(project)


def found[T](project: Project, objects: Mapping[Id, T], id: Id) -> T:
    """The object of a design with this id; a page that says it is gone (404) where there is none."""
    if id not in objects:
        raise Missing(project)
    return objects[id]


def wants_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of the page; after "back" it asks for the whole one."""
    return bool(request.htmx) and not request.htmx.history_restore_request
