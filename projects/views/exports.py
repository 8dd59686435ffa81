"""Export: the files of the bundle, its proof, the zip."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from designer.codegen import Bundle, UnsafeCode
from designer.migrations import Unplannable
from projects import heads, tasks
from projects.models import Job
from projects.proofs import other_logs, record_of, report_in, steps
from projects.views.request import Request, opened
from projects.views.workspace import bar


class Line(Struct, frozen=True):
    """A line of the file tree. depth: 1 at the top. path: "" for a folder."""

    name: str
    depth: int
    path: str = ""
    size: int = 0


@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    """?file= is the path of the file to show."""
    project, _ = opened(request, pk)
    project.jobs.fail_lost()
    context = {**bar(project, "export"), "job": project.jobs.filter(kind=Job.Kind.PROOF).first()}
    try:
        bundle = heads.bundle_of(project)
    except (UnsafeCode, Unplannable) as fault:
        return render(request, "export/impossible.html", {**context, "fault": str(fault)})
    path = request.GET.get("file", "")
    if path and path not in bundle.files:
        raise Http404("There is no such file in the bundle.")
    context |= {
        "tree": tuple(_tree(bundle)),
        "bundle": bundle,
        "bytes": sum(len(text.encode()) for text in bundle.files.values()),
        "path": path,
        "text": bundle.files.get(path, ""),
        **_proof(bundle),
    }
    return render(request, "export/page.html", context)


def _proof(bundle: Bundle) -> dict[str, object]:
    record = record_of(bundle)
    if record is None:
        return {}
    report = report_in(record)
    major = report.server_version // 10_000
    return {"record": record, "proof": report, "steps": steps(report), "logs": other_logs(report), "major": major}


@require_POST
def proofs(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    job = tasks.begin(project, request.user, Job.Kind.PROOF)
    return redirect("job", job.pk)


@require_safe
def archive(request: Request, pk: int) -> HttpResponse:
    """The zip. Its name says whether a PostgreSQL has proven these very bytes."""
    project, _ = opened(request, pk)
    try:
        bundle = heads.bundle_of(project)
    except (UnsafeCode, Unplannable):
        return redirect("export", pk)
    record = record_of(bundle)
    name = f"{slugify(project.name) or 'design'}-{'proven' if record and record.proven else 'not-proven'}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bundle.zip(), content_type="application/zip", headers=headers)


def _tree(bundle: Bundle) -> Iterator[Line]:
    """Files before folders at each level would tear folders apart: sorted paths, a line when a folder begins."""
    opened_folders: list[str] = []
    for path, text in sorted(bundle.files.items(), key=lambda item: item[0].split("/")):
        *folders, name = path.split("/")
        shared = 0
        while shared < min(len(folders), len(opened_folders)) and folders[shared] == opened_folders[shared]:
            shared += 1
        for depth in range(shared, len(folders)):
            yield Line(f"{folders[depth]}/", depth + 1)
        opened_folders = folders
        yield Line(name, len(folders) + 1, path, len(text.encode()))
