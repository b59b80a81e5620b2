"""By which servers browsers reach each other. Live rooms know, and a try of the line asks through here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask import Flask, current_app

from elearn.clock import milliseconds

# What a browser is given as `iceServers`: from the settings, for a device of that name, at that moment.
Servers: TypeAlias = Callable[[Mapping[str, Any], str, int], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Way:
    """`carries`: there is voice and picture here. `can_try`: a connection can be tried within one browser."""

    ice: list[dict[str, Any]]
    relay_only: bool
    carries: bool
    can_try: bool


def register(app: Flask, servers: Servers) -> None:
    """Have `servers` answer."""
    app.extensions["ice_servers"] = servers


def way() -> Way:
    """The way that a connection of this installation takes, with credentials for one device."""
    config = current_app.config
    servers: Servers = current_app.extensions["ice_servers"]
    ice, relay_only = servers(config, secrets.token_hex(8), milliseconds()), not config["MEDIA_DIRECT"]
    is_reached = bool(ice) or not relay_only
    carries = config["MEDIA"] == "janus" or (config["MEDIA"] == "mesh" and is_reached)
    return Way(ice, relay_only, carries, can_try=carries and is_reached)
