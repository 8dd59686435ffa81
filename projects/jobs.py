"""Long work: queued, watched, stopped. What it does is in tasks.py."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from projects.models import Job

logger = logging.getLogger(__name__)

_BEAT = 5.0  # seconds; Job.LOST_AFTER is many times as long
_TELL = 0.25


class Stopped(Exception):
    """Somebody has asked the job to stop."""


class Progress:
    """Called by the work with (0 to 1, what it is doing); tells the job so at most a few times a second."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._next = 0.0

    def __call__(self, fraction: float, message: str) -> None:
        """Raises Stopped where the job has been cancelled."""
        if monotonic() < self._next:
            return
        self._next = monotonic() + _TELL
        told = {"progress": min(max(fraction, 0.0), 1.0), "message": message[:300], "heartbeat": timezone.now()}
        if not Job.objects.filter(pk=self.job.pk, cancel=False, state=Job.State.RUNNING).update(**told):
            raise Stopped


def claim(id: str) -> Job | None:
    """The job, now running here; None where it runs elsewhere, is done, or was stopped before it began."""
    waiting = Job.objects.filter(pk=id, state=Job.State.QUEUED, cancel=False)
    if not waiting.update(state=Job.State.RUNNING, heartbeat=timezone.now()):
        return None
    return Job.objects.select_related("project", "author").get(pk=id)


def finish(job: Job, state: Job.State, *, error: str = "", result: object = None) -> None:
    progress = {"progress": 1.0} if state is Job.State.DONE else {}
    # What it was about is not needed any more, and may be large.
    Job.objects.filter(pk=job.pk).update(
        state=state, error=error, result=result, finished=timezone.now(), input=b"", **progress
    )


def stop(job: Job) -> None:
    """Stop it where it waits, or ask it to where it runs."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.STOPPED, cancel=True, finished=timezone.now(), input=b""):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel=True)


@contextmanager
def alive(job: Job) -> Iterator[None]:
    """Say every few seconds that somebody works on the job, even where one step of it takes long."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(_BEAT):
            # A database that is busy for a moment misses one beat; the job does not fail for it.
            with suppress(OperationalError):
                Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now())
            close_old_connections()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
