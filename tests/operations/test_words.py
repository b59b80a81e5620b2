"""What is told on the page for operations is told in words that people know."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from elearn.accounts import access_log
from elearn.clock import now
from elearn.operations.models import JobRun
from elearn.operations.words import READ, what_went
from tests.acting import Auth
from tests.cast import Cast


def test_everything_that_can_go_has_a_name(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        nameless = [
            kept.table
            for kept in app.extensions["privacy"]
            if kept.expire and what_went(kept.table) == kept.table
        ]

    assert nameless == []


def test_all_that_is_read_about_others_has_a_name(app: Flask) -> None:
    assert sorted(READ) == sorted(access_log.WHAT)


def test_the_page_names_no_table_and_speaks_of_others(auth: Auth, session: Session, cast: Cast) -> None:
    session.add(JobRun(name="expire", ran_at=now(), removed={"outgoing_message": 2}))
    access_log.note_access(session, cast.marit, cast.ana, "session_log", now())

    page = auth.login(cast.ase).get("/operations").text

    assert "outgoing_message" not in page
    assert "Words of messages" in page
    assert "The log of a session" in page
    assert "you were in" not in page


def test_a_heading_is_seen_once(auth: Auth, session: Session, cast: Cast) -> None:
    access_log.note_access(session, cast.marit, cast.ana, "session_log", now())

    page = auth.login(cast.ase).get("/operations").text

    assert '<caption class="ds-sr-only">Who read personal data last</caption>' in page


def test_a_list_that_was_opened_is_one_line_with_its_course(auth: Auth, session: Session, cast: Cast) -> None:
    for person in cast.participants:
        access_log.note_access(session, cast.marit, person, "participants", now())

    page = auth.login(cast.ase).get("/operations").text

    assert page.count("List of participants") == 1
    assert "12 people" in page
    assert "Everyday coping" in page
    assert cast.ana.public_id not in page
