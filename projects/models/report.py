"""What imports and proofs reported, kept as the JSON of the engine's own values."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from projects.models.project import Project


class ImportRecordQuerySet(models.QuerySet["ImportRecord"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "ImportRecordQuerySet":
        return self.filter(project__owner=user.pk)


class ImportRecord(models.Model):
    """An import that was saved as the edit `number` (None where it changed nothing).

    report: JSON of designer.importers.ImportReport, compressed.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="imports")
    created = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True)
    report = models.BinaryField()

    objects = ImportRecordQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return self.source


class ProofRecord(models.Model):
    """A proof, by the digest of the bundle that was proven: it holds for everyone who exports the same bytes.

    report: JSON of designer.proof.ProofReport, compressed.
    """

    digest = models.CharField(max_length=128, unique=True)
    created = models.DateTimeField(auto_now=True)
    proven = models.BooleanField()
    report = models.BinaryField()

    def __str__(self) -> str:
        return self.digest
