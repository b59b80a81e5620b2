"""What a room keeps about the person who asks: on a page, and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from flask import Response, current_app, render_template

from elearn.accounts.current import me
from elearn.courses.models import CourseSession
from elearn.errors import check
from elearn.extensions import db
from elearn.languages import words
from rooms import queries, rules
from rooms.core.events import Entry
from rooms.log_pages.access import find_room, reading_of, session_of
from rooms.log_pages.showing import moment, who_in
from rooms.members import actor_in
from rooms.models import Room
from rooms.story.own import Topic, is_known_in, own_entries
from rooms.story.reading import Reading
from rooms.telling.labels import outcome_to_reporter
from rooms.telling.own import told_to_oneself
from rooms.telling.topics import headings
from rooms.views import blueprint


@blueprint.get("/me/rooms")
def my_rooms() -> str:
    """The evenings that something is kept from."""
    return render_template("rooms/log/my_rooms.html", evenings=queries.evenings_of(db.session, me()))


@blueprint.get("/rooms/<public_id>/mine")
def mine(public_id: str) -> str:
    """Each thing in a sentence, with what it is for, who can see it, and until when."""
    room, reading = _own_log(public_id)
    course_session = session_of(room)
    return render_template(
        "rooms/log/mine.html",
        room=room,
        session=course_session,
        run=course_session.course_run,
        topics=_told(reading),
        deleted_on=_deleted_on(course_session),
        reports=[report for report in reading.room.reports.values() if report.by == me().public_id],
        outcome=outcome_to_reporter,
    )


@blueprint.get("/rooms/<public_id>/mine.json")
def mine_json(public_id: str) -> Response:
    """The same as a file to take along."""
    room, reading = _own_log(public_id)
    course_session = session_of(room)
    told = {
        "session": words(course_session.title),
        "number": course_session.number,
        "deleted_on": _deleted_on(course_session),
        "kept": _told(reading),
    }
    return Response(
        msgspec.json.format(msgspec.json.encode(told)),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="session-{course_session.number}.json"'},
    )


def _own_log(public_id: str) -> tuple[Room, Reading]:
    room = find_room(public_id)
    reading = reading_of(room)
    actor = actor_in(db.session, room, me())
    check(rules.may_read_own_log(actor, is_known_in(reading, me().public_id)))
    return room, reading


def _told(reading: Reading) -> list[dict[str, Any]]:
    heads = headings()
    return [
        {
            "title": heads[topic].title,
            "purpose": heads[topic].purpose,
            "seen_by": heads[topic].seen_by,
            "entries": list(_lines(reading, topic, entries)),
        }
        for topic, entries in own_entries(reading, me().public_id).items()
    ]


def _lines(reading: Reading, topic: Topic, entries: list[Entry]) -> Iterator[dict[str, Any]]:
    person, who = me().public_id, who_in(reading)
    for entry in entries:
        what = told_to_oneself(reading, topic, entry, person, who)
        if what:
            yield {"number": entry.seq, "at": moment(entry.at), "what": what}


def _deleted_on(course_session: CourseSession) -> date:
    """The day on which words and names go."""
    kept_for = timedelta(days=current_app.config["LOG_RETENTION_DAYS"])
    gone: datetime = course_session.ends_at + kept_for
    return gone.date()
