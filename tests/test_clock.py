"""A machine's clock that is set while the server runs moves no evening, and signs nobody out."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from itsdangerous import BadSignature, URLSafeTimedSerializer

from elearn.clock import milliseconds, set_right
from elearn.signing import Signer

DAY_S = 86_400


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The machine's clock, which may be set; right again afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    set_right()


def set_ahead(machine: pytest.MonkeyPatch, seconds: int) -> None:
    by_ns, by_s = time.time_ns, time.time
    machine.setattr(time, "time_ns", lambda: by_ns() + seconds * 10**9)
    machine.setattr(time, "time", lambda: by_s() + seconds)


@pytest.mark.parametrize("seconds", [DAY_S, -DAY_S])
def test_an_evening_keeps_its_own_time_until_nobody_is_there(
    machine: pytest.MonkeyPatch, seconds: int
) -> None:
    before = milliseconds()

    set_ahead(machine, seconds)
    meanwhile = milliseconds()
    set_right()
    afterwards = milliseconds()

    assert 0 <= meanwhile - before < 10_000
    assert abs(afterwards - before - seconds * 1000) < 10_000


def test_what_was_signed_while_the_clock_was_ahead_holds_when_it_is_set_back(
    machine: pytest.MonkeyPatch,
) -> None:
    serializer = URLSafeTimedSerializer("secret", signer=Signer)
    set_ahead(machine, DAY_S)
    signed = serializer.dumps("Ana")
    machine.undo()

    assert serializer.loads(signed, max_age=60) == "Ana"
    with pytest.raises(BadSignature):
        serializer.loads(f"{signed[:-1]}{'A' if signed[-1] != 'A' else 'B'}", max_age=60)


def test_what_is_older_than_it_may_be_does_not(machine: pytest.MonkeyPatch) -> None:
    serializer = URLSafeTimedSerializer("secret", signer=Signer)
    signed = serializer.dumps("Ana")
    set_ahead(machine, DAY_S)

    with pytest.raises(BadSignature):
        serializer.loads(signed, max_age=60)
