"""What the application needs to know of eventlet; beside `wsgi.py` and the server only this file does."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
# What the loop calls for a socket; it is given the number of its file.
Ready = Callable[[int], None]


def is_green() -> bool:
    """True in the server, where `wsgi.py` has replaced threads and sockets by eventlet's."""
    return "ELEARN_GREEN" in os.environ


def off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run CPU-heavy `work` in a real thread in the server, so that rooms go on; elsewhere right here."""
    if not is_green():
        return work(*args, **kwargs)
    from eventlet import tpool

    result: Any = tpool.execute(work, *args, **kwargs)
    return result  # type: ignore[no-any-return]


def soon(act: Callable[[], None], seconds: float = 0.0) -> Callable[[], None]:
    """Call `act` from the loop itself: in its next turn, or after `seconds`. It may not wait there.

    Returns what calls it off again.
    """
    from eventlet import hubs

    off: Callable[[], None] = hubs.get_hub().schedule_call_global(seconds, act).cancel
    return off


def in_background(act: Callable[..., Any], *arguments: Any) -> None:
    """Call `act` in a greenlet of its own, where it may wait."""
    from eventlet import spawn_n

    spawn_n(act, *arguments)


def wait(seconds: float) -> None:
    """Let the others go on for so long."""
    from eventlet import sleep

    sleep(seconds)


def when_readable(file: int, act: Ready) -> object:
    """Call `act` from the loop each time there is something to read, until `forget` of what is returned."""
    from eventlet import hubs

    hub = hubs.get_hub()
    return hub.add(hub.READ, file, act, _closed_elsewhere, _closed_elsewhere)


def when_writable(file: int, act: Ready) -> object:
    """The same for room to write."""
    from eventlet import hubs

    hub = hubs.get_hub()
    return hub.add(hub.WRITE, file, act, _closed_elsewhere, _closed_elsewhere)


def forget(listener: object) -> None:
    """Call it no more. Comes before the socket is closed: the next one may get the same number."""
    from eventlet import hubs

    hubs.get_hub().remove(listener)


def _closed_elsewhere(*_why: object) -> None:
    """A socket that the loop watches is closed by its owner alone, who forgets the listener first."""


class Arrival(Generic[R]):
    """Something that one greenlet waits for and another brings, or that is there already."""

    def __init__(self) -> None:
        self._brought: R | None = None
        self._event: Any = None
        self.is_there = False

    def put(self, brought: R) -> None:
        """Bring it. May be called from the loop itself."""
        self._brought, self.is_there = brought, True
        if self._event is not None:
            self._event.send()

    def wait(self, seconds: float) -> R | None:
        """What was brought; None when nothing comes for so long."""
        if not self.is_there and seconds:
            from eventlet.event import Event

            self._event = Event()
            self._event.wait(timeout=seconds)
            self._event = None
        return self._brought


class Worker:
    """Does `work` in a greenlet soon after `wake`, never twice at a time; once more when woken meanwhile."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._awake = False
        self._again = False

    def wake(self) -> None:
        """May be called from the loop itself."""
        self._again = True
        if not self._awake:
            self._awake = True
            in_background(self._run)

    def _run(self) -> None:
        try:
            while self._again:
                self._again = False
                self._work()
        finally:
            self._awake = False
            if self._again:
                self.wake()


def take_over(environ: dict[str, Any]) -> socket.socket:
    """The plain socket of a request, which eventlet's WSGI server then neither answers nor closes."""
    from eventlet import patcher, wsgi

    green = environ["eventlet.input"].get_socket()
    wsgi.WSGI_LOCAL.already_handled = True
    plain: socket.socket = patcher.original("socket").socket(fileno=green.fd.detach())
    return plain
