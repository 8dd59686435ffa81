"""The list of projects, a new one, its settings and its deletion."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from projects import journal
from projects.forms.projects import NewProjectForm, SettingsForm
from projects.models import Project
from projects.views.request import Request, opened
from projects.views.workspace import bar


@require_safe
def index(request: Request) -> HttpResponse:
    projects = Project.objects.visible_to(request.user).defer("document", "layout")
    return render(request, "projects/list.html", {"projects": projects})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    start = {"start": request.GET.get("start", "blank")}
    form = NewProjectForm(request.POST or None, initial=start)
    if not form.is_valid():
        return render(request, "projects/new.html", {"form": form}, status=422 if form.is_bound else 200)
    project = Project.objects.create(owner=request.user, name=form.cleaned_data["name"])
    journal.save(project, request.user, form.convened)
    return redirect("import" if form.cleaned_data["start"] == "import" else "design", project.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request, pk: int) -> HttpResponse:
    project, design = opened(request, pk)
    form = SettingsForm(request.POST or None, project=project, design=design)
    if request.method == "POST" and form.save(request.user):
        Project.objects.filter(pk=pk).update(name=form.cleaned_data["name"])
        messages.success(request, "Saved.")
        return redirect("settings", pk)
    context = {**bar(project, "settings"), "form": form}
    return render(request, "projects/settings.html", context, status=form.status if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: Request, pk: int) -> HttpResponse:
    """There is no undo for this: the name has to be typed."""
    project, _ = opened(request, pk)
    if request.POST.get("name") == project.name:
        project.delete()
        return redirect("projects")
    context = {**bar(project, "settings"), "wrong": request.method == "POST"}
    return render(request, "projects/deletion.html", context, status=422 if context["wrong"] else 200)
