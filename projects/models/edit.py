"""The journal: every change of a design that was ever saved, in order."""

from django.conf import settings
from django.db import models

from projects.models.project import Project

FORMAT = 1


class Edit(models.Model):
    """One saved edit. changes: `encode_changes`, compressed, in the form that `format` numbers.

    undoes: the number of the edit that this one inverts (undo; a redo is the undo of an undo).
    below: the number under this one on the undo stack (for an undo: on the redo stack), see Project.undo.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    summary = models.CharField(max_length=500)
    format = models.PositiveSmallIntegerField(default=FORMAT)
    changes = models.BinaryField()
    undoes = models.PositiveIntegerField(null=True)
    below = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("project", "number")
        constraints = (models.UniqueConstraint(fields=("project", "number"), name="edit_number_once"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.summary}"
