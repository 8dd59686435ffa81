"""The operating-system user a server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
from typing import Any

from msgspec import Struct

from designer.postgres.errors import ScratchUnavailable


class SystemUser(Struct, frozen=True):
    """uid and gid to run as; None where it is the user we are."""

    uid: int | None
    gid: int | None

    def popen_options(self) -> dict[str, Any]:
        """Keyword arguments of subprocess.run that make a program run as this user, without our environment."""
        options: dict[str, Any] = {"cwd": "/", "env": PLAIN_ENVIRONMENT}
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options


# Our own environment may hold secrets, and locale settings that this machine does not have.
PLAIN_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC"}


def system_user() -> SystemUser:
    """`nobody` where we are root, else ourselves. Raises ScratchUnavailable where there is no `nobody`."""
    if os.getuid() != 0:
        return SystemUser(None, None)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise ScratchUnavailable(
            "PostgreSQL refuses to run as root and this machine has no user nobody: run as another user, or set "
            "SCRATCH_DATABASE_URL."
        ) from error
    return SystemUser(nobody.pw_uid, nobody.pw_gid)
