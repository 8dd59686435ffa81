"""What a page costs on the server: Django's own client, a SQLite file, everything warm as after the first visit."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure, seconds

LIMIT_MILLISECONDS = 50


def figures(path: Path) -> Iterator[Figure]:
    """The workspace of a real schema; call it before anything else has configured Django."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/designer.sqlite3"
        yield _workspace(path)


def _workspace(path: Path) -> Figure:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "projects.settings")
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from designer.changes import compare
    from designer.importers import read_sql
    from projects import journal
    from projects.models import Project

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    alice = User.objects.create_user("alice")
    project = Project.objects.create(owner=alice, name=path.stem)
    imported, _ = read_sql(path.read_bytes())
    journal.save(project, alice, lambda design: compare(design, imported), summary="Imported")
    client = Client()
    client.force_login(alice)
    address = reverse("design", args=[project.pk])
    assert client.get(address, headers={"host": "localhost"}).status_code == 200
    spent, _ = seconds(lambda: client.get(address, headers={"host": "localhost"}), times=10)
    return Figure(
        group="engine",
        name=f"page of {path.stem}, on the server",
        value=round(1000 * spent, 1),
        unit="ms",
        limit=LIMIT_MILLISECONDS,
    )
