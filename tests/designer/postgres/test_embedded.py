"""The embedded server as several processes see it. Each process here is a real one with a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from designer.postgres.embedded import answers

ROOT = Path(__file__).resolve().parents[3]

# Says where its server is, and then does as it is told, a line at a time.
USER = """
import json, sys
from designer.postgres import scratch_database, server
from designer.postgres.embedded import _read_state
from designer.postgres.folder import server_folder
for line in sys.stdin:
    with scratch_database() as database, database.connect() as connection:
        pid = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
    folder = database.server.conninfo.split("host=")[1].split()[0]
    print(json.dumps({"run": folder, "version": database.version}), flush=True)
"""


class User:
    """A process that makes a scratch database each time it is asked."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "SCRATCH_FOLDER": str(folder), "PYTHONPATH": str(ROOT)}
        environment.pop("SCRATCH_DATABASE_URL", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self) -> Path:
        assert self.process.stdout
        return Path(json.loads(self.process.stdout.readline())["run"])

    def run(self) -> Path:
        """Make a database; gives the folder of the server it was made on."""
        self.ask()
        return self.answer()

    def leave(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


@pytest.fixture
def user(own_folder: Path):  # type: ignore[no-untyped-def]
    users: list[User] = []

    def new_user() -> User:
        users.append(User(own_folder))
        return users[-1]

    yield new_user
    for each in users:
        if each.process.poll() is None:
            each.leave()


def postmaster(run: Path) -> int:
    return int((run / "data" / "postmaster.pid").read_text().split()[0])


def stops(run: Path) -> bool:
    for _ in range(1000):
        if not answers(run / ".s.PGSQL.5432") and not (run / "data" / "postmaster.pid").exists():
            return True
        time.sleep(0.02)
    return False


def test_processes_that_start_at_once_share_one_server(user: Callable[[], User]) -> None:
    alice, bob = user(), user()
    alice.ask()
    bob.ask()
    run = alice.answer()
    assert bob.answer() == run
    alice.leave()
    assert bob.run() == run  # Alice was not the last one out
    bob.leave()
    assert stops(run)


def test_a_server_that_stopped_cleanly_starts_again_with_its_files(user: Callable[[], User]) -> None:
    alice = user()
    run = alice.run()
    alice.leave()
    assert stops(run)
    assert user().run() == run


def test_the_server_stops_when_its_last_user_is_killed(user: Callable[[], User]) -> None:
    alice = user()
    run = alice.run()
    alice.process.kill()
    alice.leave()
    assert stops(run)


def test_a_killed_server_is_replaced_at_the_next_call(user: Callable[[], User]) -> None:
    alice = user()
    run = alice.run()
    os.kill(postmaster(run), signal.SIGKILL)
    assert alice.run() != run


def test_a_killed_keeper_takes_its_server_along_and_both_are_replaced(user: Callable[[], User]) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells a child that its parent died")
    alice = user()
    run = alice.run()
    status = Path(f"/proc/{postmaster(run)}/status").read_text()
    keeper = int(next(line.split()[1] for line in status.splitlines() if line.startswith("PPid:")))
    os.kill(keeper, signal.SIGKILL)
    assert stops(run)
    assert answers(alice.run() / ".s.PGSQL.5432")


def test_files_that_someone_swept_away_are_made_again(user: Callable[[], User]) -> None:
    alice = user()
    run = alice.run()
    alice.leave()
    assert stops(run)
    (run / "data" / "global" / "pg_control").unlink()
    assert user().run() != run
