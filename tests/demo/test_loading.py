"""The demonstration's people, its history and its evening that is open now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.clock import milliseconds, now
from elearn.courses.models import ActionPlan, CourseRun
from elearn.demo import course as courses
from elearn.demo import loading, people
from elearn.demo.playing import PastClock, play
from elearn.demo.script import evenings
from elearn.enrolment.models import Enrolment
from elearn.extensions import Model, db
from elearn.notify.models import OutgoingMessage
from modules.models import Answer, PageVisit
from rooms import queries
from rooms.core import commands as c
from rooms.core.figures import present_ms
from rooms.core.rules import is_debrief_signed
from rooms.core.state import Room
from rooms.members import actor_in
from rooms.service import Rooms
from tests.acting import Browser
from tests.demo.conftest import OSLO

MINUTE = 60_000


def load(app: Flask, later: timedelta = timedelta(), fresh: bool = False) -> int:
    """Load again; the id of the course run that is on."""
    with app.app_context():
        return loading.load(db.session, db.engine, now() + later, OSLO, fresh).id


def begin(app: Flask) -> None:
    """Have Marit begin tonight's session."""
    with app.app_context():
        course = courses.latest(db.session)
        assert course is not None
        room = queries.room_of(db.session, courses.tonight(course))
        assert room is not None
        marit = actor_in(db.session, room, people.everybody(db.session)["Marit"])
        room_id = room.id
        db.session.rollback()
        assert marit is not None
        Rooms(db.engine).handle(room_id, marit, c.StartSession())


def rows(session: Session) -> dict[str, int]:
    tables = Model.metadata.sorted_tables
    return {table.name: session.scalars(select(func.count()).select_from(table)).one() for table in tables}


@pytest.fixture
def course(session: Session) -> CourseRun:
    found = courses.latest(session)
    assert found is not None
    return found


def room_of(app: Flask, session: Session, course: CourseRun, number: int) -> Room:
    """The room of a session, with people by their name in the room."""
    stored = queries.room_of(session, course.sessions[number - 1])
    assert stored is not None
    with app.app_context():
        return Rooms(db.engine).open(stored.id).room


