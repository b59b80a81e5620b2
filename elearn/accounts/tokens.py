"""Secrets that are handed out once and kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """128 random bits, short enough for a printed link (22 characters)."""
    return secrets.token_urlsafe(16)


def digest(token: str) -> bytes:
    """How a token is kept. A token has 128 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).digest()
