"""What the environment says, read loudly: a value that cannot be meant stops the start with a sentence."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}

# Without IMMEDIATE, two readers that both go on to write make one of them fail with "database is locked".
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no. Raises ImproperlyConfigured where it is neither."""
    text = os.environ.get(name)
    if text is None:
        return default
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}: write 1 or 0.")


def names(name: str, default: tuple[str, ...]) -> list[str]:
    """A list separated by commas."""
    text = os.environ.get(name)
    return [part.strip() for part in text.split(",") if part.strip()] if text else list(default)


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or else a key drawn once and kept in `folder` for its owner's eyes only."""
    if "SECRET_KEY" in os.environ:
        if len(key := os.environ["SECRET_KEY"]) < 32:
            raise ImproperlyConfigured("SECRET_KEY is shorter than 32 characters: draw a longer one, or leave it out.")
        return key
    return kept_secret(folder / "secret_key", secrets.token_urlsafe(50))


def kept_secret(path: Path, drawn: str) -> str:
    """The text kept at `path`; on the first call that is `drawn`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Server, worker and shell may start at once: the first one creates the file, the others read it.
    with contextlib.suppress(FileExistsError):
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(drawn)
        try:
            os.link(temporary, path)
        finally:
            temporary.unlink()
    return path.read_text()


def database(folder: Path) -> dict[str, Any]:
    """DATABASES["default"] from DATABASE_URL; a SQLite file in `folder` where it is not set.

    Forms: postgresql://user:password@host:port/name?option=value (a socket's folder as host=...), sqlite:////path/file.
    """
    text = os.environ.get("DATABASE_URL", "")
    if not text:
        folder.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(folder / "designer.sqlite3"))
    url = urlsplit(text)
    match url.scheme:
        case "sqlite" if len(url.path) > 1:
            return _sqlite(unquote(url.path[1:]))
        case "postgresql" | "postgres" if len(url.path) > 1:
            options = dict(parse_qsl(url.query))
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(url.path[1:]),
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": options.pop("host", unquote(url.hostname or "")),
                "PORT": options.pop("port", str(url.port or "")),
                "OPTIONS": options,
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
        case _:
            # The URL itself may hold a password: it is not repeated.
            raise ImproperlyConfigured(
                "DATABASE_URL cannot be read: write postgresql://user:password@host/name or sqlite:////path/to/file."
            )


def _sqlite(name: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": _SQLITE_OPTIONS}
