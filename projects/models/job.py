"""Long work that a user can watch, leave and stop."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone

from projects.models.project import Project

# A worker reports at least every few seconds; after this long it is gone.
LOST_AFTER = timedelta(seconds=60)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "JobQuerySet":
        return self.filter(project__owner=user.pk)

    def active(self) -> "JobQuerySet":
        return self.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING))

    def fail_lost(self) -> int:
        """Mark as failed what its worker has left behind (killed, machine restarted)."""
        lost = self.filter(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - LOST_AFTER)
        message = "The worker stopped in the middle. Nothing has been changed: start it again."
        return lost.update(state=Job.State.FAILED, error=message, finished=timezone.now())


class Job(models.Model):
    """progress: 0 to 1. message: what is going on, for the user. error: what went wrong and what to do.

    input: what the work is about where the design alone does not say it (the SQL of an import), compressed.
    result: the id of the record it made. cancel: somebody has asked it to stop; it does at the next progress.
    """

    class Kind(models.TextChoices):
        IMPORT = "import", "Import"
        PROOF = "proof", "Proof"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="jobs")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    progress = models.FloatField(default=0.0)
    message = models.CharField(max_length=300, default="")
    heartbeat = models.DateTimeField(auto_now_add=True)
    cancel = models.BooleanField(default=False)
    source = models.CharField(max_length=200, default="")
    input = models.BinaryField(default=b"")
    result = models.JSONField(null=True)
    error = models.TextField(default="")

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-created",)
        indexes = (models.Index(fields=("project", "kind", "-created"), name="job_of_project"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def active(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def percent(self) -> int:
        return round(self.progress * 100)
