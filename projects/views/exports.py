"""Export: the files of the bundle, its proof, the zip."""

import zlib
from collections.abc import Iterator

import msgspec
from designer.proof import ProofReport
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from designer.codegen import Bundle
from projects import heads, tasks
from projects.models import Job, ProofRecord
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
    bundle = heads.bundle_of(project)
    path = request.GET.get("file", "")
    if path and path not in bundle.files:
        raise Http404("There is no such file in the bundle.")
    proof = proof_of(bundle)
    context = {
        **bar(project, "export"),
        "tree": tuple(_tree(bundle)),
        "bundle": bundle,
        "bytes": sum(len(text.encode()) for text in bundle.files.values()),
        "path": path,
        "text": bundle.files.get(path, ""),
        "record": proof,
        "proof": msgspec.json.decode(zlib.decompress(proof.report), type=ProofReport) if proof else None,
        "job": project.jobs.filter(kind=Job.Kind.PROOF).first(),
    }
    return render(request, "export/page.html", context)


@require_POST
def proofs(request: Request, pk: int) -> HttpResponse:
    project, _ = opened(request, pk)
    job = tasks.begin(project, request.user, Job.Kind.PROOF)
    return redirect("job", job.pk)


@require_safe
def archive(request: Request, pk: int) -> HttpResponse:
    """The zip. Its name says whether a PostgreSQL has proven these very bytes."""
    project, _ = opened(request, pk)
    bundle = heads.bundle_of(project)
    proof = proof_of(bundle)
    name = f"{slugify(project.name) or 'design'}-{'proven' if proof and proof.proven else 'not-proven'}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bundle.zip(), content_type="application/zip", headers=headers)


def proof_of(bundle: Bundle) -> ProofRecord | None:
    return ProofRecord.objects.filter(digest=bundle.digest).first()


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
