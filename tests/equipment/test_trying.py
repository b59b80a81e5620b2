"""Trying one's own equipment: what the page offers, what is kept, and what the server measures."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import privacy
from elearn.clock import milliseconds, now
from elearn.enrolment import service as enrolment
from elearn.enrolment.queries import find_enrolment
from elearn.equipment import line
from elearn.equipment.line import LEAST_COST, MOST_BYTES, Spending, TooMuch
from elearn.equipment.models import EquipmentCheck
from rooms.media.turn import ice_servers
from tests.acting import Auth
from tests.cast import Cast

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/130.0 Mobile Safari/537.36"
ALL_WELL = {"microphone": "works", "loudspeaker": "works", "camera": "works", "line": "all"}
with_relay = pytest.mark.parametrize(
    "settings", [{"TURN_URLS": "turn:relay.example:3478", "TURN_SECRET": "a secret"}]
)


def kept(session: Session) -> list[EquipmentCheck]:
    session.expire_all()
    return list(session.scalars(select(EquipmentCheck).order_by(EquipmentCheck.id)))


def test_a_result_is_kept_for_the_course_that_meets_next(auth: Auth, session: Session, cast: Cast) -> None:
    answer = auth.login(cast.ana).post("/equipment", data=ALL_WELL)

    [check] = kept(session)
    assert answer.location == "/courses"
    assert (check.person_id, check.course_run_id, check.device.value) == (
        cast.ana.id,
        cast.course.id,
        "computer",
    )
    assert (check.microphone.value, check.line.value, check.wants_call) == ("works", "all", False)


def test_a_new_try_takes_the_place_of_the_last_one_on_the_same_kind_of_device(
    auth: Auth, session: Session, cast: Cast
) -> None:
    browser = auth.login(cast.ana)
    browser.post("/equipment", data=ALL_WELL | {"microphone": "denied"})
    browser.post("/equipment", data=ALL_WELL, headers={"User-Agent": PHONE})
    browser.post("/equipment", data=ALL_WELL | {"microphone": "busy"})

    assert [(check.device.value, check.microphone.value) for check in kept(session)] == [
        ("computer", "busy"),
        ("phone", "works"),
    ]


def test_whoever_would_like_a_call_is_led_to_the_times_for_it(auth: Auth, cast: Cast) -> None:
    answer = auth.login(cast.ana).post("/equipment", data={"wants_call": "y"}, follow_redirects=True)

    assert answer.request.path == f"/courses/{cast.course.public_id}/call"
    assert "see that you would like a call" in answer.text


def test_staff_may_try_for_themselves(auth: Auth, session: Session, cast: Cast) -> None:
    answer = auth.login(cast.sunniva).post("/equipment", data=ALL_WELL, follow_redirects=True)

    assert answer.request.path == "/equipment"
    assert "Only you see it" in answer.text
    assert [check.course_run_id for check in kept(session)] == [None]


@pytest.mark.parametrize(
    "forged", [{"microphone": "perfect"}, {"line": "9" * 400}, {"camera": "<script>"}, {"line": "works"}]
)
def test_words_that_the_page_does_not_say_are_refused(
    auth: Auth, session: Session, cast: Cast, forged: dict[str, str]
) -> None:
    answer = auth.login(cast.ana).post("/equipment", data=ALL_WELL | forged)

    assert (answer.status_code, kept(session)) == (422, [])


def test_a_result_cannot_be_written_into_somebody_elses_name(
    auth: Auth, session: Session, cast: Cast
) -> None:
    forged = {"person_id": cast.bjorn.id, "course_run_id": cast.other_course.id, "person": "x"}

    auth.login(cast.ana).post("/equipment", data=ALL_WELL | forged)

    assert [(check.person_id, check.course_run_id) for check in kept(session)] == [
        (cast.ana.id, cast.course.id)
    ]


def test_one_deletes_ones_own_results_and_nobody_elses(auth: Auth, session: Session, cast: Cast) -> None:
    for person in (cast.ana, cast.bjorn):
        auth.login(person).post("/equipment", data=ALL_WELL)

    page = auth.login(cast.ana).post("/equipment/removal", follow_redirects=True)

    assert "is deleted" in page.text
    assert [check.person_id for check in kept(session)] == [cast.bjorn.id]


class TestWithoutItsToken:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        return {"WTF_CSRF_ENABLED": True}

    @pytest.mark.parametrize(
        "address", ["/equipment", "/equipment/removal", "/equipment/line", "/equipment/ice"]
    )
    def test_a_foreign_page_can_send_nothing(
        self, auth: Auth, session: Session, cast: Cast, address: str
    ) -> None:
        answer = auth.login(cast.ana).post(address, data=ALL_WELL)

        assert (answer.status_code, kept(session)) == (400, [])


def test_the_line_is_given_as_many_bytes_as_it_asks_for(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)

    assert len(browser.get("/equipment/line?bytes=40000").data) == 40_000
    assert browser.get("/equipment/line").data == b""
    assert browser.post("/equipment/line", data=b"x" * 1234).json == {"bytes": 1234}


@pytest.mark.parametrize("size", ["-1", str(MOST_BYTES + 1), "9" * 400])
def test_a_line_is_not_filled_with_more_than_is_offered(auth: Auth, cast: Cast, size: str) -> None:
    assert auth.login(cast.ana).get(f"/equipment/line?bytes={size}").status_code == 422


def test_a_line_is_not_filled_from_the_other_end_either(auth: Auth, cast: Cast) -> None:
    too_much = b"x" * (MOST_BYTES + 1)

    assert auth.login(cast.ana).post("/equipment/line", data=too_much).status_code == 422


def test_a_person_is_measured_a_few_times_a_minute(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)
    answers = [browser.get(f"/equipment/line?bytes={MOST_BYTES}").status_code for _ in range(26)]

    assert answers[0] == 200
    assert 429 in answers
    assert auth.login(cast.bjorn).get("/equipment/line?bytes=1000").status_code == 200


def test_even_empty_requests_come_to_an_end_and_the_next_minute_begins_anew() -> None:
    spending = Spending()

    for _ in range(line.BYTES_PER_MINUTE // LEAST_COST):
        spending.take(1, 0, now_ms=0)
    with pytest.raises(TooMuch):
        spending.take(1, 0, now_ms=59_999)
    spending.take(2, 0, now_ms=59_999)
    spending.take(1, 0, now_ms=60_000)

    assert dict(spending.spent) == {1: LEAST_COST}


def test_a_line_is_called_enough_only_for_what_was_measured_on_it() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    table = readme[readme.index("| people, carrier |") :].split("\n\n")[0].splitlines()[2:]
    needs = {rung.value: (down, up) for rung, down, up, _ in line.NEEDS}

    # "161 (172) / 313": so much out, at most so much by anybody, and so much in.
    measured = [
        (rung, *map(int, re.findall(r"^ *(\d+).*/ (\d+)", cell)[0]))
        for row in table
        for rung, cell in zip(("text", "sound", "one", "all"), row.split("|")[2:6], strict=True)
    ]

    assert len(measured) == 16
    assert [
        (rung, out, into)
        for rung, out, into in measured
        if rung != "text" and not (needs[rung][0] >= into and needs[rung][1] >= out)
    ] == []


@with_relay
def test_a_connection_is_tried_by_the_relay_with_the_credentials_of_rooms(
    auth: Auth, app: Flask, cast: Cast
) -> None:
    """The same name on every device and in rooms: nobody gets round what the relay lets one person take."""
    first, second, his = (
        auth.login(person).post("/equipment/ice").json or {} for person in (cast.ana, cast.ana, cast.bjorn)
    )
    (in_rooms,) = ice_servers(app.config, cast.ana.public_id, milliseconds())

    assert (first["relay_only"], first["can_try"]) == (True, True)
    assert first["ice"][0]["urls"] == ["turn:relay.example:3478"]
    names = [each["username"].partition(":")[2] for each in (*first["ice"], *second["ice"], in_rooms)]
    assert len(set(names)) == 1
    assert names[0] not in his["ice"][0]["username"]
    assert cast.ana.public_id not in str(first)


def test_without_a_relay_only_the_line_is_tried(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)
    page = browser.get("/equipment").text

    assert (browser.post("/equipment/ice").json or {})["can_try"] is False
    assert "people write to each other" in page
    assert ("<line-try" in page, "<microphone-try" in page) == (True, False)


@with_relay
def test_without_a_script_one_can_ask_for_a_call(auth: Auth, cast: Cast) -> None:
    page = auth.login(cast.ana).get("/equipment").text

    alone = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "needs JavaScript" in alone
    assert 'name="wants_call" value="y"' in alone


def expire(app: Flask, session: Session, days: int) -> None:
    with app.app_context():
        privacy.expire(session, now() + timedelta(days=days))
    session.expire_all()


def test_a_result_goes_when_the_course_is_over(app: Flask, auth: Auth, session: Session, cast: Cast) -> None:
    auth.login(cast.ana).post("/equipment", data=ALL_WELL)

    expire(app, session, days=0)
    during = len(kept(session))
    expire(app, session, days=2)

    assert (during, len(kept(session))) == (1, 0)


def test_a_result_without_a_course_goes_after_half_a_year(
    app: Flask, auth: Auth, session: Session, cast: Cast
) -> None:
    auth.login(cast.sunniva).post("/equipment", data=ALL_WELL)

    expire(app, session, days=179)
    before = len(kept(session))
    expire(app, session, days=181)

    assert (before, len(kept(session))) == (1, 0)


def test_one_takes_ones_own_results_along_with_the_day_on_which_they_go(
    app: Flask, auth: Auth, session: Session, cast: Cast
) -> None:
    for person in (cast.ana, cast.bjorn):
        auth.login(person).post("/equipment", data=ALL_WELL)

    with app.test_request_context():
        told = privacy.export(session, cast.ana)["equipment_check"]

    assert [(row["microphone"], row["line"]) for row in told["rows"]] == [("works", "all")]
    assert told["deleted_on"] == (cast.evening.starts_at + timedelta(days=1)).date()


def test_a_person_who_is_deleted_leaves_no_result(auth: Auth, session: Session, cast: Cast) -> None:
    auth.login(cast.ana).post("/equipment", data=ALL_WELL)
    enrolment.withdraw(session, find_enrolment(session, cast.course.id, cast.ana.public_id), now())

    session.delete(cast.ana)
    session.commit()

    assert kept(session) == []
