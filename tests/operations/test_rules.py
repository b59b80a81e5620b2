"""Who may read the figures, and what they mean."""

from __future__ import annotations

import pytest

from elearn.operations.rules import (
    FORWARDING,
    HANGS_S,
    SLOW_ANSWER_S,
    SLOW_COMMIT_S,
    SLOW_LOOP_S,
    Recent,
    State,
    may_read_metrics,
    state_of,
)

TOKEN = "b6a1f5"
HERE, ELSEWHERE = ("127.0.0.1", "localhost:8000"), ("10.0.0.7", "kurs.example.org")
BRINGING = f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("place", "headers", "token", "brought", "allowed"),
    [
        (HERE, ["Host", "User-Agent"], "", "", True),
        (HERE, ["Host"], TOKEN, "", True),
        (HERE, ["Host"], TOKEN, BRINGING, True),
        (HERE, ["Host", "X-Forwarded-For"], "", "", False),
        (HERE, ["Host", "X-Forwarded-For"], TOKEN, "", False),
        (HERE, ["Host", "X-Forwarded-For"], TOKEN, "Bearer wrong", False),
        (HERE, ["Host", "X-Forwarded-For"], TOKEN, BRINGING, True),
        (ELSEWHERE, ["Host"], "", "", False),
        (ELSEWHERE, ["Host"], TOKEN, "", False),
        (ELSEWHERE, ["Host"], TOKEN, TOKEN, False),
        (ELSEWHERE, ["Host"], TOKEN, "Bearer ", False),
        (ELSEWHERE, ["Host"], TOKEN, "Bearer b6a1f", False),
        (ELSEWHERE, ["Host"], TOKEN, "Bearer ståle", False),
        (ELSEWHERE, ["Host"], TOKEN, BRINGING, True),
        # Without a token of the installation, an empty one opens nothing.
        (ELSEWHERE, ["Host"], "", "Bearer ", False),
        (ELSEWHERE, ["Host"], "", "", False),
    ],
)
def test_the_figures_are_for_this_machine_and_for_who_brings_the_token(
    place: tuple[str, str], headers: list[str], token: str, brought: str, allowed: bool
) -> None:
    assert may_read_metrics(*place, headers, token, brought) is allowed


@pytest.mark.parametrize("header", sorted(FORWARDING))
def test_what_a_web_server_passes_on_does_not_come_from_here(header: str) -> None:
    assert not may_read_metrics(*HERE, [header.title()], "", "")


@pytest.mark.parametrize(
    ("address", "host", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.9", "127.0.0.1", True),
        ("::1", "[::1]:8000", True),
        ("::1", "[::1]", True),
        ("127.0.0.1", "localhost", True),
        # A web server on this machine that says nothing of itself still passes on the name people asked for.
        ("127.0.0.1", "kurs.example.org", False),
        ("127.0.0.1", "localhost.example.org:8000", False),
        ("127.0.0.1", "", False),
        ("192.168.1.4", "localhost", False),
        ("", "localhost", False),
        (None, "localhost", False),
        ("nonsense", "localhost", False),
    ],
)
def test_this_machine_is_a_loopback_address_that_was_asked_by_its_own_name(
    address: str | None, host: str, allowed: bool
) -> None:
    assert may_read_metrics(address, host, [], "", "") is allowed


FAST = {"commit_s": 0.001, "answer_s": 0.002, "lag_s": 0.0002}


@pytest.mark.parametrize(
    ("recent", "state"),
    [
        (Recent(), State.QUIET),
        (Recent(lag_s=0.0002), State.QUIET),
        (Recent(**FAST), State.WELL),
        (Recent(**FAST, redis=True), State.WELL),
        (Recent(**FAST, redis=False), State.REDIS_AWAY),
        (Recent(redis=False), State.REDIS_AWAY),
        (Recent(redis=False, janus=False), State.REDIS_AWAY),
        (Recent(redis=True, janus=False), State.JANUS_AWAY),
        (Recent(**FAST, janus=True), State.WELL),
        (Recent(**FAST | {"lag_s": SLOW_LOOP_S * 1.1}, redis=False), State.REDIS_AWAY),
        (Recent(**FAST, failed=1, redis=False), State.FAILED),
        (Recent(**FAST | {"commit_s": SLOW_COMMIT_S}), State.WELL),
        (Recent(**FAST | {"commit_s": SLOW_COMMIT_S * 1.1}), State.SLOW_DATABASE),
        (Recent(**FAST | {"answer_s": SLOW_ANSWER_S}), State.WELL),
        (Recent(**FAST | {"answer_s": SLOW_ANSWER_S * 1.1}), State.SLOW_ANSWERS),
        (Recent(**FAST | {"lag_s": SLOW_LOOP_S * 1.1}), State.BUSY),
        (Recent(lag_s=SLOW_LOOP_S * 1.1), State.BUSY),
        # A busy loop is why the rest is slow.
        (Recent(commit_s=1, answer_s=1, lag_s=1), State.BUSY),
        (Recent(commit_s=1, answer_s=1), State.SLOW_DATABASE),
        (Recent(**FAST, failed=1), State.FAILED),
        (Recent(**FAST, not_saved=1, failed=1), State.NOT_SAVED),
        (Recent(**FAST, turning_s=HANGS_S), State.WELL),
        (Recent(turning_s=HANGS_S * 1.1, not_saved=1, failed=1), State.HANGS),
    ],
)
def test_the_worst_that_is_so_is_the_state(recent: Recent, state: State) -> None:
    assert state_of(recent) is state
