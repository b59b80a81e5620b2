"""The personal link, from the message to the course."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.accounts.models import PersonalLink, SignIn
from elearn.clock import now
from tests.acting import Auth, Browser
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def token(session: Session, cast: Cast) -> str:
    """Ana's link to the course."""
    return personal_links.issue_link(session, cast.ana, now(), DAY, course_run_id=cast.course.id)


def test_the_page_greets_by_given_name_and_tells_the_course(client: Browser, token: str) -> None:
    page = client.get(f"/l/{token}").text

    assert "Hello, Ana" in page
    assert "Everyday coping" in page
    assert "ana@example.org" not in page
    assert "Prøve" not in page


def test_a_mail_scanner_that_opens_the_link_changes_nothing(
    client: Browser, session: Session, token: str
) -> None:
    for _ in range(3):
        client.get(f"/l/{token}")

    assert session.scalars(select(PersonalLink.used_at)).all() == [None]
    assert session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_one_button_signs_in_and_leaves_the_link_behind(client: Browser, token: str) -> None:
    response = client.post(f"/l/{token}")

    assert (response.status_code, response.location) == (303, "/courses")
    assert client.get("/me").status_code == 200


def test_a_participants_device_stays_signed_in_for_the_course(
    client: Browser, session: Session, token: str
) -> None:
    client.post(f"/l/{token}", headers={"User-Agent": "Mozilla/5.0 (Android 14) Firefox/131.0"})

    device = session.scalars(select(SignIn)).one()

    assert device.device == "Firefox, Android"
    assert device.expires_at - device.created_at == timedelta(days=120)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_old_link_tells_kindly_what_to_do(
    method: str, client: Browser, session: Session, cast: Cast
) -> None:
    token = personal_links.issue_link(session, cast.ana, now() - 2 * DAY, DAY)

    response = client.open(f"/l/{token}", method=method)

    assert response.status_code == 410
    assert "Your seat is kept, and so is what you have written." in response.text


def test_a_token_is_never_logged(client: Browser, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    client.get(f"/l/{token}")
    client.post(f"/l/{token}")
    client.get("/l/unknown-token-0123456789")

    written = capsys.readouterr()

    assert token not in written.out + written.err
    assert "unknown-token" not in written.out + written.err


def test_somebody_else_on_the_same_device_becomes_the_one_of_the_link(
    auth: Auth, session: Session, cast: Cast, token: str
) -> None:
    browser = auth.login(cast.bjorn)

    browser.post(f"/l/{token}")

    assert "Ana, this is what others see of you" in browser.get("/me").text


def test_going_on_with_another_device_takes_one_code_once(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.ana).post("/me/devices/another").text
    address = re.search(r"<strong>http://localhost:8000(/l/[\w-]{22})</strong>", page)
    assert address
    tablet = auth.browser()

    first, again = tablet.post(address[1]), auth.browser().post(address[1])

    assert 'src="data:image/svg+xml' in page
    assert (first.status_code, again.status_code) == (303, 410)
    assert tablet.get("/me").status_code == 200


def test_who_was_invited_chooses_a_password_first(client: Browser, session: Session, cast: Cast) -> None:
    cast.sunniva.password_hash = None
    token = personal_links.issue_link(session, cast.sunniva, now(), DAY, single_use=True)

    entered = client.post(f"/l/{token}")
    chosen = client.post(entered.location, data={"new": "en stille kveld ved vannet"})

    assert (entered.location, chosen.location) == ("/me/password", "/courses")
    assert client.get("/me").status_code == 200
