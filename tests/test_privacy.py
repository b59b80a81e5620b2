"""Every column about people is registered, exported and deleted when its time is up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.accounts import access_log, devices, personal_links, throttling
from elearn.accounts.models import AccessEntry, Person, PersonalLink, RoleAssignment, SignIn, SignInFailure
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.enrolment.models import Enrolment
from elearn.enrolment.service import withdraw
from elearn.extensions import Model
from elearn.notify import service as notify
from elearn.notify.models import Channel, OutgoingMessage
from elearn.privacy import Kept
from rooms.models import LogEntry, Room
from tests.cast import Cast

# Tables that say nothing about anybody. A new table is about people until it is written here.
ABOUT_NOBODY = {
    *("organisation", "partnership", "partner_municipality", "programme", "course_run", "course_session"),
    *("module", "module_version", "module_draft", "programme_part", "room", "shown_file", "job_run"),
}
TABLES = sorted(set(Model.metadata.tables) - ABOUT_NOBODY)
DAY = timedelta(days=1)


@pytest.fixture
def kept(app: Flask) -> dict[str, Kept]:
    """What is registered, by table."""
    with app.app_context():
        return {each.table: each for each in privacy.registered()}


def refers_to_people(table: Table) -> bool:
    return any(key.column.table is Person.__table__ for key in table.foreign_keys)


def test_a_table_that_refers_to_people_is_about_people() -> None:
    assert [name for name in ABOUT_NOBODY if refers_to_people(Model.metadata.tables[name])] == []


def test_every_table_about_people_is_registered_once(app: Flask) -> None:
    with app.app_context():
        assert sorted(each.table for each in privacy.registered()) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_column_about_people_is_registered(name: str, kept: dict[str, Kept]) -> None:
    registered = kept[name].columns + kept[name].withheld

    assert sorted(registered) == sorted(Model.metadata.tables[name].columns.keys())


@pytest.mark.parametrize("name", TABLES)
def test_everything_kept_has_a_purpose_a_ground_and_an_end(
    name: str, kept: dict[str, Kept], app: Flask
) -> None:
    with app.test_request_context():
        told = [str(text) for text in (kept[name].title, kept[name].purpose, kept[name].until)]

    assert all(told)
    assert kept[name].expire is not None or kept[name].basis


def test_the_export_holds_every_registered_table(app: Flask, session: Session, cast: Cast) -> None:
    with app.test_request_context():
        export = privacy.export(session, cast.ana)

    assert sorted(export) == TABLES


def test_the_export_holds_ones_own_rows_and_nobody_elses(app: Flask, session: Session, cast: Cast) -> None:
    for person in (cast.ana, cast.marit):
        devices.start_sign_in(session, person, now(), DAY, f"device of {person.given_name}")
        personal_links.issue_link(session, person, now(), DAY)
        notify.send(session, person, Channel.EMAIL, "Subject", f"Words to {person.given_name}", now())
        session.add(SignInFailure(account_hash=throttling.account_hash(person.email or ""), at=now()))
    access_log.note_access(session, cast.marit, cast.ana, "participants", now())

    with app.test_request_context():
        export = privacy.export(session, cast.ana)

    rows: dict[str, list[dict[str, Any]]] = {table: part["rows"] for table, part in export.items()}
    assert [row["given_name"] for row in rows["person"]] == ["Ana"]
    assert [row["device"] for row in rows["sign_in"]] == ["device of Ana"]
    assert [row["body"] for row in rows["outgoing_message"]] == ["Words to Ana"]
    assert [row["reader"] for row in rows["access_entry"]] == ["Marit"]
    assert (len(rows["personal_link"]), len(rows["sign_in_failure"]), len(rows["enrolment"])) == (1, 1, 1)


def test_a_reader_takes_along_what_they_have_read(app: Flask, session: Session, cast: Cast) -> None:
    access_log.note_access(session, cast.marit, cast.ana, "participants", now())

    with app.test_request_context():
        rows = privacy.export(session, cast.marit)["access_entry"]["rows"]

    assert [(row["reader"], row["about"]) for row in rows] == [("Marit", cast.ana.public_id)]


def test_what_belongs_to_a_course_has_a_day_on_which_it_goes(
    app: Flask, session: Session, cast: Cast
) -> None:
    with app.test_request_context():
        deleted_on = privacy.export(session, cast.ana)["enrolment"]["deleted_on"]

    assert deleted_on == (cast.evening.starts_at + timedelta(days=365)).date()


def expire(app: Flask, session: Session, days: int) -> dict[str, int]:
    """What goes when that many days have passed."""
    with app.app_context():
        return privacy.expire(session, now() + timedelta(days=days))


def count(session: Session, model: type[Model]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_nothing_goes_before_its_time(app: Flask, session: Session, cast: Cast) -> None:
    devices.start_sign_in(session, cast.ana, now(), DAY, "")
    personal_links.issue_link(session, cast.ana, now(), DAY)
    access_log.note_access(session, cast.marit, cast.ana, "participants", now())

    gone = expire(app, session, days=0)

    assert set(gone.values()) == {0}
    assert count(session, SignIn) == count(session, PersonalLink) == count(session, AccessEntry) == 1


def test_sign_ins_links_and_failures_go_when_they_are_worth_nothing(
    app: Flask, session: Session, cast: Cast
) -> None:
    for lifetime in (DAY, 3 * DAY):
        devices.start_sign_in(session, cast.ana, now(), lifetime, "")
        personal_links.issue_link(session, cast.ana, now(), lifetime)
    session.add(SignInFailure(account_hash=b"x" * 32, at=now()))
    session.commit()

    gone = expire(app, session, days=2)

    assert (gone["sign_in"], gone["personal_link"], gone["sign_in_failure"]) == (1, 1, 1)
    assert (count(session, SignIn), count(session, PersonalLink), count(session, SignInFailure)) == (1, 1, 0)


def test_the_words_of_messages_go_after_thirty_days(app: Flask, session: Session, cast: Cast) -> None:
    notify.send(session, cast.ana, Channel.EMAIL, "Subject", "Words", now())
    session.commit()

    expire(app, session, days=31)

    assert session.scalars(select(OutgoingMessage.body)).all() == [""]


def test_a_year_after_the_course_its_people_are_forgotten_and_staff_stay(
    app: Flask, session: Session, cast: Cast
) -> None:
    marit, sunniva, vidar = cast.marit.id, cast.sunniva.id, cast.vidar.id
    in_course = len(cast.participants)

    expire(app, session, days=366)

    left = set(session.scalars(select(Person.id)))
    assert {marit, sunniva, vidar} <= left
    assert len(left) == 8
    assert count(session, Enrolment) == 1
    assert in_course == 12


def test_who_withdrew_keeps_the_place_until_the_course_is_over(
    app: Flask, session: Session, cast: Cast
) -> None:
    ana = cast.ana.id
    place = session.scalars(select(Enrolment).where(Enrolment.person_id == ana)).one()
    withdraw(session, place, now())

    expire(app, session, days=60)
    during = session.scalar(select(Person.id).where(Person.id == ana))
    expire(app, session, days=366)
    after = session.scalar(select(Person.id).where(Person.id == ana))

    assert (during, after) == (ana, None)


def test_who_must_stay_as_a_reader_goes_with_the_record(app: Flask, session: Session, cast: Cast) -> None:
    ana, tove = cast.ana, cast.tove
    tove.password_hash = None
    access_log.note_access(session, tove, cast.vidar, "participants", now())
    session.commit()
    anas, toves = ana.id, tove.id

    expire(app, session, days=366)
    after_a_year = set(session.scalars(select(Person.id)))
    expire(app, session, days=731)
    after_two_years = set(session.scalars(select(Person.id)))

    assert (anas in after_a_year, toves in after_a_year, toves in after_two_years) == (False, True, False)


def test_staff_without_a_role_stay_until_they_are_shut_out(app: Flask, session: Session, cast: Cast) -> None:
    olav = cast.olav.id
    cast.olav.roles.clear()
    session.commit()

    expire(app, session, days=60)
    assert session.get(Person, olav) is not None
    session.get_one(Person, olav).disabled_at = now()
    session.commit()
    expire(app, session, days=60)

    assert session.scalar(select(Person.id).where(Person.id == olav)) is None


def test_roles_in_a_course_go_with_it_and_roles_in_an_organisation_stay(
    app: Flask, session: Session, cast: Cast
) -> None:
    expire(app, session, days=366)

    roles = set(session.scalars(select(RoleAssignment.role)))
    assert roles == {
        Role.COORDINATOR,
        Role.ADMINISTRATOR,
        Role.PROFESSIONAL,
        Role.EXPERIENCED_USER,
        Role.COURSE_DEVELOPER,
        Role.PARTICIPANT,
    }


@pytest.fixture
def evening_log(session: Session, cast: Cast) -> None:
    """Marit seated and muted Ana, who wrote; Bjørn chose her as a buddy and wrote about something else."""
    room = Room(session_id=cast.evening.id, course_run_id=cast.course.id, created_at=now())
    session.add(room)
    session.flush()
    ana, bjorn, marit = cast.ana.public_id, cast.bjorn.public_id, cast.marit.public_id
    happened: list[tuple[str, str, dict[str, Any]]] = [
        (marit, "member_seated", {"person": ana, "name": "Ana", "part": "participant", "seat": 1}),
        (ana, "message_sent", {"text": "Hei alle sammen", "reply_to": None, "place": "main"}),
        (bjorn, "message_sent", {"text": "God kveld", "reply_to": None, "place": "main"}),
        (bjorn, "buddy_chosen", {"person": ana}),
        (marit, "breakouts_prepared", {"groups": [[ana, bjorn]], "minutes": 15, "method": "random"}),
    ]
    for seq, (by, kind, payload) in enumerate(happened, start=1):
        at = int(now().timestamp() * 1000)
        session.add(
            LogEntry(
                room_id=room.id,
                seq=seq,
                at=at,
                by=by,
                kind=kind,
                payload=payload,
                payload_hash=bytes(32),
                hash=bytes(32),
            )
        )
    session.commit()


@pytest.mark.usefixtures("evening_log")
def test_the_export_tells_what_one_did_in_the_room_and_what_was_done(
    app: Flask, session: Session, cast: Cast
) -> None:
    with app.test_request_context():
        rows = privacy.export(session, cast.ana)["log_entry"]["rows"]

    assert [(row["seq"], row["kind"], (row["payload"] or {}).get("text")) for row in rows] == [
        (1, "member_seated", None),
        (2, "message_sent", "Hei alle sammen"),
        (5, "breakouts_prepared", None),
    ]
    assert cast.bjorn.public_id not in str(rows)


@pytest.mark.usefixtures("evening_log")
def test_half_a_year_after_the_session_its_words_are_gone_and_its_facts_stay(
    app: Flask, session: Session
) -> None:
    gone = expire(app, session, days=181)

    entries = session.scalars(select(LogEntry).order_by(LogEntry.seq)).all()
    assert gone["log_entry"] == 5
    assert [entry.payload.get("text") for entry in entries] == [None, "", "", None, None]
    assert (entries[0].payload["name"], [entry.seq for entry in entries]) == ("", [1, 2, 3, 4, 5])
