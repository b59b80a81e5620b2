"""Which carrier the settings give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from elearn.app import create_app
from tests.acting import Auth
from tests.cast import Cast

RELAY = {"TURN_URLS": "turn:127.0.0.1:3478", "TURN_SECRET": "shared"}


def carrier_of(folder: Path, **settings: Any) -> tuple[str, bool | None]:
    """Its name, and whether browsers hide their addresses from each other."""
    app: Flask = create_app(DATA=folder, TESTING=True, **settings)
    media = app.extensions["room_engine"].media
    return media.name, media.carrier.wants_relay if media.carrier else None


@pytest.mark.parametrize(
    ("settings", "carrier"),
    [
        ({}, ("none", None)),
        (RELAY, ("mesh", True)),
        ({"DEMO": True}, ("mesh", False)),
        ({"DEMO": True, "MEDIA_DIRECT": 0}, ("none", None)),
        ({"DEMO": True, "MEDIA_DIRECT": False, **RELAY}, ("mesh", True)),
        ({"MEDIA_DIRECT": 1}, ("mesh", False)),
        ({"MEDIA": "none", "MEDIA_DIRECT": 1, **RELAY}, ("none", None)),
    ],
)
def test_a_mesh_needs_a_relay_unless_addresses_may_be_known(
    tmp_path: Path, settings: dict[str, Any], carrier: tuple[str, bool | None]
):
    assert carrier_of(tmp_path, **settings) == carrier


@pytest.mark.parametrize(("settings", "carrier"), [({}, "none"), (RELAY, "mesh")])
def test_the_rooms_page_says_what_carries_and_may_ask_for_microphone_and_screen(
    cast: Cast, auth: Auth, carrier: str
):
    page = auth.browser(cast.ana).get(f"/sessions/{cast.evening.public_id}/room", follow_redirects=True)

    assert f'data-media="{carrier}"' in page.text
    allowed = page.headers["Permissions-Policy"]
    assert all(f"{name}=(self)" in allowed for name in ("camera", "microphone", "display-capture"))
