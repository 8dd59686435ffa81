"""A job as a page: its progress, and where to go when it is done."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from projects import jobs
from projects.models import Job
from projects.views.request import Request, wants_fragment
from projects.views.workspace import bar


@require_safe
def job(request: Request, id: str) -> HttpResponse:
    """htmx gets the progress alone. A job that is done leads to what it made."""
    found = _found(request, id)
    if found.state == Job.State.DONE:
        to = result_of(found)
        return HttpResponseClientRedirect(to) if wants_fragment(request) else redirect(to)
    context = {**bar(found.project, found.kind), "job": found}
    return render(request, "jobs/job.html#progress" if wants_fragment(request) else "jobs/job.html", context)


@require_POST
def cancellation(request: Request, id: str) -> HttpResponse:
    found = _found(request, id)
    jobs.stop(found)
    return redirect("job", found.pk)


def result_of(job: Job) -> str:
    match Job.Kind(job.kind):
        case Job.Kind.IMPORT:
            return reverse("import-report", args=(job.project_id, job.result))
        case Job.Kind.PROOF:
            return reverse("export", args=(job.project_id,))


def _found(request: Request, id: str) -> Job:
    visible = Job.objects.visible_to(request.user)
    visible.fail_lost()
    return get_object_or_404(visible.select_related("project").defer("input"), pk=id)
