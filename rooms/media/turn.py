"""Credentials for the relay, as coturn's REST API has them: for one person and ten minutes at most."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha1
from hmac import digest
from typing import Any

from elearn.media_settings import relays_of

LIVES_S = 600
# Whoever asks more often than this is given the same once more, whichever process they ask.
NEW_EVERY_S = 60


def ice_servers(config: Mapping[str, Any], person: str, now_ms: int) -> list[dict[str, Any]]:
    """What a browser is given as `iceServers`; nothing where there is no relay.

    The relay takes whoever knows `username` and its HMAC until the time in it (seconds since 1970) is over:
    nine to ten minutes from now.
    """
    urls = relays_of(config)
    if not urls:
        return []
    given_at = now_ms // 1000 // NEW_EVERY_S * NEW_EVERY_S
    username = f"{given_at + LIVES_S}:{_alias(config, person)}"
    signed = digest(str(config["TURN_SECRET"]).encode(), username.encode(), sha1)
    return [{"urls": urls, "username": username, "credential": b64encode(signed).decode()}]


def _alias(config: Mapping[str, Any], person: str) -> str:
    """What the relay knows a person as, on each of their devices: by it, it counts what one of them takes.

    It tells the relay nobody's name or id: made with a key that only this server has, not with the relay's.
    """
    return digest(str(config["SECRET_KEY"]).encode(), f"relay:{person}".encode(), "sha256").hex()[:32]
