"""Which of the others cannot be had on this machine, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tests.bench.peers import ejabberd, kolibri, node_absent

# By how the names of contestants and of cases begin.
PEERS: dict[str, Callable[[], str]] = {
    "node": node_absent,
    "kolibri": kolibri.absent,
    "ejabberd": ejabberd.absent,
}


@cache
def absent(name: str) -> str:
    """In words; empty when it is here, or nothing of the kind is needed."""
    return next((_why(peer) for peer in PEERS if name.startswith(peer)), "")


@cache
def _why(peer: str) -> str:
    return PEERS[peer]()
