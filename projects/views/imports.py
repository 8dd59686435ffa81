"""Import of SQL, and what it kept, approximated and dropped."""

import zlib

import msgspec
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from designer.importers import ImportReport, Verdict
from projects import tasks
from projects.forms.imports import ImportForm
from projects.models import ImportRecord, Job
from projects.views.request import Request, opened
from projects.views.workspace import bar


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        job = tasks.begin(project, request.user, Job.Kind.IMPORT, source=data["source"], content=data["sql"])
        return redirect("job", job.pk)
    context = {**bar(project, "import"), "form": form, "records": project.imports.defer("report")[:20]}
    return render(request, "imports/new.html", context, status=422 if form.is_bound else 200)


@require_safe
def report(request: Request, pk: int, record: int) -> HttpResponse:
    """?verdict= shows the statements of one verdict."""
    project, _ = opened(request, pk)
    found = get_object_or_404(ImportRecord.objects.visible_to(request.user), project=project, pk=record)
    read = msgspec.json.decode(zlib.decompress(found.report), type=ImportReport)
    verdict = request.GET.get("verdict", "")
    counts = [(each, sum(one.verdict is each for one in read.statements)) for each in Verdict]
    context = {
        **bar(project, "import"),
        "record": found,
        "report": read,
        "counts": [(each.value, count) for each, count in counts],
        "verdict": verdict,
        "statements": [each for each in read.statements if not verdict or each.verdict == verdict],
    }
    return render(request, "imports/report.html", context)