def minutes_here(room: Room) -> dict[str, int]:
    return {one.name: present_ms(room, one.id, room.at) // MINUTE for one in room.members.values()}


def test_loading_twice_changes_nothing(app: Flask, session: Session) -> None:
    before = rows(session)

    load(app)
    session.rollback()

    assert rows(session) == before


def test_every_log_holds_together(app: Flask, session: Session, course: CourseRun) -> None:
    stored = [queries.room_of(session, meeting) for meeting in course.sessions[:3]]

    with app.app_context():
        lengths = [Rooms(db.engine).log.verify(room.id).seq for room in stored if room]

    assert [length > 40 for length in lengths] == [True, True, True]


def test_twelve_people_from_four_municipalities_take_part(session: Session, course: CourseRun) -> None:
    homes = session.scalars(
        select(Enrolment.home_municipality_id).where(Enrolment.course_run_id == course.id)
    ).all()

    assert len(homes) == 12
    assert len(set(homes)) == 4


def test_everybody_who_takes_part_was_sent_a_link_that_works(client: Browser, session: Session) -> None:
    letters = session.scalars(select(OutgoingMessage)).all()
    paths = [(letter.link or "").partition("/l/")[2] for letter in letters]

    assert sorted(letter.person.given_name for letter in letters) == sorted(people.participants())
    assert client.get(f"/l/{paths[0]}").status_code == 200


def test_attendance_is_honest(app: Flask, session: Session, course: CourseRun) -> None:
    first, second = (minutes_here(room_of(app, session, course, number)) for number in (1, 2))

    assert "Lars" not in first
    assert first["Farid"] < first["Gerd"]
    assert "Kari" not in second
    assert (second["Lars"] < 70, second["Harald"] < second["Ana"]) == (True, True)


@pytest.mark.parametrize("number", [1, 2])
def test_both_leaders_have_begun_and_signed(
    app: Flask, session: Session, course: CourseRun, number: int
) -> None:
    room = room_of(app, session, course, number)

    assert room.session.without == ""
    assert is_debrief_signed(room)
    assert len({signature.person for signature in room.debrief.signatures.values()}) == 2


@pytest.mark.parametrize("number", [1, 2])
def test_an_evening_holds_what_an_evening_holds(
    app: Flask, session: Session, course: CourseRun, number: int
) -> None:
    room = room_of(app, session, course, number)

    assert len(room.chat.messages) > 60
    assert len(room.session_check) >= 9
    assert sorted({question.state for question in room.questions.values()}) == ["answered", "open"]
    assert any(question.anonymous for question in room.questions.values())
    assert len(room.breakouts.last_groups) == 3
    assert room.plans.shared and room.note.text
    assert [index for index in range(1, 12) if index not in room.run_sheet.times] == []


def test_a_message_was_hidden_and_a_signal_handled(app: Flask, session: Session, course: CourseRun) -> None:
    first, second = room_of(app, session, course, 1), room_of(app, session, course, 2)

    hidden = [message.hidden_reason for message in first.chat.messages.values() if message.hidden_by]
    calls = [task for task in second.wellbeing.tasks.values() if task.kind == "call_next_day"]

    assert len(hidden) == 1 and hidden[0]
    assert [signal.state for signal in second.wellbeing.signals.values()] == ["attended"]
    assert [bool(task.done_by) for task in calls] == [True]


def test_groups_and_buddies_are_remembered(app: Flask, session: Session, course: CourseRun) -> None:
    second, third = room_of(app, session, course, 2), room_of(app, session, course, 3)

    assert third.about.earlier_groups == second.breakouts.last_groups
    assert len(third.buddies.pairs) == 10


def test_an_evening_lies_where_it_is_said_to(app: Flask, session: Session, course: CourseRun) -> None:
    for number in (1, 2):
        planned = int(course.sessions[number - 1].starts_at.timestamp() * 1000)
        room = room_of(app, session, course, number)

        assert room.session.started_at is not None
        assert abs(room.session.started_at - planned) < 2 * MINUTE


def test_tonight_is_open_and_waits_for_a_visitor(app: Flask, session: Session, course: CourseRun) -> None:
    room = room_of(app, session, course, 3)
    began = courses.tonight(course).starts_at

    assert room.session.started_at is None
    assert timedelta(minutes=3) < now() - began < timedelta(minutes=20)
    assert sum(member.here for member in room.members.values()) == 13
    assert room.at <= milliseconds()


def test_what_was_written_at_home_is_mostly_private(session: Session) -> None:
    shared = session.scalars(select(Answer.shared_with).where(Answer.block != "taushet")).all()
    plans = session.scalars(select(ActionPlan.week)).all()

    assert len(session.scalars(select(PageVisit)).all()) > 100
    assert shared.count("nobody") > len(shared) / 2 > shared.count("group") > 0
    assert sorted(set(plans)) == [1, 2]


def test_the_evening_moves_along_until_somebody_begins_it(app: Flask, session: Session) -> None:
    before = load(app)

    after = load(app, later=timedelta(hours=2))

    course = session.get_one(CourseRun, after, populate_existing=True)
    assert after == before
    assert courses.tonight(course).starts_at > now() + timedelta(hours=1)


def test_a_running_evening_is_left_alone(app: Flask) -> None:
    before = load(app)
    begin(app)

    assert load(app, later=timedelta(hours=1)) == before


def test_after_the_evening_a_new_one_is_planned_and_the_old_one_stays(app: Flask, session: Session) -> None:
    before = load(app)
    begin(app)

    after = load(app, later=timedelta(hours=4))

    session.rollback()
    old, new = session.get_one(CourseRun, before), session.get_one(CourseRun, after)
    assert after != before
    assert [meeting.number for meeting in old.sessions] == [1, 2, 3]
    assert len(new.sessions) == 7
    assert is_debrief_signed(room_of(app, session, new, 2))


def test_a_fresh_evening_can_be_asked_for(app: Flask) -> None:
    before = load(app)

    assert load(app, fresh=True) != before


def test_an_evening_that_was_broken_off_is_played_to_its_end(
    app: Flask, session: Session, course: CourseRun
) -> None:
    first, whole = evenings()[0], said(room_of(app, session, course, 1))
    with app.app_context():
        partnership = people.store_places(db.session)
        another = courses.plan(db.session, partnership, now(), OSLO)
        db.session.commit()
        everybody, clock = people.everybody(db.session), PastClock()
        rooms = Rooms(db.engine, clock)
        half = replace(first, steps=first.steps[:90])
        play(db.session, rooms, clock, another.sessions[0], everybody, half, None)
        half_way = said(rooms.open(_id(another)).room)

        loading.load(db.session, db.engine, now(), OSLO)

        room = Rooms(db.engine).open(_id(another)).room
    assert 0 < len(half_way) < len(whole)
    assert said(room) == whole
    assert is_debrief_signed(room)


def said(room: Room) -> list[str]:
    return sorted(message.text for message in room.chat.messages.values())


def _id(course: CourseRun) -> int:
    room = queries.room_of(db.session, course.sessions[0])
    assert room is not None
    return room.id


def test_every_evening_that_is_written_names_people_who_exist() -> None:
    known = {*people.emails()}

    assert [evening.people - known for evening in evenings()] == [set(), set(), set()]


def test_people_have_invented_names_and_no_password(session: Session) -> None:
    everybody = people.everybody(session)

    assert len(everybody) == 19
    assert {person.password_hash for person in everybody.values()} == {None}
    assert {person.language for person in everybody.values()} == {"nb", "nn"}
