"""The process beside the embedded server: starts it, and stops it when its last user is gone.

Run by path as a script of its own, with the standard library alone:
    python -I -S keeper.py USERS_LOCK RUN_FOLDER UID GID POSTGRES OPTION...

Every process that uses the server holds a shared lock on the file USERS_LOCK for as long as it lives. The operating
system lets go of it however the process ends, so that the keeper, waiting for the lock to be free, sees the last one go
even after kill -9. UID and GID may be "-": stay who we are.
"""

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

BACKEND_BYTES = 2**30  # address space of one backend, the 128 MB of shared buffers included


def main(users_lock: str, run: str, uid: str, gid: str, postgres: str, *options: str) -> None:
    lock = os.open(users_lock, os.O_RDWR)  # before the next lines: it may be readable by root alone
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    os.umask(0o077)
    with contextlib.suppress(OSError):  # Linux: where memory runs out, this goes first, not the application
        Path("/proc/self/oom_score_adj").write_text("900")
    data = Path(run, "data")
    with Path(run, "log").open("w") as log:
        server = subprocess.Popen(
            [postgres, "-D", str(data), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_restrict_server if sys.platform == "linux" else None,  # noqa: PLW1509 (no threads yet)
        )
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    threading.Thread(target=_stop_when_unused, args=(lock, server), daemon=True).start()
    if server.wait() == 0:
        Path(run, "stopped").touch()
    else:
        _end_orphans(data)


def _restrict_server() -> None:
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, int(signal.SIGINT))
    # One backend must not take the machine's memory: `SET work_mem` is not refused.
    resource.setrlimit(resource.RLIMIT_AS, (BACKEND_BYTES, BACKEND_BYTES))


def _stop_when_unused(lock: int, server: "subprocess.Popen[bytes]") -> None:
    fcntl.flock(lock, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)  # fast shutdown: ends running statements
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)  # immediate


def _end_orphans(data: Path) -> None:
    """Kill what a crashed server left: a backend in a busy loop does not see that its server is gone (Linux only)."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").resolve() == data:
                os.kill(int(process.name), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
