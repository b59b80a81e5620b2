"""Settings of what carries voice and picture: what cannot work is refused before anything starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

CARRIERS = ("mesh", "janus", "none")
# As browsers take it (RFC 7065).
_RELAY = re.compile(
    r"turns?:([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:(?P<port>\d{1,5}))?(\?transport=(udp|tcp))?"
)


class SettingRefused(SystemExit):
    """Ends the program with a sentence for whoever runs it, and without a traceback."""


def relays_of(config: Mapping[str, Any]) -> list[str]:
    """The addresses of this installation's relays."""
    return [url.strip() for url in str(config["TURN_URLS"]).split(",") if url.strip()]


def check_media(config: Mapping[str, Any]) -> None:
    """Raises `SettingRefused` for settings with which people would neither hear nor see each other."""
    if config["MEDIA"] not in CARRIERS:
        raise SettingRefused(f"ELEARN_MEDIA is `{config['MEDIA']}`: write mesh, janus or none.")
    _check_relays(config)
    if config["MEDIA"] == "janus":
        _check_janus(config)


def _check_relays(config: Mapping[str, Any]) -> None:
    relays = relays_of(config)
    for url in relays:
        if not _is_relay(url):
            raise SettingRefused(
                f"ELEARN_TURN_URLS has `{url}`, which is no relay's address: write "
                "turn:host:3478?transport=udp, turn:host:3478?transport=tcp or "
                "turns:host:5349?transport=tcp, with commas between them."
            )
    if relays and not config["TURN_SECRET"]:
        raise SettingRefused(
            "ELEARN_TURN_URLS names a relay, but ELEARN_TURN_SECRET is empty: nobody could use it. "
            "Set what the relay has as static-auth-secret."
        )


def _check_janus(config: Mapping[str, Any]) -> None:
    if not str(config["JANUS_URL"]).startswith(("ws://", "wss://")):
        raise SettingRefused(
            "ELEARN_MEDIA is janus, but ELEARN_JANUS_URL is not the address of a WebSocket: "
            "write it as ws://127.0.0.1:8188."
        )
    if not config["JANUS_SECRET"]:
        raise SettingRefused(
            "ELEARN_MEDIA is janus, but ELEARN_JANUS_SECRET is empty. Set what Janus has as api_secret."
        )


def _is_relay(url: str) -> bool:
    found = _RELAY.fullmatch(url)
    return found is not None and int(found["port"] or 3478) < 65_536
