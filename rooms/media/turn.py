"""Credentials for the relay, as coturn's REST API has them: for one device and ten minutes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha1
from hmac import digest
from typing import Any

LIVES_S = 600


def relays_of(config: Mapping[str, Any]) -> list[str]:
    """The addresses of this installation's relays."""
    return [url.strip() for url in str(config["TURN_URLS"]).split(",") if url.strip()]


def ice_servers(config: Mapping[str, Any], party: str, now_ms: int) -> list[dict[str, Any]]:
    """What a browser is given as `iceServers`; nothing where there is no relay.

    The relay takes whoever knows `username` and its HMAC until the time in it (seconds since 1970) is over.
    """
    urls = relays_of(config)
    if not urls:
        return []
    username = f"{now_ms // 1000 + LIVES_S}:{party}"
    signed = digest(str(config["TURN_SECRET"]).encode(), username.encode(), sha1)
    return [{"urls": urls, "username": username, "credential": b64encode(signed).decode()}]
