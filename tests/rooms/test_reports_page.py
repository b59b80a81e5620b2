"""What is told about a leader: the coordinator of the host municipality alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry
from elearn.accounts.roles import Role
from rooms.core import commands as c
from rooms.core.state import Room
from rooms.engine import engine
from tests.acting import Auth
from tests.cast import Cast
from tests.rooms.held import Held, hold
from tests.rooms.reading import read


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What is asked of the payload is asked in another dialect there."""
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@pytest.fixture
def held(session: Session, cast: Cast) -> Held:
    return hold(session, cast)


def page(cast: Cast) -> str:
    return f"/courses/{cast.course.public_id}/reports"


def outcome(cast: Cast, held: Held) -> str:
    return f"{page(cast)}/{held.public_id}/{held.made['about a leader']}/outcome"


def now(app: Flask, held: Held) -> Room:
    with app.app_context():
        return engine().rooms.fresh(held.id).room


def test_the_coordinator_reads_what_is_about_a_leader_and_no_more(held: Held, cast: Cast, auth: Auth) -> None:
    words = read(auth.browser(cast.sunniva), page(cast))

    assert "Ana, about Olav" in words
    assert "Han avbrøt meg" in words
    assert "Det såret" not in words


def test_only_the_reporter_is_told_of_the_reading(
    session: Session, held: Held, cast: Cast, auth: Auth
) -> None:
    auth.browser(cast.sunniva).get(page(cast))

    assert session.execute(select(AccessEntry.person_id, AccessEntry.what)).all() == [(cast.ana.id, "report")]


def test_the_reporter_reads_the_outcome_and_the_words(app: Flask, held: Held, cast: Cast, auth: Auth) -> None:
    before = read(auth.browser(cast.ana), f"/rooms/{held.public_id}/mine")

    auth.browser(cast.sunniva).post(outcome(cast, held), data={"outcome": "talked", "words": "Han beklager"})

    after = read(auth.browser(cast.ana), f"/rooms/{held.public_id}/mine")
    report = now(app, held).reports[held.made["about a leader"]]
    assert (report.outcome, report.resolved_by) == ("talked", cast.sunniva.public_id)
    assert "The coordinator is looking at it." in before
    assert "The coordinator has talked with the leader. Han beklager" in after
    assert "Han beklager" not in read(auth.browser(cast.olav), f"/rooms/{held.public_id}/mine")


def test_a_coordinator_of_another_municipality_is_refused(
    session: Session, held: Held, cast: Cast, auth: Auth
) -> None:
    cast.petter.grant(Role.COORDINATOR, organisation_id=cast.nesdal.id)
    session.commit()
    petter = auth.browser(cast.petter)

    assert petter.get(page(cast)).status_code == 403
    assert petter.post(outcome(cast, held), data={"outcome": "talked"}).status_code == 403


def test_nobody_handles_what_is_about_themselves(
    app: Flask, session: Session, held: Held, cast: Cast, auth: Auth
) -> None:
    cast.olav.grant(Role.COORDINATOR, organisation_id=cast.fjordvik.id)
    session.commit()
    olav = auth.browser(cast.olav)

    assert "Han avbrøt meg" not in read(olav, page(cast))
    assert olav.post(outcome(cast, held), data={"outcome": "no_action"}).status_code == 403
    assert now(app, held).reports[held.made["about a leader"]].outcome is None


def test_a_room_of_another_course_is_not_found(held: Held, cast: Cast, auth: Auth) -> None:
    other = f"/courses/{cast.other_course.public_id}/reports/{held.public_id}"

    answer = auth.browser(cast.sunniva).post(
        f"{other}/{held.made['about a leader']}/outcome", data={"outcome": "talked"}
    )

    assert answer.status_code == 404


def test_what_the_leaders_pass_on_is_read_here(held: Held, cast: Cast, auth: Auth) -> None:
    held.do("Marit", c.ResolveReport(held.made["report"], "passed_on", "Vi trenger hjelp"))

    words = read(auth.browser(cast.sunniva), page(cast))

    assert "Passed on to you by the leaders" in words
    assert "Vi trenger hjelp" in words
