"""A database cluster on disk: made by initdb, thrown away when it did not stop cleanly."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from designer.postgres.errors import ScratchUnavailable
from designer.postgres.user import SystemUser

ADMINISTRATOR = "postgres"
TEMPLATE = "template1"  # of the throwaway databases
STOPPED = "stopped"  # the keeper leaves this file where the server stopped cleanly

# Nothing here outlives the process, so nothing needs to survive a power cut.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "128MB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
    "jit": "off",
    "dynamic_shared_memory_type": "mmap",  # in the data folder: nothing is left in /dev/shm by a server that is killed
    "max_connections": "60",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    # A schema of a thousand tables takes a lock for each relation in the one transaction that makes it.
    "max_locks_per_transaction": "1024",
    "max_prepared_transactions": "0",
    "temp_file_limit": "256MB",
    # Passwords are 192 random bits: slow hashing adds nothing.
    "scram_iterations": "1",
    # A backend whose client died by kill -9 ends too.
    "client_connection_check_interval": "2s",
    "logging_collector": "off",
    "log_min_messages": "fatal",
    "timezone": "UTC",
    "lc_messages": "C",
}


def cluster_settings(run: Path, controls: Path) -> list[str]:
    """Command-line options of `postgres` for the cluster in `run`."""
    settings = _SETTINGS | {
        "unix_socket_directories": str(run),
        "extension_control_path": f"{controls}:$system",
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def make_cluster(binaries: Path, folder: Path, user: SystemUser, password: str) -> Path:
    """Run initdb in a new folder `r-...` under `folder`; gives that folder, which holds `data` and later the socket.

    Raises ScratchUnavailable with initdb's last words.
    """
    run = folder / f"r-{secrets.token_hex(3)}"
    run.mkdir(mode=0o700)
    secret = run / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    for each in (run, secret):
        if user.uid is not None and user.gid is not None:
            os.chown(each, user.uid, user.gid)
    arguments = [
        str(binaries / "bin" / "initdb"),
        *("-D", str(run / "data"), "-U", ADMINISTRATOR, "--auth=scram-sha-256", f"--pwfile={secret}"),
        *("--no-sync", "--no-instructions", "--set", "scram_iterations=1", "-E", "UTF8"),
        # Compiled in: does not depend on the locales of this machine, and knows the case of every script.
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ]
    try:
        subprocess.run(arguments, check=True, capture_output=True, timeout=120, **user.popen_options())
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(run, ignore_errors=True)
        words = getattr(error, "stderr", None) or str(error).encode()
        raise ScratchUnavailable(
            f"PostgreSQL could not make its files in {run}: {words.decode(errors='replace').strip()[-500:]}. Set "
            "SCRATCH_FOLDER to a folder with room, or SCRATCH_DATABASE_URL to a running server."
        ) from error
    finally:
        secret.unlink(missing_ok=True)
    return run
