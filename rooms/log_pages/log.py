"""The session log for the two leaders, and who was there as a table to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from flask import Response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from elearn.accounts.access_log import note_readings
from elearn.accounts.models import Person
from elearn.extensions import db
from elearn.languages import clock_time, local
from elearn.spreadsheets import csv_file
from rooms import queries
from rooms.core.actors import STAFF
from rooms.core.kinds import ReportOutcome
from rooms.core.rules import is_debrief_signed, may_be_outcome
from rooms.core.state import Report, Room
from rooms.log_pages.access import led_room, led_room_of, reading_of, session_of
from rooms.log_pages.showing import minutes, moment, names_in, who_in
from rooms.log_pages.tasks import numbers_to_call
from rooms.story import attendance, balance, chapters, exchange, moderation
from rooms.story.reading import Reading
from rooms.telling import happenings
from rooms.telling.labels import Words, labels, outcomes
from rooms.views import blueprint
from rooms.wire.audience import Audience, Sight
from rooms.wire.for_leaders import check as session_check

READ = "session_log"


@blueprint.get("/sessions/<public_id>/log")
def session_log(public_id: str) -> BaseResponse:
    """The log of a session, for pages that know the session and not its room."""
    return redirect(url_for("rooms.log_page", public_id=led_room_of(public_id).public_id))


@blueprint.get("/rooms/<public_id>/log")
def log_page(public_id: str) -> str:
    """What happened, phase by phase, and what is left to do."""
    room, _actor = led_room(public_id)
    reading, course_session = reading_of(room), session_of(room)
    told, people = reading.room, queries.enrolled(db.session, room.course_run_id)
    reports = {key: report for key, report in told.reports.items() if report.to == "leaders"}
    page = render_template(
        "rooms/log/log.html",
        room=room,
        session=course_session,
        run=course_session.course_run,
        told=told,
        reading=reading,
        who=who_in(reading),
        names=names_in(reading),
        labels=labels(),
        chapters=chapters.chapters(reading),
        not_reached=chapters.not_reached(reading),
        happening=happenings.happening,
        exchange=exchange.exchange(reading),
        least_exchange=exchange.LEAST,
        attendance=attendance.attendance(reading),
        waited=attendance.waited_in_vain(told),
        absent=[person for person in people if person.public_id not in told.members],
        sides=balance.per_side(told),
        groups=balance.per_group(told),
        check=session_check(told, Audience(Sight.LEAD)),
        acts=moderation.moderation(reading),
        act_words=happenings.act_words,
        act_reason=happenings.act_reason,
        undo_words=happenings.undo_words,
        reports=reports,
        outcomes={key: _outcomes(told, report) for key, report in reports.items()},
        is_signed=is_debrief_signed(told),
        numbers=numbers_to_call(told),
    )
    _note_readings(reading, people)
    return page


def _outcomes(told: Room, report: Report) -> Words:
    """What may be answered to a report, as things are."""
    words = outcomes()
    return {each: words[each] for each in get_args(ReportOutcome) if may_be_outcome(told, report, each)}


@blueprint.get("/rooms/<public_id>/attendance.csv")
def attendance_csv(public_id: str) -> Response:
    """Who was there, in minutes, for a spreadsheet."""
    room, _actor = led_room(public_id)
    reading = reading_of(room)
    file = csv_file(_attendance_rows(reading))
    _note_readings(reading, [])
    return Response(
        file,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="session-{reading.room.about.number}.csv"'},
    )


def _attendance_rows(reading: Reading) -> Iterator[list[object]]:
    parts = labels()["parts"]
    yield [
        _("Day"),
        _("Name"),
        _("Part"),
        _("Minutes"),
        _("Came"),
        _("Left"),
        _("Late, min"),
        _("Early, min"),
    ]
    start = reading.room.session.started_at
    for each in attendance.attendance(reading):
        yield [
            local(moment(start)).date().isoformat() if start is not None else "",
            each.name or _("Somebody"),
            parts[each.part],
            minutes(each.present_ms),
            clock_time(moment(each.came)) if each.came is not None else "",
            clock_time(moment(each.left)) if each.left is not None else "",
            minutes(each.late_ms),
            minutes(each.early_ms),
        ]


def _note_readings(reading: Reading, enrolled: Iterable[Person]) -> None:
    """Those who came, and those who are told to have stayed away, see that a leader has read about them."""
    came = [person for person, member in reading.room.members.items() if member.part not in STAFF]
    about = {person.id: person for person in (*queries.people_called(db.session, came), *enrolled)}
    note_readings(about.values(), READ)
