"""By which servers browsers reach each other. Live rooms know, and a try of the line asks through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask import Flask, current_app

from elearn.clock import milliseconds
from elearn.media_settings import relays_of

# What a browser is given as `iceServers`: from the settings, for that person, at that moment.
Servers: TypeAlias = Callable[[Mapping[str, Any], str, int], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Way:
    """`can_try`: a connection can be tried within one browser."""

    ice: list[dict[str, Any]]
    relay_only: bool
    can_try: bool


def register(app: Flask, servers: Servers) -> None:
    """Have `servers` answer."""
    app.extensions["ice_servers"] = servers


def carries() -> bool:
    """Is there voice and picture here?"""
    media = current_app.config["MEDIA"]
    return media == "janus" or (media == "mesh" and _is_reached())


def way(person: str) -> Way:
    """The way that a connection of this installation takes, with what the person is let into rooms with."""
    config = current_app.config
    servers: Servers = current_app.extensions["ice_servers"]
    ice = servers(config, person, milliseconds())
    return Way(ice, relay_only=not config["MEDIA_DIRECT"], can_try=carries() and _is_reached())


def _is_reached() -> bool:
    """Does a browser reach another at all?"""
    return bool(current_app.config["MEDIA_DIRECT"] or relays_of(current_app.config))
