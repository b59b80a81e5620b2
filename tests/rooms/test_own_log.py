"""What a person reads and takes along of the evenings they were in."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.clock import now
from elearn.enrolment.models import Enrolment
from elearn.enrolment.service import withdraw
from tests.acting import Auth
from tests.cast import Cast
from tests.rooms.held import Held, hold
from tests.rooms.reading import read


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


def mine(held: Held) -> str:
    return f"/rooms/{held.public_id}/mine"


def test_one_reads_ones_own_and_nobody_elses(held: Held, cast: Cast, auth: Auth) -> None:
    anas = read(auth.browser(cast.ana), mine(held))
    cecilies = read(auth.browser(cast.cecilie), mine(held))

    for words in ("Jeg kjenner meg igjen", "In your group: Dette sier jeg bare i gruppa", "Litt mye nå"):
        assert words in anas
        assert words not in cecilies
    assert "You asked, without your name: Tør dere si det på jobben?" in cecilies
    assert "Du bare later som" not in anas


def test_who_was_asked_to_leave_reads_why_and_not_who_told(held: Held, cast: Cast, auth: Auth) -> None:
    bjorns = read(auth.browser(cast.bjorn), mine(held))

    assert "Marit asked you to leave: Fortsatte å såre" in bjorns
    assert "Olav hid one of your messages. Ikke greit" in bjorns
    assert "Det såret" not in bjorns


def test_each_part_tells_for_what_who_sees_it_and_until_when(held: Held, cast: Cast, auth: Auth) -> None:
    page = read(auth.browser(cast.ana), mine(held))

    assert page.count("For what") == page.count("Who can see it") == page.count("Until when") > 5


def test_it_is_taken_along_as_a_file(held: Held, cast: Cast, auth: Auth) -> None:
    answer = auth.browser(cast.ana).get(f"{mine(held)}.json")

    kept: dict[str, Any] = answer.json
    topics = {topic["title"]: [entry["what"] for entry in topic["entries"]] for topic in kept["kept"]}
    assert kept["number"] == 3
    assert topics["What you wrote"] == [
        "Jeg kjenner meg igjen",
        "In your group: Dette sier jeg bare i gruppa",
    ]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="session-3.json"'


def test_the_whole_export_holds_it_too(app: Flask, session: Session, held: Held, cast: Cast) -> None:
    with app.test_request_context():
        rows = privacy.export(session, cast.ana)["log_entry"]["rows"]

    assert "Jeg kjenner meg igjen" in [(row["payload"] or {}).get("text") for row in rows]


def test_the_evenings_one_was_in_are_listed(held: Held, cast: Cast, auth: Auth) -> None:
    assert "Session 3 Tanker, følelser og uro" in read(auth.browser(cast.ana), "/me/rooms")
    assert "You have not been in a room yet." in read(auth.browser(cast.kari), "/me/rooms")


def test_who_has_left_the_course_still_reads_their_own(
    session: Session, held: Held, cast: Cast, auth: Auth
) -> None:
    enrolment = session.query(Enrolment).filter_by(person_id=cast.ana.id).one()
    enrolment.withdrawn_at = now()
    session.commit()

    assert "Jeg kjenner meg igjen" in read(auth.browser(cast.ana), mine(held))


def test_who_did_not_come_reads_that_nothing_is_kept(held: Held, cast: Cast, auth: Auth) -> None:
    assert "Nothing is kept about you from this evening." in read(auth.browser(cast.kari), mine(held))


def test_a_leader_reads_what_they_did_for_the_evening(held: Held, cast: Cast, auth: Auth) -> None:
    marits = read(auth.browser(cast.marit), mine(held))

    assert "You led: asked Bjørn to leave" in marits
    assert "You got seat 1, with the name Marit." in marits
    assert "You got seat 4" not in marits


def test_who_has_left_the_course_still_takes_along_what_they_did(
    app: Flask, session: Session, cast: Cast, held: Held
) -> None:
    place = session.scalars(select(Enrolment).where(Enrolment.person_id == cast.ana.id)).one()

    def kept() -> list[int]:
        with app.test_request_context():
            return [row["seq"] for row in privacy.export(session, cast.ana)["log_entry"]["rows"]]

    before = kept()
    withdraw(session, place, now())

    assert before
    assert kept() == before
