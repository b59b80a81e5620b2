"""The people of an organisation: inviting, roles, shutting out, through the pages of an administrator."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry, Person
from elearn.accounts.roles import Held, Role
from elearn.clock import now
from elearn.notify.models import OutgoingMessage
from elearn.organisations import service
from tests.acting import Auth, Browser
from tests.cast import Cast

NILS = {"given_name": "Nils", "family_name": "Prøve", "email": "Nils@Example.org", "role": "coordinator"}


# A mail server that is set up; nothing in these tests goes there.
POST_OFFICE = {"SMTP_URL": "smtp://localhost:1", "MAIL_FROM": "x@example.org"}
with_mail = pytest.mark.parametrize("settings", [POST_OFFICE])


@pytest.fixture
def ase(auth: Auth, cast: Cast) -> Browser:
    return auth.login(cast.ase)


@with_mail
def test_an_invitation_leads_to_a_password_and_to_the_role(
    ase: Browser, auth: Auth, session: Session, cast: Cast
) -> None:
    ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id})
    message = session.scalars(select(OutgoingMessage)).one()
    nils = session.scalars(select(Person).where(Person.email == "nils@example.org")).one()
    browser = auth.browser()

    assert message.link
    entered = browser.post(message.link.removeprefix("http://localhost:8000"))
    browser.post(entered.location, data={"new": "en stille kveld ved vannet"})

    assert entered.location == "/me/password"
    assert nils.as_actor().held == {Held(Role.COORDINATOR, organisation_id=cast.nesdal.id)}
    assert nils.password_hash
    assert browser.get("/me").status_code == 200


def test_without_a_mail_server_the_administrator_is_shown_the_link_once(
    ase: Browser, auth: Auth, session: Session, cast: Cast
) -> None:
    asked = ase.get("/people/new").text
    page = ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id}).text

    nils = session.scalars(select(Person).where(Person.email == "nils@example.org")).one()
    entered = auth.browser().post(link_in(page))
    assert ("No e-mail is sent from here" in asked, "by e-mail" in asked) == (True, False)
    assert (entered.status_code, entered.location) == (303, "/me/password")
    assert session.scalars(select(OutgoingMessage)).all() == []
    assert link_in(page) not in ase.get(f"/people/{nils.public_id}").text


def test_without_a_mail_server_a_lost_link_is_made_anew_and_noted(
    ase: Browser, auth: Auth, session: Session, cast: Cast
) -> None:
    first = link_in(ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id}).text)
    nils = session.scalars(select(Person).where(Person.email == "nils@example.org")).one()

    second = link_in(ase.post(f"/people/{nils.public_id}/invitation").text)

    answers = [auth.browser().get(link).status_code for link in (first, second)]
    noted = session.execute(select(AccessEntry.reader_id, AccessEntry.what)).all()
    assert answers == [410, 200]
    assert noted == [(cast.ase.id, "link")] * 2


def link_in(page: str) -> str:
    """The personal link that a page shows, without its host."""
    found = re.search(r"http://localhost:8000(/l/[^<\s]+)", page)
    assert found is not None
    return found[1]


@with_mail
def test_with_a_mail_server_nobody_but_the_invited_sees_the_link(
    ase: Browser, session: Session, cast: Cast
) -> None:
    page = ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id}, follow_redirects=True).text

    link = session.scalars(select(OutgoingMessage)).one().link
    assert link is not None
    assert link not in page


@with_mail
def test_the_letter_is_in_the_language_of_the_place_and_tells_nothing(
    ase: Browser, session: Session, cast: Cast
) -> None:
    ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id})

    message = session.scalars(select(OutgoingMessage)).one()

    assert "{link}" in message.body
    assert message.link and message.link not in message.body
    assert message.address == "nils@example.org"


def test_a_known_address_is_not_invited_twice(ase: Browser, session: Session, cast: Cast) -> None:
    data = NILS | {"email": "ANA@example.org", "organisation": cast.nesdal.id}

    response = ase.post("/people/new", data=data)

    assert response.status_code == 409
    assert "Somebody with this e-mail address is here already." in response.text
    assert session.scalars(select(OutgoingMessage)).all() == []


@pytest.mark.parametrize(
    "wrong", [{"email": "nils"}, {"given_name": ""}, {"role": "participant"}, {"role": "x"}]
)
def test_an_invitation_that_cannot_be_is_asked_for_again(
    ase: Browser, cast: Cast, wrong: dict[str, str]
) -> None:
    response = ase.post("/people/new", data=NILS | {"organisation": cast.nesdal.id} | wrong)

    assert response.status_code == 422


def test_the_list_shows_staff_and_never_participants(ase: Browser, cast: Cast) -> None:
    page = ase.get("/people").text

    shown = [person.given_name for person in vars_of(cast) if person.public_id in page]
    assert shown == ["Marit", "Olav", "Tove", "Sunniva", "Ragnhild", "Petter", "Åse"]


def vars_of(cast: Cast) -> list[Person]:
    staff = (cast.marit, cast.olav, cast.tove, cast.sunniva, cast.ragnhild, cast.petter, cast.ase)
    return [*cast.participants, *staff, cast.vidar]


@pytest.mark.parametrize(
    ("search", "found"), [("marit", True), ("MARIT@EX", True), ("%", False), ("zz", False)]
)
def test_the_list_is_searched_by_name_and_address(ase: Browser, cast: Cast, search: str, found: bool) -> None:
    page = ase.get("/people", query_string={"search": search}).text

    assert (cast.marit.public_id in page) == found


def test_a_long_list_is_shown_in_pages(ase: Browser, session: Session, cast: Cast) -> None:
    for number in range(30):
        email = f"staff{number}@example.org"
        service.write_down(session, f"Ansatt {number:02}", "", email, Role.PROFESSIONAL, cast.fjordvik, now())

    pages = [ase.get(f"/people?page={number}").text for number in (1, 2, 3)]

    assert ["Page 1 of 2" in pages[0], "Page 2 of 2" in pages[1], "Page 2 of 2" in pages[2]] == [True] * 3


def test_the_list_asks_the_database_no_more_for_twenty_people_than_for_one(
    ase: Browser, session: Session, cast: Cast
) -> None:
    few = queries_of(lambda: ase.get("/people?search=Marit"))

    many = queries_of(lambda: ase.get("/people"))

    assert many == few


def queries_of(act: Any) -> int:
    asked: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    act()
    event.remove(Engine, "before_cursor_execute", count)
    return len(asked)


def test_opening_somebodys_page_is_noted(ase: Browser, session: Session, cast: Cast) -> None:
    ase.get(f"/people/{cast.petter.public_id}")

    noted = session.execute(select(AccessEntry.reader_id, AccessEntry.person_id, AccessEntry.what)).all()
    assert noted == [(cast.ase.id, cast.petter.id, "account")]


def test_roles_are_given_once_and_taken_away(ase: Browser, cast: Cast) -> None:
    role = {"role": "coordinator", "organisation": cast.nesdal.id}
    for _ in range(2):
        ase.post(f"/people/{cast.petter.public_id}/roles", data=role)
    given = [held.role for held in cast.petter.roles if held.organisation_id == cast.nesdal.id]
    coordinator = next(held.id for held in cast.petter.roles if held.role is Role.COORDINATOR)

    ase.post(f"/people/{cast.petter.public_id}/roles/{coordinator}/removal")

    assert given == [Role.COORDINATOR]
    assert {held.role for held in cast.petter.roles} == {Role.EXPERIENCED_USER, Role.COURSE_DEVELOPER}


def test_a_role_in_a_course_is_not_the_administrators_to_take(ase: Browser, cast: Cast) -> None:
    in_course = cast.marit.roles[0].id

    response = ase.post(f"/people/{cast.marit.public_id}/roles/{in_course}/removal")

    assert response.status_code == 404


def test_an_administrator_cannot_lock_themselves_out(ase: Browser, cast: Cast) -> None:
    own = cast.ase.roles[0].id

    answers = [
        ase.post(f"/people/{cast.ase.public_id}/roles/{own}/removal").status_code,
        ase.post(f"/people/{cast.ase.public_id}/disabling").status_code,
    ]

    assert answers == [403, 403]
    assert cast.ase.disabled_at is None


def test_shutting_out_works_at_once_and_can_be_undone(ase: Browser, auth: Auth, cast: Cast) -> None:
    petter = auth.browser(cast.petter)

    ase.post(f"/people/{cast.petter.public_id}/disabling")
    shut_out = petter.get("/me").status_code, auth.browser().post("/sign-in", data=password(cast)).status_code
    ase.post(f"/people/{cast.petter.public_id}/enabling")
    back = auth.browser().post("/sign-in", data=password(cast)).status_code

    assert (shut_out, back) == ((303, 400), 303)


def password(cast: Cast) -> dict[str, str]:
    return {"email": cast.petter.email or "", "password": "a quiet evening by the fjord"}


def test_a_new_link_replaces_the_password_and_signs_out(ase: Browser, auth: Auth, cast: Cast) -> None:
    petter = auth.browser(cast.petter)

    ase.post(f"/people/{cast.petter.public_id}/invitation")

    assert petter.get("/me").status_code == 303
    assert auth.browser().post("/sign-in", data=password(cast)).status_code == 400


def test_whoever_is_shut_out_gets_no_link(ase: Browser, cast: Cast, session: Session) -> None:
    cast.petter.disabled_at = now()

    assert ase.post(f"/people/{cast.petter.public_id}/invitation").status_code == 409
    assert session.scalars(select(OutgoingMessage)).all() == []
