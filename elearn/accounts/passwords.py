"""Passwords of staff, hashed with argon2."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from elearn.eventloop import off_loop

_hasher = PasswordHasher()
# Checked against when there is no such account, so that the answer takes equally long.
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """An argon2id hash. Takes about 0.2 s of CPU, off the event loop."""
    return str(off_loop(_hasher.hash, password))


def is_password(stored: str | None, password: str) -> bool:
    """True when `password` is the one that was hashed.

    Others run while this works: hold no open transaction when calling it.
    """
    try:
        return bool(off_loop(_hasher.verify, stored or _NOBODY, password)) and stored is not None
    except VerificationError:
        return False
