"""The weekly plan: kept as it is written, private until shared, in order whatever the line does."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry
from elearn.accounts.queries import readings
from elearn.clock import now
from elearn.courses import action_plans, queries
from elearn.courses.action_plans import PlanCard, PlanChange
from tests.acting import Auth
from tests.cast import Cast


def address(cast: Cast, week: int = 3) -> str:
    return f"/courses/{cast.course.public_id}/plans/{week}"


def save(session: Session, cast: Cast, week: int = 3, **fields: Any) -> bool:
    change = PlanChange(**fields)
    return action_plans.save(session, cast.ana.id, cast.course, week, change, now())[1]


def stored(session: Session, cast: Cast, week: int = 3) -> PlanCard:
    session.expire_all()
    plans = queries.plans(session, cast.ana.id, cast.course.id)
    return action_plans.card(plans.get(week), cast.course.public_id, week)


def test_only_the_fields_that_were_sent_change(session: Session, cast: Cast) -> None:
    save(session, cast, revision=1, what="Gå til postkassa", confidence=8)
    save(session, cast, revision=2, when="Etter frokost")

    card = stored(session, cast)
    assert (card.what, card.when, card.confidence, card.revision) == (
        "Gå til postkassa",
        "Etter frokost",
        8,
        2,
    )


def test_an_older_revision_that_arrives_late_changes_nothing(session: Session, cast: Cast) -> None:
    save(session, cast, revision=5, what="Nytt")

    assert save(session, cast, revision=4, what="Gammelt") is False
    assert stored(session, cast).what == "Nytt"


def test_signs_that_hide_or_reverse_words_are_left_out(session: Session, cast: Cast) -> None:
    save(session, cast, revision=1, what="Gå\x00 \u202etur\r\ni skogen")

    assert stored(session, cast).what == "Gå tur\ni skogen"


@pytest.mark.parametrize(
    ("confidence", "too_big"), [(None, False), (0, True), (6, True), (7, False), (10, False)]
)
def test_under_seven_asks_for_a_smaller_step(confidence: int | None, too_big: bool) -> None:
    assert PlanCard("course", 1, confidence=confidence).is_too_big is too_big


def test_a_saved_plan_answers_with_what_is_stored(auth: Auth, session: Session, cast: Cast) -> None:
    response = auth.login(cast.ana).put(
        address(cast), json={"revision": 1, "what": "Ringe Kari", "confidence": 6}
    )

    answer = response.get_json()
    assert (response.status_code, answer["plan"]["revision"], answer["plan"]["what"]) == (
        200,
        1,
        "Ringe Kari",
    )
    assert stored(session, cast).confidence == 6


def test_a_device_that_comes_second_is_shown_the_first_ones_words(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)
    browser.put(address(cast), json={"revision": 1, "what": "På telefonen"})

    response = browser.put(address(cast), json={"revision": 1, "what": "På nettbrettet"})

    assert (response.status_code, response.get_json()["plan"]["what"]) == (409, "På telefonen")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"\xff\xfe", 422),
        (b'{"what": "no revision"}', 422),
        (b'{"revision": 0}', 422),
        (b'{"revision": 1, "confidence": 11}', 422),
        (b'{"revision": 1, "shared_with": "everybody"}', 422),
        (b'{"revision": 1, "person_id": 1}', 422),
        (b'{"revision": 1, "what": "' + b"x" * 2001 + b'"}', 422),
        (b'{"revision": 1, "what": "' + b"x" * 70_000 + b'"}', 413),
    ],
)
def test_what_is_no_plan_is_refused(auth: Auth, cast: Cast, body: bytes, status: int) -> None:
    response = auth.login(cast.ana).put(address(cast), data=body, content_type="application/json")

    assert response.status_code == status


def test_a_week_the_course_does_not_have_is_not_found(auth: Auth, cast: Cast) -> None:
    browser = auth.login(cast.ana)

    assert [browser.get(address(cast, week)).status_code for week in (0, 1, 3, 4)] == [404, 200, 200, 404]


def test_the_form_works_without_a_script(auth: Auth, session: Session, cast: Cast) -> None:
    browser = auth.login(cast.ana)

    browser.post(address(cast), data={"what": "Lese", "confidence": "9", "shared_with": "leaders"})
    page = browser.get(f"/courses/{cast.course.public_id}/plans").text

    card = stored(session, cast)
    assert (card.what, card.confidence, card.shared_with) == ("Lese", 9, "leaders")
    assert "Lese" in page


def test_last_weeks_plan_asks_how_it_went(auth: Auth, session: Session, cast: Cast) -> None:
    save(session, cast, week=2, revision=1, what="Tre turer til naustet")

    page = auth.login(cast.ana).get(f"/courses/{cast.course.public_id}/plans/3").text

    assert "Tre turer til naustet" in page
    assert "How did it go?" in page


def test_leaders_see_only_what_is_shared_and_it_is_noted(auth: Auth, session: Session, cast: Cast) -> None:
    save(session, cast, week=1, revision=1, what="Bare min", shared_with="nobody")
    save(session, cast, week=2, revision=1, what="For lederne", shared_with="leaders")
    save(session, cast, week=3, revision=1, what="For alle", shared_with="group")
    shared = f"/courses/{cast.course.public_id}/plans/shared"

    leader, peer = auth.login(cast.marit).get(shared).text, auth.login(cast.cecilie).get(shared).text

    words = ("Bare min", "For lederne", "For alle")
    assert [word in leader for word in words] == [False, True, True]
    assert [word in peer for word in words] == [False, False, True]
    assert [entry.reader.given_name for entry in readings(session, cast.ana)] == ["Marit"]


def test_a_participant_who_reads_the_groups_plans_is_no_staff_reading(
    auth: Auth, session: Session, cast: Cast
) -> None:
    save(session, cast, revision=1, what="For alle", shared_with="group")

    auth.login(cast.cecilie).get(f"/courses/{cast.course.public_id}/plans/shared")

    assert session.scalars(select(AccessEntry)).all() == []
