"""Many writers at once, each a process of its own: what is acknowledged is kept, in one journal without a gap."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EDITS = 4, 10

PREPARE = """
import django; django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from projects.models import Project
call_command("migrate", verbosity=0)
print(Project.objects.create(owner=User.objects.create_user("alice"), name="Shared").pk)
"""
WRITE = """
import sys, django; django.setup()
from projects import journal
from projects.models import Project
from designer.edits import new_entity
project = Project.objects.select_related("owner").get(pk=sys.argv[1])
for number in range(int(sys.argv[3])):
    journal.save(project, project.owner, lambda design: new_entity(design, f"e_{sys.argv[2]}_{number}"), base=0)
"""
READ = """
import sys, django; django.setup()
from designer.changes import apply
from designer.model import EMPTY
from projects import heads, journal
from projects.models import Project
project = Project.objects.get(pk=sys.argv[1])
design = EMPTY
for edit in project.edits.all():
    design = apply(design, journal.changes_of(edit))
assert design == heads.design_of(project)
print(project.number, [edit.number for edit in project.edits.all()] == list(range(1, project.number + 1)),
      len(design.entities))
"""


@pytest.fixture
def environ(tmp_path):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "projects.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shared.sqlite3'}",
    }


def started(environ, script, *args):
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks the row; SQLite's file is the harder case")
def test_forty_edits_by_four_processes_are_all_kept(environ):
    project = finished(started(environ, PREPARE))
    for writer in [started(environ, WRITE, project, number, EDITS) for number in range(WRITERS)]:
        finished(writer)
    total = WRITERS * EDITS
    assert finished(started(environ, READ, project)) == f"{total} True {total}"
