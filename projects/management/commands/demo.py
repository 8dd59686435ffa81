"""Start everything on this machine: database, a user with a sample project, the server and the task worker."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from projects.environment import kept_secret
from projects.models import Project
from projects.sample import build_shop

USER = "demo"


class Command(BaseCommand):
    help = "Starts the designer on 127.0.0.1 with a demo user and a sample project. Ctrl-C stops it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="The next free one is taken where it is in use.")
        parser.add_argument("--workers", type=int, default=2, help="Server processes, of four threads each.")

    def handle(self, *, port: int, workers: int, **_options: Any) -> None:
        self.say("Preparing the database and the pages ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        password = self.sample()
        port = free_port(port)
        address = f"http://127.0.0.1:{port}/"
        with running(server(port, workers), worker()) as children:
            wait_for(port, children)
            self.say(f"\n  Open      {address}\n  Name      {USER}\n  Password  {password}\n\n  Ctrl-C stops it.\n")
            watch(children)
        self.say("Stopped.")

    def sample(self) -> str:
        """The demo user's password; with the user comes a project, once."""
        password = kept_secret(settings.VAR / "demo_password", secrets.token_urlsafe(9))
        user, created = User.objects.get_or_create(username=USER)
        if created or not user.check_password(password):
            user.set_password(password)
            user.save()
        if created:
            build_shop(Project.objects.create(owner=user, name="Shop"), user)
        return password

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def free_port(wanted: int) -> int:
    """`wanted`, or the next port above it that nobody listens on. Raises CommandError after 100 tries."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            # A server that has just stopped leaves its connections behind; its port can be taken again.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise CommandError(f"No port is free from {wanted} on: name another with --port.")


def server(port: int, workers: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    options += ["--blocking-threads", "4", "--log-level", "warning", "--workers-kill-timeout", "3"]
    return [sys.executable, "-m", "granian", *options, "projects.wsgi:application"]


def worker() -> list[str]:
    return [sys.executable, str(settings.ROOT / "manage.py"), "db_worker", "--interval", "0.2", "-v", "0"]


@contextlib.contextmanager
def running(*commands: list[str]) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The commands as child processes; on the way out they are asked to stop, and after a few seconds made to."""
    # In a group of their own, so that Ctrl-C reaches this process alone and the order of stopping is ours.
    children = [subprocess.Popen(each, cwd=settings.ROOT, env=dict(os.environ), process_group=0) for each in commands]
    # A shell starts a job in the background with SIGINT ignored, and a closed terminal sends SIGHUP.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.default_int_handler)
    try:
        yield children
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            with contextlib.suppress(KeyboardInterrupt):
                stop(child)


def stop(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(timeout=8)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def wait_for(port: int, children: list["subprocess.Popen[bytes]"]) -> None:
    """Until the server answers. Straight to it: urllib would ask a proxy where the environment names one."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        check(children)
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        with contextlib.suppress(OSError, HTTPException), contextlib.closing(connection):
            connection.request("GET", "/readyz")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise CommandError("The server did not answer within 90 seconds; what it said stands above.")


def watch(children: list["subprocess.Popen[bytes]"]) -> None:
    while True:
        check(children)
        time.sleep(0.5)


def check(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is not None:
            raise CommandError(f"A part stopped by itself with code {child.returncode}; what it said stands above.")
