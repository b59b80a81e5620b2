"""Who may look after the installation, who may read its figures, and what these mean. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from ipaddress import ip_address

from elearn.accounts.roles import Actor, Role

# What a web server in front adds: the request then comes from somewhere else, whatever its address says.
FORWARDING = frozenset(
    {
        *("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
        *("x-forwarded-port", "x-forwarded-server", "x-real-ip"),
    }
)

# A tenth of a second feels like at once (Nielsen 1993), and a room's answer also has to travel: half of
# that for the database and for the loop, and a quarter of a second for all that the server does itself.
SLOW_COMMIT_S = 0.05
SLOW_LOOP_S = 0.05
SLOW_ANSWER_S = 0.25
# Nobody waits so long for a disk: the database hangs.
HANGS_S = 5.0


class State(StrEnum):
    """How the rooms are doing, the worst first."""

    HANGS = "hangs"
    NOT_SAVED = "not_saved"
    FAILED = "failed"
    REDIS_AWAY = "redis_away"
    JANUS_AWAY = "janus_away"
    BUSY = "busy"
    SLOW_DATABASE = "slow_database"
    SLOW_ANSWERS = "slow_answers"
    QUIET = "quiet"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Recent:
    """The last minutes. Times are those of the slowest but five in a hundred, in seconds; None without any.

    `turning_s`: how long what is being written just now has taken already. `redis`: whether the other
    processes are heard; None where there are none. `janus`: whether voice and picture are carried; None where
    Janus is not what carries them.
    """

    commit_s: float | None = None
    answer_s: float | None = None
    lag_s: float | None = None
    not_saved: int = 0
    failed: int = 0
    turning_s: float = 0.0
    redis: bool | None = None
    janus: bool | None = None


def may_operate(actor: Actor) -> bool:
    """True for an administrator of any organisation."""
    return bool(actor.organisations(Role.ADMINISTRATOR))


def may_read_metrics(
    address: str | None, host: str, headers: Iterable[str], token: str, authorization: str
) -> bool:
    """True for this machine itself, and for who brings the token of this installation, when it has one.

    `host` is the name that was asked for, and `headers` the names of all headers: behind a web server on
    the same machine everybody comes from here. The comparison takes as long whatever is brought.
    """
    brought = compare_digest(authorization.encode(), f"Bearer {token}".encode())
    return (brought and bool(token)) or _is_from_here(address, host, headers)


def state_of(recent: Recent) -> State:
    """What the figures of the last minutes mean."""
    if recent.turning_s > HANGS_S:
        return State.HANGS
    if recent.not_saved:
        return State.NOT_SAVED
    if recent.failed:
        return State.FAILED
    if recent.redis is False:
        return State.REDIS_AWAY
    if recent.janus is False:
        return State.JANUS_AWAY
    # A busy loop makes everything slow, the time of a commit too: it is looked at before the database.
    if _is_over(recent.lag_s, SLOW_LOOP_S):
        return State.BUSY
    if _is_over(recent.commit_s, SLOW_COMMIT_S):
        return State.SLOW_DATABASE
    if _is_over(recent.answer_s, SLOW_ANSWER_S):
        return State.SLOW_ANSWERS
    return State.QUIET if recent.answer_s is None else State.WELL


def _is_over(value: float | None, most: float) -> bool:
    return value is not None and value > most


def _is_from_here(address: str | None, host: str, headers: Iterable[str]) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    forwarded = FORWARDING & {header.lower() for header in headers}
    return not forwarded and _is_loopback(address or "") and (name == "localhost" or _is_loopback(name))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
