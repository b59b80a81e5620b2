"""What the relay lets in: whoever knows a name with a time in it, and what was made of it with the secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from rooms.media.turn import ice_servers

CONFIG = {
    "TURN_URLS": "turn:relay.example:3478?transport=udp, turns:relay.example:5349",
    "TURN_SECRET": "s3",
    "SECRET_KEY": "ours alone",
}
EVENING_MS = 1_760_000_000_500
MINUTE_MS = 60_000


def name_of(person: str, now_ms: int = EVENING_MS, **settings: str) -> list[str]:
    """The time until which the name holds, and what the relay knows the person as."""
    (server,) = ice_servers(CONFIG | settings, person, now_ms)
    username: str = server["username"]
    return username.split(":")


def test_credentials_are_signed_and_live_ten_minutes_at_most():
    (server,) = ice_servers(CONFIG, "ana", EVENING_MS)

    assert server["urls"] == ["turn:relay.example:3478?transport=udp", "turns:relay.example:5349"]
    assert 540 <= int(server["username"].partition(":")[0]) - EVENING_MS // 1000 <= 600
    expected = hmac.new(b"s3", server["username"].encode(), hashlib.sha1).digest()
    assert server["credential"] == base64.b64encode(expected).decode()


def test_a_person_has_one_name_at_all_times_and_another_has_another():
    names = {name_of("ana", EVENING_MS + minutes * MINUTE_MS)[1] for minutes in (0, 9, 10_000)}

    assert len(names) == 1
    assert names.isdisjoint(name_of("bjorn"))


def test_the_name_tells_nobody_who_it_is():
    """Whoever runs the relay knows its secret, and the ids of people from their own lists."""
    (_, name) = name_of("ana")

    assert "ana" not in name
    assert len(bytes.fromhex(name)) == 16
    assert name not in {hmac.new(b"s3", text, hash).hexdigest()[:32] for text in (b"ana", b"relay:ana")
                        for hash in ("sha1", "sha256")}  # fmt: skip
    assert name_of("ana", SECRET_KEY="another's")[1] != name


def test_new_credentials_are_given_once_a_minute_and_the_same_in_between():
    given = {name_of("ana", EVENING_MS + second * 1_000)[0] for second in range(10 * 60)}

    assert len(given) <= 11


def test_without_a_relay_there_is_nothing_to_know():
    assert ice_servers(CONFIG | {"TURN_URLS": " , ", "TURN_SECRET": ""}, "ana", EVENING_MS) == []


def test_a_secret_of_digits_is_one_all_the_same():
    """The environment's numbers come as numbers."""
    (server,) = ice_servers(CONFIG | {"TURN_SECRET": 12345}, "ana", EVENING_MS)
    (same,) = ice_servers(CONFIG | {"TURN_SECRET": "12345"}, "ana", EVENING_MS)

    assert server == same
