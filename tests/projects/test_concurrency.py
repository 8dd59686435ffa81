"""Many writers at once, each a process of its own: what is acknowledged is kept, in one journal without a gap."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

# Forked after the imports, which take longer than all the writing.
SCRIPT = """
import os, django; django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connections
from designer.changes import apply
from designer.edits import new_entity
from designer.model import EMPTY
from projects import heads, journal
from projects.models import Project

def write(writer):
    project = Project.objects.select_related("owner").get()
    for number in range(10):
        journal.save(project, project.owner, lambda design: new_entity(design, f"e_{writer}_{number}"), base=0)

call_command("migrate", verbosity=0)
Project.objects.create(owner=User.objects.create_user("alice"), name="Shared")
connections.close_all()
writers = []
for writer in range(4):
    if not (pid := os.fork()):
        write(writer)
        os._exit(0)
    writers.append(pid)
assert [os.waitpid(pid, 0)[1] for pid in writers] == [0, 0, 0, 0]

project, design = Project.objects.get(), EMPTY
for edit in project.edits.all():
    design = apply(design, journal.changes_of(edit))
assert design == heads.design_of(project)
assert [edit.number for edit in project.edits.all()] == list(range(1, 41))
assert len(design.entities) == project.number == 40
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks the row; SQLite's file is the harder case")
def test_forty_edits_by_four_processes_are_all_kept(tmp_path):
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "projects.settings", "DATABASE_URL": url}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
