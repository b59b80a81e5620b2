"""One's own pages: name, language, devices, password and what is kept."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts import access_log
from elearn.accounts.models import SignIn
from elearn.clock import now
from tests.acting import Auth, Browser
from tests.cast import STAFF_PASSWORD, Cast


def test_the_alias_is_what_others_see(auth: Auth, cast: Cast) -> None:
    auth.login(cast.ana).post("/me", data={"alias": "  Sol \u202e over\tfjorden "})

    assert cast.ana.room_name == "Sol over fjorden"


def test_without_an_alias_one_is_called_by_ones_given_name(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)
    browser.post("/me", data={"alias": "Sol"})

    browser.post("/me", data={"alias": ""})

    assert cast.ana.room_name == "Ana"


def test_an_alias_that_is_too_long_is_asked_for_again_and_nothing_is_saved(auth: Auth, cast: Cast) -> None:
    response = auth.login(cast.ana).post("/me", data={"alias": "x" * 61})

    assert (response.status_code, cast.ana.alias) == (422, "")
    assert 'aria-invalid="true"' in response.text


def test_a_name_is_shown_as_text(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)

    browser.post("/me", data={"alias": "<script>alert(1)</script>"})

    page = browser.get("/me").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_the_language_follows_the_person_to_other_devices(auth: Auth, cast: Cast, language: str) -> None:
    response = auth.login(cast.ana).post("/language", data={"language": language, "next": "/me"})

    assert response.location == "/me"
    assert f'<html lang="{language}"' in auth.browser(cast.ana).get("/me").text


def test_a_visitors_language_stays_on_the_device(client: Browser, auth: Auth) -> None:
    client.post("/language", data={"language": "nn"})

    assert '<html lang="nn"' in client.get("/").text
    assert '<html lang="en"' in auth.browser().get("/").text


@pytest.mark.parametrize("language", ["", "de", "../en"])
def test_an_unknown_language_is_refused(client: Browser, language: str) -> None:
    assert client.post("/language", data={"language": language}).status_code == 422


def test_choosing_a_language_never_leads_to_another_site(client: Browser) -> None:
    response = client.post("/language", data={"language": "nn", "next": "https://evil.example/"})

    assert response.location == "/"


def test_another_device_can_be_signed_out_from_here(auth: Auth, session: Session, cast: Cast) -> None:
    phone, tablet = auth.browser(cast.ana), auth.browser(cast.ana)
    newest = session.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()

    phone.post(f"/me/devices/{newest}/sign-out")

    assert (phone.get("/me").status_code, tablet.get("/me").status_code) == (200, 303)


def test_a_new_password_goes_on_here_and_nowhere_else(auth: Auth, session: Session, cast: Cast) -> None:
    here, there = auth.browser(cast.marit), auth.browser(cast.marit)

    response = here.post(
        "/me/password", data={"current": STAFF_PASSWORD, "new": "en stille kveld ved vannet"}
    )

    assert response.location == "/courses"
    assert (here.get("/me").status_code, there.get("/me").status_code) == (200, 303)
    assert session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_a_weak_password_is_explained(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.marit)

    pages = [
        browser.post("/me/password", data={"current": STAFF_PASSWORD, "new": new}).text
        for new in ("short", "marit marit marit")
    ]

    assert "Use at least 12 characters." in pages[0]
    assert "Leave your name and your e-mail address out of the password." in pages[1]


def test_the_page_tells_who_has_looked(auth: Auth, session: Session, cast: Cast) -> None:
    access_log.note_access(session, cast.sunniva, cast.ana, "The list of participants", now())

    page = auth.login(cast.ana).get("/me/data").text

    assert "Sunniva Prøve" in page
    assert "The list of participants" in page


def test_everything_can_be_taken_along_as_a_file(auth: Auth, cast: Cast) -> None:
    response = auth.login(cast.ana).get("/me/data.json")

    export = json.loads(response.data)
    assert response.headers["Content-Disposition"] == 'attachment; filename="mestringsrom.json"'
    assert export["person"]["rows"][0]["given_name"] == "Ana"
    assert export["enrolment"]["rows"][0]["home_municipality"] == "Fjordvik"
    assert [role["role"] for role in export["role_assignment"]["rows"]] == ["participant"]


def test_no_secret_leaves_with_the_export(auth: Auth, session: Session, cast: Cast) -> None:
    browser = auth.login(cast.marit)

    export = browser.get("/me/data.json").text

    assert cast.marit.password_hash
    assert cast.marit.password_hash not in export
    assert "hash" not in export
