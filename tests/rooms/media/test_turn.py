"""What the relay lets in: whoever knows a name with a time in it, and what was made of it with the secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from rooms.media.turn import ice_servers, relays_of

CONFIG = {"TURN_URLS": "turn:relay.example:3478?transport=udp, turns:relay.example:5349", "TURN_SECRET": "s3"}
EVENING_MS = 1_760_000_000_500


def test_credentials_are_a_partys_own_and_live_ten_minutes():
    (server,) = ice_servers(CONFIG, "a1b2", EVENING_MS)

    assert server["urls"] == ["turn:relay.example:3478?transport=udp", "turns:relay.example:5349"]
    assert server["username"] == "1760000600:a1b2"
    expected = hmac.new(b"s3", b"1760000600:a1b2", hashlib.sha1).digest()
    assert server["credential"] == base64.b64encode(expected).decode()


def test_without_a_relay_there_is_nothing_to_know():
    nothing = {"TURN_URLS": " , ", "TURN_SECRET": ""}

    assert relays_of(nothing) == []
    assert ice_servers(nothing, "a1b2", EVENING_MS) == []


def test_a_secret_of_digits_is_one_all_the_same():
    """The environment's numbers come as numbers."""
    (server,) = ice_servers(CONFIG | {"TURN_SECRET": 12345}, "a1b2", EVENING_MS)
    (same,) = ice_servers(CONFIG | {"TURN_SECRET": "12345"}, "a1b2", EVENING_MS)

    assert server == same
