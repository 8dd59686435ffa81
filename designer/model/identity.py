"""Two ids of a thing: its name, which may change, and the id drawn once, which may not."""

import hashlib
import secrets
from base64 import b32encode

type Id = str

_DIGITS = 16  # base32 digits: 80 bits, so that two writers never draw the same


def new_id() -> Id:
    """A fresh id: 16 lower-case base32 digits (80 random bits)."""
    return b32encode(secrets.token_bytes(10)).decode().lower()


def derived_id(kind: str, *names: str) -> Id:
    """The id of a thing that has none yet, from its kind and qualified name: the same input gives the same id."""
    digest = hashlib.blake2b("\0".join((kind, *names)).encode(), digest_size=10).digest()
    return b32encode(digest).decode().lower()[:_DIGITS]
