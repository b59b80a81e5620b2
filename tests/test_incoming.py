"""What a browser sends, however slowly or oddly: nobody waits for it, and nothing breaks on it."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from elearn.app import create_app
from elearn.extensions import db
from elearn.logs import TRACEBACKS
from rooms.simulation.crowd import gather
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.conftest import DATABASE
from tests.serving import Server, served

TOO_MANY = "9" * 30


@pytest.fixture
def server(tmp_path: Path, empty_database: Path) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path) as server:
        yield server


def signed_in(server: Server) -> dict[str, str]:
    """Cookie and token of somebody's page."""
    beside = create_app(DATA=server.data, URL=server.url)
    with beside.app_context():
        ticket = gather(beside, db.session, server.url, rooms=1, people=3)[0].tickets[2]
        db.session.commit()
    with urlopen(Request(f"{server.url}/me", headers={"Cookie": ticket.cookie})) as page:
        cookie = page.headers["Set-Cookie"].split(";")[0]
        token = re.search(r'data-csrf="([^"]+)"', page.read().decode())
    assert token
    return {"Cookie": cookie, "X-CSRFToken": token[1], "Content-Type": "application/json"}


def test_nobody_waits_for_a_body_that_comes_slowly(server: Server) -> None:
    headers = {**signed_in(server), "Host": "localhost", "Content-Length": "20"}
    slow = socket.create_connection(("localhost", server.port))
    lines = ["PUT /courses/x/plans/1 HTTP/1.1", *map(": ".join, headers.items()), "\r\n"]
    slow.sendall("\r\n".join(lines).encode())
    time.sleep(0.3)

    began = time.monotonic()
    signed_in(server)

    slow.close()
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("path", ["/rooms/%00", "/courses?x=%00", "/l/%00"])
def test_what_no_database_can_hold_is_refused(path: str, cast: Cast, auth: Auth) -> None:
    assert auth.login(cast.marit).get(path).status_code == 400


def test_a_form_with_such_a_sign_is_refused(client: Browser) -> None:
    assert client.post("/sign-in", data={"email": "a\0@example.org", "password": "x"}).status_code == 400


def test_a_number_that_no_row_has_is_no_address(cast: Cast, auth: Auth) -> None:
    browser = auth.login(cast.ase)

    answers = [
        browser.get(f"/partnerships/{TOO_MANY}").status_code,
        browser.post(f"/me/devices/{TOO_MANY}/sign-out").status_code,
        browser.post(f"/mailbox/{2**31}/another-attempt").status_code,
        browser.get(f"/mailbox?page={TOO_MANY}").status_code,
    ]

    assert answers == [404, 404, 404, 200]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_session_stays_in_our_time(day: str, session: Session, cast: Cast, auth: Auth) -> None:
    browser = auth.login(cast.marit)

    response = browser.post(
        f"/courses/{cast.course.public_id}/sessions/3/time", data={"day": day, "time": "23:59"}
    )

    assert (response.status_code, browser.get("/courses").status_code) == (422, 200)


def test_a_number_with_thousands_of_digits_is_no_number(cast: Cast, auth: Auth) -> None:
    plan, sheet = (f"/courses/{cast.course.public_id}/{part}" for part in ("plans/1", "sessions/3/run-sheet"))
    version = re.search(r'name="version" value="(\w+)"', auth.login(cast.marit).get(sheet).text)
    assert version

    row = {"version": version[1], "row": "1" * 5000, "do": "look"}
    answers = [
        auth.login(cast.marit).post(sheet, data=row).status_code,
        auth.login(cast.ana).post(plan, data={"confidence": "1" * 5000}).status_code,
    ]

    assert answers == [200, 303]


def test_the_page_that_says_the_database_is_away_does_not_ask_it(
    session: Session, cast: Cast, auth: Auth
) -> None:
    browser = auth.login(cast.ana)
    session.execute(text("DROP TABLE sign_in"))

    assert browser.get("/courses").status_code == 503


def test_a_logged_failure_holds_no_values_of_variables() -> None:
    password = "a quiet evening"

    try:
        int(password)
    except ValueError as error:
        told = TRACEBACKS(structlog.get_logger(), "error", {"exc_info": error})

    assert "locals" not in str(told)
