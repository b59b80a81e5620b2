"""Signing in with a password and out again, through the pages."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from tests.acting import Auth, Browser
from tests.cast import STAFF_PASSWORD, Cast


def key_of(browser: Browser) -> str:
    with browser.session_transaction() as cookie:
        return str(cookie.get("_user_id", ""))


def without_token(response: TestResponse) -> str:
    """The page without the token against forged requests, which changes with every second."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", response.text)


def test_staff_sign_in_and_come_to_their_courses(auth: Auth, cast: Cast) -> None:
    response = auth.with_password(cast.marit)

    assert (response.status_code, response.location) == (303, "/courses")


def test_the_way_goes_on_to_where_one_was_going(client: Browser, cast: Cast) -> None:
    asked = client.get("/operations?a=b")
    page = client.get(asked.location)
    signed_in = client.post(
        "/sign-in?next=/operations?a%3Db", data={"email": cast.ase.email, "password": STAFF_PASSWORD}
    )

    assert asked.location == "/?next=/operations?a%3Db"
    assert "Open your personal link again, or sign in, to see this page." in page.text
    assert '/sign-in?next=/operations?a%3Db"' in page.text
    assert signed_in.location == "/operations?a=b"


def test_the_way_never_leads_to_another_site(client: Browser, cast: Cast) -> None:
    data = {"email": cast.marit.email, "password": STAFF_PASSWORD}

    response = client.post("/sign-in?next=//evil.example/courses", data=data)

    assert response.location == "/courses"


def test_a_wrong_password_and_an_unknown_account_get_the_same_page(client: Browser, cast: Cast) -> None:
    known, unknown = (
        client.post("/sign-in", data={"email": email, "password": "not the password"})
        for email in ("marit@example.org", "nobody@example.org")
    )

    assert (known.status_code, unknown.status_code) == (400, 400)
    assert "The e-mail address or the password is not right." in known.text
    assert without_token(known).replace("marit@", "") == without_token(unknown).replace("nobody@", "")


def test_a_password_is_never_sent_back(client: Browser, cast: Cast) -> None:
    response = client.post("/sign-in", data={"email": "marit@example.org", "password": "not the password"})

    assert "not the password" not in response.text


def test_the_form_helps_password_managers(client: Browser) -> None:
    page = client.get("/sign-in").text

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_after_five_failures_the_page_asks_to_wait(client: Browser, cast: Cast) -> None:
    wrong = {"email": cast.marit.email, "password": "not the password"}

    answers = [client.post("/sign-in", data=wrong).status_code for _ in range(6)]

    assert answers == [400] * 5 + [429]


def test_signing_in_leaves_an_older_session_behind(client: Browser, auth: Auth, cast: Cast) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    auth.with_password(cast.marit)
    first = key_of(client)

    auth.logout()
    auth.with_password(cast.marit)

    with client.session_transaction() as cookie:
        assert "planted" not in cookie
    assert len({first, key_of(client), ""}) == 3


def test_the_chosen_language_comes_along(client: Browser, auth: Auth, cast: Cast) -> None:
    client.post("/language", data={"language": "nn"})

    auth.with_password(cast.marit)

    assert '<html lang="nn"' in client.get("/me").text


def test_signing_out_leaves_nothing_in_the_browser(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)

    response = auth.logout()

    assert (response.status_code, response.location) == (303, "/signed-out")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert browser.get("/me").status_code == 303


def test_a_copied_cookie_is_worth_nothing_after_signing_out(auth: Auth, app: Flask, cast: Cast) -> None:
    key = key_of(auth.login(cast.ana))
    thief = auth.browser()
    auth.logout()

    with thief.session_transaction() as cookie:
        cookie["_user_id"] = key

    assert thief.get("/me").status_code == 303


def test_signing_out_everywhere_reaches_the_other_device(auth: Auth, cast: Cast) -> None:
    phone, tablet = auth.browser(cast.ana), auth.browser(cast.ana)

    phone.post("/sign-out-everywhere")

    assert tablet.get("/me").status_code == 303


def test_pages_are_never_stored_and_tell_nobody_where_one_was(auth: Auth, cast: Cast) -> None:
    headers = auth.login(cast.ana).get("/me").headers

    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_scripts_get_a_code_instead_of_another_page(client: Browser) -> None:
    response = client.get("/me", headers={"Accept": "application/json"})

    assert (response.status_code, response.json["error"]) == (401, "sign_in_needed")
