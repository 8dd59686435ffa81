"""What the task worker runs: imports and proofs, each under a Job that the user watches."""

import logging
import zlib
from collections.abc import Callable, Mapping

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.tasks import task

from designer.changes import Conflict, compare
from designer.importers import ImportRefused, read_sql
from designer.migrations import Unplannable
from designer.model import InvalidDesign
from designer.postgres import ScratchUnavailable
from designer.proof import prove
from projects import heads, journal
from projects.jobs import Progress, Stopped, alive, claim, finish
from projects.merging import merged
from projects.models import ImportRecord, Job, Project
from projects.proofs import keep

logger = logging.getLogger(__name__)


def begin(project: Project, author: User, kind: Job.Kind, *, source: str = "", content: bytes = b"") -> Job:
    """Queue a job. A proof of a project that is being proved already is that job."""
    if kind is Job.Kind.PROOF and (running := project.jobs.active().filter(kind=kind).first()):
        return running
    given = zlib.compress(content, 1) if content else b""
    job = Job.objects.create(project=project, author=author, kind=kind, source=source, input=given)
    perform.enqueue(str(job.pk))
    return job


@task
def perform(id: str) -> None:
    """Run a job once, however often it is delivered."""
    job = claim(id)
    if job is None:
        return
    try:
        with alive(job):
            _WORK[Job.Kind(job.kind)](job, Progress(job))
    except Stopped:
        finish(job, Job.State.STOPPED)
    except (ImportRefused, InvalidDesign, Conflict, ScratchUnavailable, Unplannable) as fault:
        finish(job, Job.State.FAILED, error=str(fault))
    except Exception:
        logger.exception("job %s failed", job.pk)
        finish(job, Job.State.FAILED, error=f"This failed on our side and changed nothing; the log has {job.pk}.")


def _import(job: Job, progress: Progress) -> None:
    design, report = read_sql(zlib.decompress(job.input), progress=progress)
    author = _author(job)
    with transaction.atomic():
        edit = journal.save(
            job.project, author, lambda head: compare(head, merged(head, design)), summary=f"Imported {job.source}"
        )
        record = ImportRecord.objects.create(
            project=job.project,
            source=job.source,
            number=edit.number if edit else None,
            report=zlib.compress(msgspec.json.encode(report), 1),
        )
        finish(job, Job.State.DONE, result=record.pk)


def _prove(job: Job, progress: Progress) -> None:
    project = job.project
    report = prove(heads.design_of(project), options=heads.options_of(project), progress=progress)
    # What cannot be proven here is left out of the bundle that ran: the report is about the whole one all the same.
    record = keep(report, heads.bundle_of(project).digest)
    finish(job, Job.State.DONE, result=record.pk)


def _author(job: Job) -> User:
    return job.author or job.project.owner


_WORK: Mapping[Job.Kind, Callable[[Job, Progress], None]] = {Job.Kind.IMPORT: _import, Job.Kind.PROOF: _prove}
