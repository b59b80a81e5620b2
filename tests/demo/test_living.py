"""The evening in the serving process: who is played, and who is at a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from elearn.accounts.devices import start_sign_in
from elearn.clock import now
from elearn.demo import course as courses
from elearn.demo import living, people
from elearn.demo.living import Evening
from elearn.extensions import db
from rooms import presence
from rooms.broadcast import Connection
from rooms.core import commands as c
from rooms.core.state import Room
from rooms.engine import engine
from rooms.limits import Bucket
from rooms.members import actor_in
from rooms.models import Room as StoredRoom
from rooms.simulation import company_talk


@pytest.fixture
def evening(app: Flask) -> Iterator[Evening]:
    """Tonight, looked up, in the application's context."""
    with app.app_context():
        found = Evening(company_talk.read(living.TALK), writes_ms=0)
        living.look_up(found)
        yield found
        db.session.rollback()


def sits_down(evening: Evening, name: str) -> Connection:
    """Open the room in a browser as that person."""
    person = people.everybody(db.session)[name]
    room = db.session.get_one(StoredRoom, evening.room_id)
    actor = actor_in(db.session, room, person)
    device = start_sign_in(db.session, person, now(), timedelta(hours=1), "Test browser")
    db.session.commit()
    assert actor is not None
    found = Connection(name, room.id, room.course_run_id, device.id, actor, Bucket(), Bucket(), joined=True)
    db.session.rollback()
    engine().broadcast.add(found)
    engine().rooms.handle(evening.room_id, actor, c.Enter())
    return found


def room_of(evening: Evening) -> Room:
    return engine().rooms.open(evening.room_id).room


def goes_on(evening: Evening, times: int = 24) -> list[str]:
    """Let things happen one after the other, without the pauses. Who did something, in order."""
    before = room_of(evening).seq
    for _ in range(times):
        evening.pace.due = 0
        evening.pace.visitors = living.look(evening, engine(), engine().rooms.open(evening.room_id)).visitors
        living.keep_company(evening)
    return [item.entry.by for item in engine().rooms.log.read(evening.room_id, after=before)]


def test_an_empty_room_waits(evening: Evening) -> None:
    assert goes_on(evening) == []


def test_the_others_do_something_for_a_visitor_and_never_in_their_name(evening: Evening) -> None:
    ana = sits_down(evening, "Ana")

    acting = goes_on(evening)

    assert len(acting) > 5
    assert ana.actor.id not in acting


def test_a_message_is_written_before_it_is_sent(evening: Evening) -> None:
    sits_down(evening, "Ana")
    evening.writes_ms = living.WRITES_MS
    while evening.writing is None:
        goes_on(evening, times=1)

    before = room_of(evening).seq
    goes_on(evening, times=1)

    assert room_of(evening).seq == before


def test_whoever_is_played_is_never_written_down_as_gone(evening: Evening) -> None:
    sits_down(evening, "Ana")
    goes_on(evening, times=1)

    presence.notice_absent()
    engine().broadcast.last_seen.update(dict.fromkeys(engine().broadcast.last_seen, 1))
    presence.notice_absent()

    assert sum(member.here for member in room_of(evening).members.values()) == 13


def test_somebody_is_played_again_only_a_while_after_the_visitor_left(evening: Evening) -> None:
    elin = sits_down(evening, "Elin")
    sits_down(evening, "Ana")
    live = engine().rooms.open(evening.room_id)
    presence.left(engine(), engine().broadcast.drop(elin.sid) or elin)

    assert elin.actor.id not in living.look(evening, engine(), live).company

    engine().broadcast.last_seen[live.id, elin.actor.id] -= living.RELOADING_MS
    assert elin.actor.id in living.look(evening, engine(), live).company


def test_with_a_leader_at_a_browser_lars_and_cecilie_wait_at_the_door(evening: Evening) -> None:
    sits_down(evening, "Marit")

    goes_on(evening)

    names = {member.name: member.seat for member in room_of(evening).members.values()}
    assert (names["Lars"], names["Cille"]) == (0, 0)


def test_the_evening_stays_the_same_while_nobody_has_begun_it(evening: Evening) -> None:
    before = evening.room_id

    living.keep_open(evening)

    assert evening.room_id == before


def ends(evening: Evening) -> None:
    """Have Marit begin tonight's session and end it."""
    room = db.session.get_one(StoredRoom, evening.room_id)
    marit = actor_in(db.session, room, people.everybody(db.session)["Marit"])
    db.session.rollback()
    assert marit is not None
    engine().rooms.handle(evening.room_id, marit, c.StartSession())
    engine().rooms.handle(evening.room_id, marit, c.EndSession())
    db.session.rollback()


def test_an_evening_that_was_ended_gives_way_when_everybody_has_left_its_room(evening: Evening) -> None:
    before = evening.room_id
    ana = sits_down(evening, "Ana")
    ends(evening)

    living.keep_open(evening)
    while_ana_sits = evening.room_id
    engine().broadcast.drop(ana.sid)
    living.keep_open(evening)

    assert while_ana_sits == before
    assert evening.room_id != before
    assert room_of(evening).session.started_at is None


def test_somebody_elsewhere_does_not_keep_an_ended_evening(evening: Evening) -> None:
    before = evening.room_id
    elsewhere = sits_down(evening, "Ana")
    engine().broadcast.drop(elsewhere.sid)
    elsewhere.room_id = before + 1
    engine().broadcast.add(elsewhere)
    ends(evening)

    living.keep_open(evening)

    assert evening.room_id != before


def test_whoever_chooses_a_role_finds_a_new_evening_at_once(app: Flask, evening: Evening) -> None:
    before = courses.latest(db.session)
    sits_down(evening, "Ana")
    ends(evening)

    answer = app.test_client().post("/demo/become", data={"who": "Marit"})

    db.session.rollback()
    after = courses.latest(db.session)
    assert before is not None and after is not None
    assert after.id != before.id
    assert answer.location == f"/sessions/{courses.tonight(after).public_id}/room"


def test_an_evening_that_was_ended_by_mistake_goes_on(evening: Evening) -> None:
    before = evening.room_id
    ends(evening)
    room = db.session.get_one(StoredRoom, before)
    marit = actor_in(db.session, room, people.everybody(db.session)["Marit"])
    db.session.rollback()
    assert marit is not None
    engine().rooms.handle(before, marit, c.ResumeSession())

    living.keep_open(evening)

    assert evening.room_id == before


def test_an_evening_that_is_over_gives_way_to_a_new_one(evening: Evening) -> None:
    before = evening.room_id
    room = db.session.get_one(StoredRoom, before)
    marit = actor_in(db.session, room, people.everybody(db.session)["Marit"])
    db.session.rollback()
    assert marit is not None
    engine().rooms.handle(before, marit, c.StartSession())
    course = courses.latest(db.session)
    assert course is not None
    courses.tonight(course).starts_at = now() - timedelta(hours=4)
    db.session.commit()

    living.keep_open(evening)

    assert evening.room_id != before
    assert room_of(evening).session.started_at is None
