"""The pages for what is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from projects.views.request import Missing, Request
from projects.views.workspace import show


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What a design of the viewer's own lacks is said in the workspace; all else is one uniform page."""
    if isinstance(exception, Missing) and isinstance(request, HttpRequest):
        return show(as_signed_in(request), exception.project, "workspace/gone.html", {"title": "Gone"}, 404)
    return render(request, "errors/404.html", status=404)


def as_signed_in(request: HttpRequest) -> Request:
    """Only views behind the sign-in raise Missing."""
    return request  # type: ignore[return-value]
