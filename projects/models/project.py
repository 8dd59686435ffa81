"""A project: one design of one database, at its newest edit."""

import hashlib
import zlib
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from designer.model import EMPTY, Design, encode


def document_of(design: Design) -> tuple[bytes, str]:
    """(compressed document, digest of its content) as a Project keeps them."""
    document = encode(design)
    return zlib.compress(document, 1), hashlib.blake2b(document, digest_size=16).hexdigest()


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "ProjectQuerySet":
        """The projects that a user may see: every look-up of a view starts here, so that others' answer 404."""
        return self.filter(owner=user.pk)


class Project(models.Model):
    """number: of the newest edit, 0 before the first. document, digest: the design after it, see `document_of`.

    entities, fields: how many the design has.
    layout: where the diagram has put things, as JSON; drawn_number: the edit that it was made for.
    undo, redo: numbers of the edits that the two buttons would undo, the tops of two stacks linked by Edit.below.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="projects")
    name = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now_add=True)
    number = models.PositiveIntegerField(default=0)
    document = models.BinaryField()
    digest = models.CharField(max_length=32)
    entities = models.PositiveIntegerField(default=0)
    fields = models.PositiveIntegerField(default=0)
    layout = models.BinaryField(null=True)
    drawn_number = models.PositiveIntegerField(default=0)
    undo = models.PositiveIntegerField(null=True)
    redo = models.PositiveIntegerField(null=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("-changed", "-pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.document:
            self.hold(EMPTY)
        super().save(*args, **kwargs)

    @property
    def state(self) -> str:
        """Which design this is, for pages that show it."""
        return f"{self.number}-{self.digest[:12]}"

    def hold(self, design: Design) -> None:
        """Make `design` the head; the caller saves."""
        self.document, self.digest = document_of(design)
        self.entities, self.fields = len(design.entities), len(design.fields)
