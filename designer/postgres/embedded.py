"""Starting the embedded server, once for all processes of a user."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
from msgspec import Struct
from psycopg.conninfo import make_conninfo

from designer.postgres import keeper
from designer.postgres.binaries import installed_binaries, readable_by_all, readable_copy, wheel_version
from designer.postgres.cluster import ADMINISTRATOR, STOPPED, TEMPLATE, cluster_settings, make_cluster
from designer.postgres.collations import make_stand_in_collations
from designer.postgres.controls import controls_digest, write_controls
from designer.postgres.errors import ScratchUnavailable
from designer.postgres.folder import SOCKET, data_folder, server_folder
from designer.postgres.user import PLAIN_ENVIRONMENT, system_user

START_SECONDS = 30.0
ABANDONED_SECONDS = 7 * 86400.0
_STATE = "state.json"
_USERS = "users.lock"


class EmbeddedServer(Struct, frozen=True):
    """folder: of the socket and the data. install: of the bin, lib and share that it runs from."""

    folder: str
    password: str
    install: str

    @property
    def run(self) -> Path:
        return Path(self.folder)

    @property
    def binaries(self) -> Path:
        return Path(self.install)

    @property
    def socket(self) -> Path:
        return self.run / SOCKET

    @property
    def conninfo(self) -> str:
        return make_conninfo(host=str(self.run), user=ADMINISTRATOR, password=self.password, dbname="postgres")


# This process's hold on each server: an open file with a shared lock, kept until the process ends.
_holds: dict[Path, int] = {}


def start() -> EmbeddedServer:
    """The running server of this user, started where none answers. Raises ScratchUnavailable."""
    if sys.platform == "win32":
        raise ScratchUnavailable("The embedded PostgreSQL needs Linux or macOS: set SCRATCH_DATABASE_URL here.")
    install = installed_binaries()
    folder = server_folder(_key(install))
    with _alone(folder):
        _hold(folder)
        _clear_abandoned(folder)
        found = _read_state(folder)
        if found is not None and answers(found.socket):
            (folder / _STATE).touch()
            return found
        try:
            return _opened(_launch(_prepare(folder, install, found), folder))
        except ScratchUnavailable:
            # Files of another day, half of them swept out of the temporary folder: once more, from nothing.
            _clear(folder)
            return _opened(_launch(_prepare(folder, install, None), folder))


def answers(path: Path) -> bool:
    """Whether a server listens at this socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        return probe.connect_ex(str(path)) == 0


def _key(install: Path) -> str:
    """Servers of another version, or started in another way by an older checkout, live in other folders."""
    sources = [
        Path(__file__),
        Path(keeper.__file__),
        Path(__file__).with_name("cluster.py"),
        Path(__file__).with_name("collations.py"),
    ]
    parts = [wheel_version(), str(install), controls_digest(), *(file.read_text() for file in sources)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time looks for the server and starts it."""
    with (folder / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _hold(folder: Path) -> None:
    """Be counted among the users of the server; waits while a keeper is stopping it."""
    if folder not in _holds:
        lock = os.open(folder / _USERS, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)
        _holds[folder] = lock


def _read_state(folder: Path) -> EmbeddedServer | None:
    try:
        return msgspec.json.decode((folder / _STATE).read_bytes(), type=EmbeddedServer)
    except (OSError, msgspec.DecodeError):
        return None


def _prepare(folder: Path, install: Path, found: EmbeddedServer | None) -> EmbeddedServer:
    """The server to launch: the one found where it stopped cleanly, else a new one in place of all others."""
    if found is not None and (found.run / STOPPED).is_file() and (found.binaries / "bin" / "postgres").is_file():
        (found.run / STOPPED).unlink()
        return found
    _clear(folder, keep="binaries")
    user = system_user()
    binaries = install
    if user.uid is not None and not readable_by_all(install / "bin" / "postgres"):
        binaries = readable_copy(install, folder)
    write_controls(binaries / "share", folder)
    password = secrets.token_urlsafe(24)
    server = EmbeddedServer(str(make_cluster(binaries, data_folder(folder), user, password)), password, str(binaries))
    state = folder / _STATE
    state.touch(mode=0o600)
    state.write_bytes(msgspec.json.encode(server))
    return server


def _clear(folder: Path, keep: str = "") -> None:
    for each in (*folder.iterdir(), *data_folder(folder).iterdir()):
        if each.is_dir() and each.name != keep:
            shutil.rmtree(each, ignore_errors=True)
    (folder / _STATE).unlink(missing_ok=True)


def _clear_abandoned(folder: Path) -> None:
    """Remove what other versions left: the folders beside ours that nobody has used for a while."""
    for other in folder.parent.iterdir():
        state = other / _STATE
        if other == folder or not state.is_file() or time.time() - state.stat().st_mtime < ABANDONED_SECONDS:
            continue
        with (other / _USERS).open("a") as lock, contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _clear(other)
            shutil.rmtree(other, ignore_errors=True)


def _launch(server: EmbeddedServer, folder: Path) -> EmbeddedServer:
    """Start the keeper and wait until the server lets us in. Raises ScratchUnavailable with the end of its log."""
    user = system_user()
    arguments = [
        *(sys.executable, "-I", "-S", keeper.__file__),
        *(str(folder / _USERS), str(server.run)),
        *("-" if each is None else str(each) for each in (user.uid, user.gid)),
        str(server.binaries / "bin" / "postgres"),
        *cluster_settings(server.run, folder / "controls"),
    ]
    process = subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal is not for the server
        cwd="/",
        env=PLAIN_ENVIRONMENT,
    )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _is_ready(server.run):
            process.returncode = 0  # the keeper is meant to outlive us: no warning about a process left running
            return server
        time.sleep(0.003)
    process.terminate()
    log = server.run / "log"
    words = log.read_text(errors="replace").strip()[-500:] if log.is_file() else ""
    raise ScratchUnavailable(f"The embedded PostgreSQL did not start. {words}".strip())


def _opened(server: EmbeddedServer) -> EmbeddedServer:
    """The server, its own databases closed to the owners of throwaway ones, the template of those complete."""
    try:
        with psycopg.connect(server.conninfo, autocommit=True, connect_timeout=10) as connection:
            connection.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
        with psycopg.connect(server.conninfo, dbname=TEMPLATE, autocommit=True, connect_timeout=10) as connection:
            make_stand_in_collations(connection)
    except psycopg.Error as error:
        raise ScratchUnavailable(f"The embedded PostgreSQL started and lets nobody in: {error}.") from error
    return server


def _is_ready(run: Path) -> bool:
    """Whether the server says, in the last line of its pid file, that it takes connections."""
    try:
        return (run / "data" / "postmaster.pid").read_text().rstrip().endswith("ready")
    except OSError:
        return False
