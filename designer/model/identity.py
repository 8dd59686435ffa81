"""Two ids of a thing: its name, which may change, and the id drawn once, which may not."""

import hashlib
import secrets

type Id = str

_BYTES = 10  # 80 bits, so that two writers never draw the same
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)


def new_id() -> Id:
    """A fresh id: 16 lower-case base32 digits (80 random bits)."""
    return _base32(secrets.token_bytes(_BYTES))


def derived_id(kind: str, *names: str) -> Id:
    """The id of a thing that has none yet, from its kind and qualified name: the same input gives the same id."""
    digest = hashlib.blake2b("\0".join((kind, *names)).encode(), digest_size=_BYTES).digest()
    return _base32(digest)


def _base32(data: bytes) -> Id:
    # base64.b32encode() is five times slower: reading a database draws ten thousand ids.
    number = int.from_bytes(data)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])
