"""Becoming somebody with one click, in demo mode only."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person, SignIn
from elearn.demo import course as courses
from elearn.demo.people import emails, participants
from elearn.demo.roles import FIRST
from tests.acting import Auth, Browser


def tonight(session: Session) -> str:
    course = courses.latest(session)
    assert course is not None
    return f"/sessions/{courses.tonight(course).public_id}/room"


def become(client: Browser, who: str) -> str:
    """Choose a card; where it leads."""
    answer = client.post("/demo/become", data={"who": who})
    assert answer.status_code == 303
    return answer.location


def signed_in(session: Session) -> list[str]:
    """The given names of everybody who is signed in, in order."""
    session.rollback()
    names = select(Person.given_name).join(SignIn, SignIn.person_id == Person.id).order_by(SignIn.id)
    return list(session.scalars(names))


@pytest.mark.parametrize("who", ["Ana", "Marit", "Olav", "Tove"])
def test_those_of_the_evening_go_straight_to_the_room(client: Browser, session: Session, who: str) -> None:
    assert become(client, who) == tonight(session)
    assert client.get(tonight(session)).status_code == 302
    assert signed_in(session) == [who]


@pytest.mark.parametrize(
    ("who", "first"), [("Ragnhild", "/modules"), ("Petter", "/modules"), ("Åse", "/operations")]
)
def test_others_open_what_is_theirs(client: Browser, who: str, first: str) -> None:
    assert become(client, who) == first
    assert client.get(first).status_code == 200


def test_the_coordinator_opens_the_courses(client: Browser) -> None:
    assert client.get(become(client, "Sunniva")).status_code == 200


def test_every_other_visitor_becomes_somebody_else(auth: Auth, session: Session) -> None:
    offered = [name for name in participants() if name not in FIRST]

    for _ in offered:
        become(auth.browser(), "another")

    assert sorted(signed_in(session)) == sorted(offered)


def test_when_all_are_taken_the_one_taken_longest_ago_is_shared(auth: Auth, session: Session) -> None:
    for _ in range(12):
        become(auth.browser(), "another")

    names = signed_in(session)
    assert names[11] == names[0]


def test_becoming_another_signs_the_first_one_out(client: Browser, session: Session) -> None:
    become(client, "Ana")
    become(client, "Marit")

    assert signed_in(session) == ["Marit"]


@pytest.mark.parametrize("who", ["Kari", "Vidar", "", "ana@example.org"])
def test_nobody_else_can_be_chosen(client: Browser, session: Session, who: str) -> None:
    assert client.post("/demo/become", data={"who": who}).status_code == 404
    assert signed_in(session) == []


def test_the_first_page_offers_every_role(client: Browser) -> None:
    page = client.get("/").get_data(as_text=True)

    offered = [f'value="{who}"' in page for who in ("another", *(name for name in FIRST if name != "Petter"))]
    assert offered == [True] * 8


def test_a_page_of_its_own_is_there_for_those_who_are_signed_in(client: Browser) -> None:
    become(client, "Ana")

    assert client.get("/demo").status_code == 200


class TestWithoutDemoMode:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"DEMO": False}

    def test_no_way_leads_into_anybody(self, client: Browser, session: Session) -> None:
        assert client.post("/demo/become", data={"who": "Ana"}).status_code == 404
        assert client.get("/demo").status_code == 404
        assert signed_in(session) == []

    def test_the_first_page_offers_no_roles(self, client: Browser) -> None:
        assert "/demo/become" not in client.get("/").get_data(as_text=True)

    def test_there_is_no_command_and_no_company(self, client: Browser) -> None:
        app: Any = client.application

        jobs = [job.name for job in app.extensions["jobs"]]
        assert "load-demo" not in app.cli.commands
        assert [name for name in jobs if name.startswith("demo.")] == []


def test_everybody_who_can_be_chosen_exists() -> None:
    assert set(FIRST) <= set(emails())
