"""What an evening leaves behind, told to the pages of its course: its end, the debrief, tasks, reports."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import background, eventloop
from elearn.clock import now
from elearn.courses.letters import tell_coordinators
from elearn.courses.models import CourseSession
from elearn.extensions import db
from rooms import models
from rooms.core import events as e
from rooms.core.events import Event
from rooms.core.rules import has_ended, is_debrief_signed
from rooms.core.state import Report, Room
from rooms.engine import RoomEngine, engine
from rooms.live import Commit, LiveRoom

log = structlog.get_logger()

TELLING: frozenset[type[Event]] = frozenset(
    {
        *(e.SessionEnded, e.SessionResumed, e.DebriefRevised, e.DebriefSigned),
        *(e.TaskAdded, e.TaskCompleted, e.TaskReopened, e.ReportMade, e.ReportResolved),
    }
)


def init(app: Flask) -> None:
    """Keep the courses told. Whoever opens a room tells what a lost process did not (see `keeping.keep`)."""
    found: RoomEngine = app.extensions["room_engine"]
    app.extensions["rooms_untold"] = set()
    found.rooms.listen(partial(_tell_in, app))
    background.register(app, background.Job("rooms.tell_again", 30.0, tell_again))


def tell(live: LiveRoom, commit: Commit) -> None:
    """After each commit of a room, for `Rooms.listen`: write on what the course's pages show of it."""
    if is_telling(commit):
        keep(live.id, commit.after)


def is_telling(commit: Commit) -> bool:
    """True when something happened that the course's pages show. Nearly everything is talk: only a look."""
    return any(type(entry.event) in TELLING for entry in commit.entries)


def tell_again() -> None:
    """What the database would not take: the letter to a coordinator may be all that anybody hears of it."""
    untold: set[int] = current_app.extensions["rooms_untold"]
    for room_id in list(untold):
        keep(room_id, engine().rooms.open(room_id).room)
        untold.discard(room_id)


def _tell_in(app: Flask, live: LiveRoom, commit: Commit) -> None:
    if not is_telling(commit):
        return
    if eventloop.is_green():
        # Rooms are in the middle of a turn, and others wait for it.
        eventloop.in_background(_keep_within, app, live.id, commit.after)
    else:
        _keep_within(app, live.id, commit.after)


def _keep_within(app: Flask, room_id: int, room: Room) -> None:
    with app.app_context():
        try:
            keep(room_id, room)
        except Exception:
            log.exception("course_not_told", room=room_id)
            app.extensions["rooms_untold"].add(room_id)


def keep(room_id: int, room: Room) -> None:
    """Write down how far the evening is, unless a later state of it was written already. Commits.

    Every process that has the room in memory comes here: the first one writes, and sends the messages.
    """
    with Session(db.engine.execution_options(writes=False)) as session:
        # Rooms are read again and again; only news may wait for the writer.
        if session.get_one(models.Room, room_id).told_seq >= room.seq:
            return
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        stored = session.get_one(models.Room, room_id, with_for_update={"key_share": True})
        if stored.told_seq >= room.seq:
            return
        meeting = session.get_one(CourseSession, stored.session_id)
        unanswered = _unanswered(room)
        fresh = {report.about for seq, report in unanswered.items() if seq > stored.told_seq}
        stored.told_seq = room.seq
        for name, value in _left(room).items():
            setattr(meeting, name, value)
        if fresh:
            tell_coordinators(session, meeting.course_run, fresh, current_app.config["URL"], now())


def keep_if_untold(room_id: int, room: Room) -> None:
    """The same where what is written differs. Only reading in nearly every case: nobody waits for it."""
    with Session(db.engine.execution_options(writes=False)) as session:
        told_seq, *written = session.execute(
            select(models.Room.told_seq, *(getattr(CourseSession, name) for name in _left(room)))
            .join(models.Room, models.Room.session_id == CourseSession.id)
            .where(models.Room.id == room_id)
        ).one()
    is_fresh = any(seq > told_seq for seq in _unanswered(room))
    if is_fresh or written != [*_left(room).values()]:
        keep(room_id, room)


def _left(room: Room) -> dict[str, Any]:
    """What the session shows of its evening, by the names of its columns."""
    return {
        "ended_at": _moment(room.session.ended_at),
        "debriefed_at": _debriefed_at(room),
        "open_tasks": sum(not task.done_by for task in room.wellbeing.tasks.values()),
        "open_reports": len(_unanswered(room)),
    }


def _unanswered(room: Room) -> dict[int, Report]:
    """The reports about leaders that wait for the coordinator, by the number of their entry."""
    return {
        seq: report
        for seq, report in room.reports.items()
        if report.to == "coordinator" and report.outcome is None
    }


def _debriefed_at(room: Room) -> datetime | None:
    """When the last signature that was needed came."""
    if not has_ended(room) or not is_debrief_signed(room):
        return None
    return _moment(max(signature.at for signature in room.debrief.signatures.values()))


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)
