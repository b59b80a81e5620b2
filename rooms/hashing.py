"""What an entry of the log is hashed to, and whether what is stored still fits."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from rooms.codec import canonical
from rooms.words_kept import without_words


def chained(before: bytes, seq: int, at: int, by: str, kind: str, payload_hash: bytes) -> bytes:
    """The hash of an entry, which holds that of the one before."""
    head = f"{seq}|{at}|{by}|{kind}|".encode()
    return sha256(before + head + payload_hash).digest()


def is_hashed(stored: str, payload_hash: bytes) -> bool:
    """True when the stored words are those that were hashed.

    Nearly always they are stored in the very form that was hashed. Reading them takes long: only if not.
    """
    if sha256(stored.encode()).digest() == payload_hash:
        return True
    payload = _read(stored)
    return payload is not None and sha256(canonical(payload)).digest() == payload_hash


def is_blank(kind: str, stored: str) -> bool:
    """A redacted entry can no longer be held against its hash, but nobody may have put words back in."""
    payload = _read(stored)
    try:
        return payload is not None and without_words(kind, payload) == payload
    except (KeyError, TypeError):  # fields are missing that the kind has
        return False


def _read(stored: str) -> dict[str, Any] | None:
    """The fields; None for what somebody has made unreadable."""
    try:
        payload = json.loads(stored)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None
