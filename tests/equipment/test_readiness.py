"""What those who hold a course see of its participants' equipment, and that it is written down."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elearn.accounts.queries import readings
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.enrolment import service as enrolment
from elearn.enrolment.queries import find_enrolment
from elearn.equipment import queries, service
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.equipment.service import Result
from tests.acting import Auth
from tests.cast import Cast
from tests.courses.test_pages import counted

WORKS, DENIED = Outcome.WORKS, Outcome.DENIED
WELL = Result(WORKS, WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=False)
UNHEARD = Result(DENIED, WORKS, WORKS, Line.ALL, wants_call=False)


@pytest.fixture
def tried(session: Session, cast: Cast) -> None:
    """Ana is ready, Bjørn's microphone is not; Vidar tried elsewhere."""
    for person, course, result in (
        (cast.ana, cast.course, WELL),
        (cast.bjorn, cast.course, UNHEARD),
        (cast.vidar, cast.other_course, WELL),
    ):
        service.keep(session, person, course, Device.PHONE, result, now())
    session.commit()


def rows(page: str) -> dict[str, str]:
    """Each participant's state, as the table says."""
    table = page[page.index("Equipment of the participants") :]
    found = re.findall(r'<th scope="row">(\S+) Prøve</th>.*?data-state="(\w+)"', table, re.DOTALL)
    return dict(found)


@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize("who", ["marit", "olav", "tove", "sunniva"])
@pytest.mark.parametrize("page", ["/equipment", "/sessions/3"])
def test_those_who_carry_the_evening_see_how_each_participant_is_equipped(
    auth: Auth, cast: Cast, who: str, page: str
) -> None:
    seen = rows(auth.login(getattr(cast, who)).get(f"/courses/{cast.course.public_id}{page}").text)

    assert len(seen) == 12
    assert (seen["Ana"], seen["Bjørn"], seen["Cecilie"]) == ("ready", "needs_call", "not_tried")


@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize("who", ["ana", "ase"])
def test_others_see_nothing_of_it(auth: Auth, cast: Cast, who: str) -> None:
    browser, course = auth.login(getattr(cast, who)), f"/courses/{cast.course.public_id}"

    pages = browser.get(course).text + browser.get(f"{course}/sessions/3").text

    assert "Equipment of the participants" not in pages
    assert "need a call" not in pages


@pytest.mark.usefixtures("tried")
def test_the_course_page_counts_and_names_nobody(auth: Auth, session: Session, cast: Cast) -> None:
    page = auth.login(cast.marit).get(f"/courses/{cast.course.public_id}").text

    assert "1 participant is ready" in page
    assert "1 needs a call" in page
    assert "10 have not tried" in page
    assert "1 participant needs a call about the equipment." in page
    assert "Bjørn" not in page
    assert [entry.what for entry in readings(session, cast.bjorn)] == []


@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize("page", ["/equipment", "/sessions/3"])
def test_each_reading_is_written_down_and_shown_to_the_participant(
    auth: Auth, session: Session, cast: Cast, page: str
) -> None:
    auth.login(cast.tove).get(f"/courses/{cast.course.public_id}{page}")

    found = readings(session, cast.bjorn)
    assert [(entry.reader.given_name, entry.what) for entry in found] == [("Tove", "equipment")]
    assert "How the try of your equipment went" in auth.login(cast.bjorn).get("/me/data").text


@pytest.mark.usefixtures("tried")
def test_a_session_that_is_over_needs_no_equipment(auth: Auth, session: Session, cast: Cast) -> None:
    page = auth.login(cast.marit).get(f"/courses/{cast.course.public_id}/sessions/1").text

    assert "Equipment of the participants" not in page
    assert readings(session, cast.bjorn) == []


def test_the_last_try_counts_on_whichever_device(session: Session, cast: Cast) -> None:
    service.keep(session, cast.ana, cast.course, Device.COMPUTER, UNHEARD, now())
    service.keep(session, cast.ana, cast.course, Device.PHONE, WELL, now())
    session.commit()

    found = {each.person.given_name: each for each in queries.equipped(session, cast.course.id, now())}

    assert found["Ana"].readiness.value == "ready"
    assert queries.waiting_for_call(session, [cast.course.id], now()) == {cast.course.id: 0}


@pytest.mark.usefixtures("tried")
def test_whoever_withdrew_is_not_waited_for(session: Session, cast: Cast) -> None:
    enrolment.withdraw(session, find_enrolment(session, cast.course.id, cast.bjorn.public_id), now())

    names = [each.person.given_name for each in queries.equipped(session, cast.course.id, now())]

    assert "Bjørn" not in names
    assert queries.waiting_for_call(session, [cast.course.id], now()) == {cast.course.id: 0}


def test_leading_elsewhere_opens_nothing_here(auth: Auth, cast: Cast) -> None:
    cast.petter.grant(Role.TECHNICAL_HOST, course_run_id=cast.other_course.id)

    answer = auth.login(cast.petter).get(f"/courses/{cast.course.public_id}/equipment")

    assert answer.status_code == 403


def test_many_participants_take_no_more_queries_than_few(
    app: Flask, auth: Auth, session: Session, cast: Cast
) -> None:
    browser, page = auth.login(cast.tove), f"/courses/{cast.course.public_id}/equipment"
    for person in cast.participants[2:]:
        enrolment.withdraw(session, find_enrolment(session, cast.course.id, person.public_id), now())
    browser.get(page)

    with counted(app) as for_two:
        browser.get(page)
    for person in cast.participants[2:]:
        enrolment.bring_back(find_enrolment(session, cast.course.id, person.public_id))
    session.commit()
    with counted(app) as for_twelve:
        browser.get(page)

    reads = [sum(each.lstrip().startswith("SELECT") for each in seen) for seen in (for_two, for_twelve)]
    assert reads[0] == reads[1]
