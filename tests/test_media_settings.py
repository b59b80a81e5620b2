"""Settings of voice and picture that cannot work: the server says so and does not start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from elearn.config import configure
from elearn.media_settings import SettingRefused, relays_of

ROOT = Path(__file__).parent.parent
RELAY = {"TURN_URLS": "turn:relay.example:3478", "TURN_SECRET": "shared"}
JANUS = {"MEDIA": "janus", "JANUS_SECRET": "shared"}


def configured(folder: Path, **settings: Any) -> Flask:
    app = Flask("settings")
    configure(app, {"DATA": folder, **settings})
    return app


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (RELAY | {"TURN_SECRET": ""}, "ELEARN_TURN_SECRET"),
        (JANUS | {"JANUS_SECRET": ""}, "ELEARN_JANUS_SECRET"),
        (JANUS | {"JANUS_URL": ""}, "ELEARN_JANUS_URL"),
        (JANUS | {"JANUS_URL": "http://127.0.0.1:8188"}, "ws://"),
        ({"MEDIA": "jitsi"}, "mesh, janus or none"),
    ],
)
def test_what_cannot_work_does_not_start(tmp_path: Path, settings: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingRefused, match=says):
        configured(tmp_path, **settings)


@pytest.mark.parametrize(
    "url",
    [
        "turn:relay.example",
        "turn:relay.example:3478",
        "turn:192.0.2.7:3478?transport=udp",
        "turn:[2001:db8::7]:3478?transport=tcp",
        "turns:relay.example:5349",
        "turns:relay.example:443?transport=tcp",
    ],
)
def test_relays_are_reached_plainly_or_by_tls(tmp_path: Path, url: str) -> None:
    app = configured(tmp_path, **RELAY | {"TURN_URLS": f" {url} , turn:second.example,"})

    assert relays_of(app.config) == [url, "turn:second.example"]


@pytest.mark.parametrize(
    "url",
    [
        "relay.example:3478",
        "stun:relay.example:3478",
        "https://relay.example",
        "turn://relay.example:3478",
        "turn:relay.example:port",
        "turn:relay.example:70000",
        "turn:relay.example?transport=tls",
        "turn:relay.example?transport=udp&x=1",
        "turn:",
    ],
)
def test_what_is_no_relays_address_is_refused_by_name(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingRefused) as refused:
        configured(tmp_path, **RELAY | {"TURN_URLS": f"turn:relay.example,{url}"})

    assert f"`{url}`" in str(refused.value)
    assert "turns:host:5349?transport=tcp" in str(refused.value)


def test_a_secret_of_digits_is_one_all_the_same(tmp_path: Path) -> None:
    """The environment's numbers come as numbers."""
    configured(tmp_path, **RELAY | {"TURN_SECRET": 12345})


def test_the_server_ends_with_the_sentence_and_no_traceback(tmp_path: Path) -> None:
    settings = {"ELEARN_DATA": str(tmp_path), "ELEARN_TURN_URLS": "turn:relay.example:3478"}

    ended = subprocess.run(
        [sys.executable, "wsgi.py"],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    (sentence,) = ended.stderr.splitlines()
    assert sentence.startswith("ELEARN_TURN_URLS")
