"""Which carrier this installation has: a setting says so. A carrier of another kind is put in here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elearn.media_settings import relays_of
from rooms.media.carrier import Around, Carrier
from rooms.media.janus.carrier import Janus
from rooms.media.mesh import Mesh


def chosen(config: Mapping[str, Any], around: Around) -> Carrier | None:
    """The carrier, or None: then people write only.

    Browsers in a mesh reach each other by a relay, unless they may know each other's addresses.
    """
    wants_relay = not config["MEDIA_DIRECT"]
    match config["MEDIA"]:
        case "mesh" if relays_of(config) or not wants_relay:
            return Mesh(around, wants_relay)
        case "janus":
            # Beside Janus nobody learns a browser's address: without a relay the two meet directly.
            way = (config["JANUS_URL"], config["JANUS_SECRET"], config["SECRET_KEY"])
            return Janus(around, *way, wants_relay=wants_relay and bool(relays_of(config)))
        case _:
            return None
