"""The pages of courses, as each person meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun
from elearn.extensions import db
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.shelf import everyday_coping


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def more_courses(session: Session, cast: Cast, count: int) -> None:
    for _ in range(count):
        copy = CourseRun(
            programme=cast.course.programme,
            partnership=cast.partnership,
            starts_on=cast.course.starts_on,
            ground_rules=[],
        )
        session.add(copy)
        session.flush()
        cast.marit.grant(Role.PROFESSIONAL, course_run_id=copy.id)
        cast.olav.grant(Role.EXPERIENCED_USER, course_run_id=copy.id)
    session.commit()


def test_a_participant_sees_when_we_meet_and_the_way_into_the_open_room(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.ana).get("/courses").text

    assert "The room is open now" in page
    assert f"/sessions/{cast.evening.public_id}/room" in page
    assert f"/courses/{cast.other_course.public_id}" not in page


def test_a_closed_room_has_no_button(auth: Auth, session: Session, cast: Cast) -> None:
    cast.evening.starts_at = now() + timedelta(days=1)

    page = auth.login(cast.ana).get("/courses").text

    assert "The room opens half an hour before" in page
    assert "/room" not in page


def test_those_who_stay_outside_are_not_shown_the_way_into_the_room(auth: Auth, cast: Cast) -> None:
    coordinator = auth.login(cast.sunniva)
    course = coordinator.get(f"/courses/{cast.course.public_id}").text
    evening = coordinator.get(f"/courses/{cast.course.public_id}/sessions/{cast.evening.number}").text

    assert "The room is open now" in course
    assert f"/sessions/{cast.evening.public_id}/room" not in course + evening


def test_somebody_without_a_course_is_told_what_will_be_here(
    auth: Auth, session: Session, cast: Cast
) -> None:
    cast.ana.roles.clear()

    assert "You have no course just now" in auth.login(cast.ana).get("/courses").text


def test_a_course_developer_begins_at_the_modules(auth: Auth, session: Session, cast: Cast) -> None:
    home = auth.login(cast.ragnhild).get("/courses")
    cast.ragnhild.grant(Role.PROFESSIONAL, course_run_id=cast.course.id)
    with_a_course = auth.login(cast.ragnhild).get("/courses")

    assert (home.status_code, home.location) == (302, "/modules")
    assert with_a_course.status_code == 200


@pytest.mark.parametrize(
    ("who", "words"),
    [("ana", "My course"), ("marit", "My evenings"), ("sunniva", "Courses"), ("ase", "Courses")],
)
def test_the_way_home_is_called_by_what_is_there(auth: Auth, cast: Cast, who: str, words: str) -> None:
    page = auth.login(getattr(cast, who)).get("/me").text
    menus = page[: page.index("<main")]

    assert re.findall(r'href="/courses"[^>]*>([^<]+)<', menus) == [words, words]


def test_a_person_has_the_same_colour_on_every_page(auth: Auth, cast: Cast) -> None:
    browser, course = auth.login(cast.marit), f"/courses/{cast.course.public_id}"
    rounds = r'data-tint="(\d)"[^>]*aria-hidden="true">M<'

    seen = {
        tint for page in ("/me", course, "/courses") for tint in re.findall(rounds, browser.get(page).text)
    }

    assert seen == {str(int(cast.marit.public_id[-1], 16) % 4)}


def test_a_leader_sees_the_next_evening_and_what_to_prepare(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.marit).get("/courses").text

    assert "My evenings" in page
    assert "12 participants" in page
    assert "12 participants have no way in yet" in page
    assert "Plan a new course" not in page


def test_a_coordinator_sees_the_courses_that_need_something_first(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.sunniva).get("/courses").text

    assert page.index(cast.course.public_id) < page.index(cast.other_course.public_id)
    assert "No professional leads the course yet." in page
    assert "Plan a new course" in page


def test_a_course_of_another_municipality_is_closed(auth: Auth, session: Session, cast: Cast) -> None:
    cast.ragnhild.grant(Role.COORDINATOR, organisation_id=cast.nesdal.id)
    browser = auth.login(cast.ragnhild)

    pages = ("", "/people", "/leaders", "/sessions/1", "/sessions/1/run-sheet", "/plans/shared")
    statuses = {browser.get(f"/courses/{cast.course.public_id}{page}").status_code for page in pages}

    assert statuses == {403}


def test_a_leader_of_another_course_is_refused(auth: Auth, session: Session, cast: Cast) -> None:
    cast.petter.grant(Role.EXPERIENCED_USER, course_run_id=cast.other_course.id)
    browser = auth.login(cast.petter)

    pages = ("", "/people", "/sessions/1", "/sessions/1/run-sheet", "/plans/shared", "/calendar.ics")
    statuses = {browser.get(f"/courses/{cast.course.public_id}{page}").status_code for page in pages}

    assert statuses == {403}


def test_a_participant_meets_no_run_sheet(auth: Auth, cast: Cast) -> None:
    session_page = f"/courses/{cast.course.public_id}/sessions/3"

    seen = ["Run-sheet" in auth.login(person).get(session_page).text for person in (cast.ana, cast.tove)]

    assert seen == [False, True]


def test_only_leaders_are_offered_to_change_the_run_sheet(auth: Auth, cast: Cast) -> None:
    session_page = f"/courses/{cast.course.public_id}/sessions/3"
    people = (cast.marit, cast.olav, cast.tove, cast.sunniva)

    offered = ["Change the run-sheet" in auth.login(person).get(session_page).text for person in people]

    assert offered == [True, True, False, False]


@pytest.mark.parametrize("who", ["marit", "sunniva"])
def test_many_courses_take_no_more_queries_than_one(
    app: Flask, auth: Auth, session: Session, cast: Cast, who: str
) -> None:
    browser = auth.login(getattr(cast, who))

    with counted(app) as for_one:
        browser.get("/courses")
    more_courses(session, cast, 3)
    with counted(app) as for_more:
        browser.get("/courses")

    assert len(for_more) == len(for_one)


def new_course(cast: Cast, session: Session) -> dict[str, object]:
    programme = everyday_coping(session)
    return {
        "programme": programme.id,
        "partnership": cast.partnership.id,
        "name": "Tuesdays",
        "day": "2027-02-02",
        "time": "18:00",
        "professional": cast.ragnhild.public_id,
        "experienced_user": cast.petter.public_id,
        "technical_host": "",
    }


def planned(session: Session) -> CourseRun | None:
    session.expire_all()
    return session.scalar(select(CourseRun).where(CourseRun.name == "Tuesdays"))


def test_a_coordinator_plans_a_course_with_its_leaders(auth: Auth, session: Session, cast: Cast) -> None:
    response = auth.login(cast.sunniva).post("/courses/new", data=new_course(cast, session))

    course = planned(session)
    assert course is not None
    assert response.location == f"/courses/{course.public_id}"
    assert len(course.sessions) == 7
    assert cast.ragnhild.as_actor().holds_in_course(course.id, Role.PROFESSIONAL)
    assert cast.petter.as_actor().holds_in_course(course.id, Role.EXPERIENCED_USER)


@pytest.mark.parametrize("field", ["programme", "partnership", "professional", "day", "time"])
def test_a_choice_that_was_not_offered_is_refused(
    auth: Auth, session: Session, cast: Cast, field: str
) -> None:
    form = new_course(cast, session) | {field: cast.ana.public_id}

    response = auth.login(cast.sunniva).post("/courses/new", data=form)

    assert (response.status_code, planned(session)) == (422, None)


def test_a_session_moves_to_another_time(auth: Auth, session: Session, cast: Cast) -> None:
    address = f"/courses/{cast.course.public_id}/sessions/3/time"

    auth.login(cast.marit).post(address, data={"day": "2026-12-03", "time": "18:30"})

    session.expire_all()
    assert cast.evening.starts_at.isoformat() == "2026-12-03T17:30:00+00:00"


def test_a_time_that_is_left_as_it_was_is_taken_as_it_was_shown(
    auth: Auth, session: Session, cast: Cast
) -> None:
    address = f"/courses/{cast.course.public_id}/sessions/3/time"
    browser = auth.login(cast.marit)
    browser.post(address, data={"day": "2026-12-03", "time": "18:30"})

    assert 'value="18:30"' in browser.get(address).text
    answers = [browser.post(address, data={"day": "2026-12-04", "time": time}) for time in ("18:30:00", "x")]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "Write the time as 18:30." in answers[1].text


def part(browser: Browser, cast: Cast, person: str, role: str) -> int:
    form = {"person": person, "role": role}
    return browser.post(f"/courses/{cast.course.public_id}/leaders", data=form).status_code


def test_parts_go_only_to_those_who_have_the_role_nearby(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.sunniva)

    answers = [
        part(browser, cast, cast.ragnhild.public_id, "professional"),
        part(browser, cast, cast.ragnhild.public_id, "experienced_user"),
        part(browser, cast, cast.ana.public_id, "professional"),
        part(browser, cast, cast.ragnhild.public_id, "administrator"),
    ]

    assert answers == [303, 403, 404, 422]
