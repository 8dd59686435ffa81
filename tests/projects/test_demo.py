"""The first command of the README: it prepares, starts, says where, and stops everything with Ctrl-C."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management.base import CommandError

from projects import heads
from projects.management.commands.demo import free_port
from projects.models import Project
from projects.sample import build_shop

ROOT = Path(__file__).resolve().parents[2]


def told(log, process):
    for _ in range(600):
        if found := re.search(r"Open\s+(\S+)\s+Name\s+(\S+)\s+Password\s+(\S+)", log.read_text()):
            return found.groups()
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    pytest.fail(log.read_text())


def children_of(pid):
    """From /proc where there is one: a small machine has no ps, and macOS, which has, knows no --ppid."""
    return [child for child, parent in processes() if parent == pid]


def processes():
    """(process, its parent) of every process."""
    if not Path("/proc/self/stat").exists():
        listed = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=True)
        return [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            # "pid (name) state ppid ...": the name may hold spaces and parentheses.
            found.append((int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])))
    return found


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_starts_on_a_fresh_database_and_stops_cleanly(tmp_path):
    """As a background job of a shell too, which starts with SIGINT ignored."""
    log = tmp_path / "log"
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "demo", "--port", "8500", "--workers", "1"]
    with log.open("wb") as out:
        ignoring = signal.signal(signal.SIGINT, signal.SIG_IGN)
        demo = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=out, stderr=subprocess.STDOUT)
        signal.signal(signal.SIGINT, ignoring)
    try:
        address, name, _ = told(log, demo)
        where = urlsplit(address)
        assert (where.hostname, name) == ("127.0.0.1", "demo")
        connection = HTTPConnection(where.hostname, where.port, timeout=30)
        connection.request("GET", "/sign-in/")
        response = connection.getresponse()
        assert response.status == 200
        assert b"/static/css/tokens." in response.read()
        children = children_of(demo.pid)
        assert len(children) == 2
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    finally:
        demo.kill()
        demo.wait()
    assert log.read_text().rstrip().endswith("Stopped.")
    assert not any(map(is_alive, children))


def test_a_port_in_use_gives_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_no_port_at_all_is_said_in_words():
    with pytest.raises(CommandError, match="--port"):
        free_port(70_000)


def test_the_sample_is_built_by_edits_and_has_no_fault(alice):
    project = Project.objects.create(owner=alice, name="Shop")
    build_shop(project, alice)
    project.refresh_from_db()
    assert project.number > 20
    assert heads.report_of(project).errors == ()
    assert {each.name for each in heads.design_of(project).entities.values()} >= {"customer", "product_category"}
