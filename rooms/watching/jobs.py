"""What goes on beside the rooms to watch them: the loop's lag, the minutes, and one log line a minute."""

from __future__ import annotations

from time import perf_counter

import structlog
from flask import Flask, current_app

from elearn import background
from elearn.clock import milliseconds
from rooms.engine import RoomEngine, engine
from rooms.watching.figures import Figures
from rooms.watching.hour import Hour
from rooms.watching.present import present

log = structlog.get_logger()

# Often enough to meet the loop when it is busy; each time costs some hundredths of a millisecond.
BEAT_S = 0.25
MINUTE_S = 60.0


class Beat:
    """Sleeps for `BEAT_S` again and again, and notes how much later it is woken: the lag of the loop."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._asleep_since: float | None = None

    def wake(self) -> None:
        if self._asleep_since is not None:
            self._figures.lag_s.add(max(0.0, perf_counter() - self._asleep_since - BEAT_S))
        self._asleep_since = perf_counter()


def init(app: Flask) -> None:
    """Watch while the application is served."""
    found: RoomEngine = app.extensions["room_engine"]
    app.extensions["rooms_hour"] = Hour(found.rooms.figures, milliseconds())
    background.register(app, background.Job("rooms.beat", BEAT_S, Beat(found.rooms.figures).wake))
    background.register(app, background.Job("rooms.minute", MINUTE_S, end_minute))


def hour() -> Hour:
    """The last hour of the current application."""
    found: Hour = current_app.extensions["rooms_hour"]
    return found


def end_minute() -> None:
    """Keep a minute for the administrators' page, and log it if something happened."""
    done = hour().keep(milliseconds()).done
    if happened(done):
        log.info("rooms_figures", **told(done, engine()))


def happened(done: Figures) -> bool:
    """True when somebody asked for something, was told something, or something went wrong."""
    asked = done.accepted + done.failed + sum(done.refused.values())
    return bool(asked + done.deliveries + done.not_stored + done.not_committed + done.cut)


def told(done: Figures, found: RoomEngine) -> dict[str, object]:
    """A minute as the fields of one log line; times in milliseconds, of the slowest but five in a hundred."""
    here = present(found)
    return {
        "connections": here.connected,
        "people": here.people,
        "rooms": here.rooms,
        "waiting": here.waiting,
        "parties": here.parties,
        "accepted": done.accepted,
        "refused": {code.value: count for code, count in done.refused.items() if count},
        "failed": done.failed,
        "messages": done.messages,
        "deliveries": done.deliveries,
        "signals": done.signals,
        "turns": done.wishes.count,
        "failed_commits": done.not_stored + done.not_committed,
        "lines_cut": done.cut,
        "commit_ms": _ms(done.commit_s.most(0.95)),
        "answer_ms": _ms(done.answer_s.most(0.95)),
        "lag_ms": _ms(done.lag_s.most(0.95)),
    }


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 2)
