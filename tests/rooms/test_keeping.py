"""Rooms are kept beside the turns: when their log has grown, and when they are put away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.clock import now
from elearn.courses.models import CourseSession
from elearn.extensions import db
from rooms import aftermath, keeping, presence
from rooms.core import commands as c
from rooms.core.records import replace
from rooms.core.state import SharedNote
from rooms.engine import engine
from rooms.expiry import expire_logs
from rooms.freezing import Freezer
from rooms.log import SNAPSHOTS
from rooms.models import Room, RoomSnapshot
from rooms.service import QUIET_MS, Rooms
from tests.cast import Cast
from tests.rooms.held import Held, hold


@pytest.fixture
def held(app: Flask, session: Session, cast: Cast) -> Held:
    """An evening, held in the very process that keeps rooms."""
    with app.app_context():
        return hold(session, cast, rooms=engine().rooms)


def kept(session: Session) -> list[int]:
    """Up to which number the rooms are kept."""
    session.rollback()
    return list(session.scalars(select(RoomSnapshot.seq)))


def talk(held: Held, messages: int) -> None:
    for number in range(messages):
        held.do("Marit", c.SendBackchannel(str(number)))


def length(held: Held) -> int:
    return held.rooms.open(held.id).head.seq


def test_a_room_is_kept_once_its_log_has_grown(app: Flask, session: Session, held: Held) -> None:
    talk(held, keeping.EVERY - 1 - length(held))
    with app.app_context():
        keeping.keep_grown()
    before = kept(session)
    talk(held, 1)

    with app.app_context():
        keeping.keep_grown()
        talk(held, keeping.EVERY - 1)
        keeping.keep_grown()

    assert (before, kept(session)) == ([], [keeping.EVERY])


def test_a_quiet_room_is_kept_when_it_is_put_away(app: Flask, session: Session, held: Held) -> None:
    seq, before = length(held), held.rooms.open(held.id).room
    held.at += QUIET_MS + 1

    with app.app_context():
        presence.forget_quiet_rooms()

    assert (kept(session), list(held.rooms.live())) == ([seq], [])
    assert (held.rooms.open(held.id).unread, held.rooms.open(held.id).room) == (seq, before)


def test_a_room_that_hardly_anything_came_to_is_put_away_as_it_was_kept(
    app: Flask, session: Session, held: Held
) -> None:
    held.at += QUIET_MS + 1
    with app.app_context():
        presence.forget_quiet_rooms()
        before = kept(session)
        held.rooms.open(held.id)

        talk(held, keeping.LEAST - 1)
        held.at += QUIET_MS + 1
        presence.forget_quiet_rooms()

    assert (kept(session), list(held.rooms.live())) == (before, [])


def test_the_course_is_told_before_a_room_is_kept(
    app: Flask, session: Session, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opens the room afterwards reads only what came later."""
    evening = session.get_one(CourseSession, session.get_one(Room, held.id).session_id)
    with monkeypatch.context() as gone:
        gone.setattr(aftermath, "TELLING", frozenset())
        held.do("Marit", c.ResumeSession())
        held.do("Marit", c.EndSession())
    session.refresh(evening)
    before, ended_at = evening.ended_at, held.rooms.open(held.id).room.session.ended_at

    with app.app_context():
        keeping.keep(held.rooms, held.rooms.open(held.id))

    session.rollback()
    assert before and evening.ended_at and before < evening.ended_at
    assert evening.ended_at.timestamp() * 1000 == ended_at


def test_a_process_that_remembers_words_that_are_gone_reads_the_room_anew(
    app: Flask, session: Session, held: Held
) -> None:
    with app.app_context():
        Rooms(db.engine).log.redact(held.id, 5)

        keeping.keep_grown()

    said = held.rooms.open(held.id).room.chat.messages.values()
    assert [message.text for message in said] == [""] * len(said)


def test_words_that_go_while_a_room_is_kept_are_not_kept(app: Flask, session: Session, held: Held) -> None:
    remembered = held.rooms.open(held.id)
    with app.app_context():
        Rooms(db.engine).log.redact(held.id, 5)

        keeping.keep(held.rooms, remembered)

    assert kept(session) == []
    assert held.rooms.open(held.id) is not remembered


def test_expiry_leaves_no_state_of_an_old_evening(app: Flask, session: Session, held: Held) -> None:
    with app.app_context():
        keeping.keep(held.rooms, held.rooms.open(held.id))
        before = kept(session)

        gone = privacy.expire(db.session, now() + timedelta(days=181))

    assert (len(before), gone["room_snapshot"], kept(session)) == (1, 1, [])


def test_an_evening_whose_words_are_gone_is_not_looked_at_again(
    app: Flask, session: Session, held: Held
) -> None:
    late = now() + timedelta(days=181)
    with app.app_context():
        first = expire_logs(db.session, late)
        again = expire_logs(db.session, late)
        came = held.do("Marit", c.AddTask("Ring Ana", held.actors["Ana"].id))
        news = expire_logs(db.session, late)

    session.rollback()
    assert (first, again, news) == (came - 1, 0, 1)
    assert session.get_one(Room, held.id).blank_seq == came
    assert held.rooms.log.verify(held.id).seq == came


def test_a_forged_snapshot_is_found_by_whoever_verifies_the_logs(
    app: Flask, session: Session, held: Held
) -> None:
    with app.app_context():
        keeping.keep(held.rooms, held.rooms.open(held.id))
        whole = app.test_cli_runner().invoke(args=["verify-logs"])
        forged = replace(held.rooms.open(held.id).room, note=SharedNote("Dette har ingen skrevet"))
        with db.engine.begin() as connection:
            connection.execute(update(SNAPSHOTS).values(state=Freezer().freeze(forged)))

    found = app.test_cli_runner().invoke(args=["verify-logs"])

    assert (whole.exit_code, found.exit_code) == (0, 1)
    assert found.output == f"room {held.public_id}: its snapshot is not what its log says\n"


def test_one_reads_of_which_rooms_a_state_is_kept(
    app: Flask, session: Session, cast: Cast, held: Held
) -> None:
    with app.test_request_context():
        keeping.keep(held.rooms, held.rooms.open(held.id))

        told = {
            person.given_name: privacy.export(session, person)["room_snapshot"]["rows"]
            for person in (cast.ana, cast.sunniva)
        }

    assert told == {"Ana": [{"room_id": held.id, "seq": length(held)}], "Sunniva": []}
