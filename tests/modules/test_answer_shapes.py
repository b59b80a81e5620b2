"""Answers are kept by revision, private unless shared, and never larger than we keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from modules.models import Answer
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.modules.conftest import EVERY_KIND, address_of

Publish = Callable[[str], str]


@pytest.fixture
def module(publish: Publish) -> str:
    return publish(EVERY_KIND)


def put(
    browser: Browser, module: str, block: str, value: Any, revision: int = 1, **more: Any
) -> TestResponse:
    sent = {"value": value, "revision": revision, **more}
    return browser.put(f"{module}/answers/{block}", json=sent)


def stored(session: Session, block: str = "tapper") -> Answer:
    return session.scalars(select(Answer).filter_by(block=block)).one()


def test_an_answer_is_kept_and_private(session: Session, cast: Cast, auth: Auth, module: str) -> None:
    response = put(auth.login(cast.ana), module, "tapper", {"text": "Støy"})

    assert response.status_code == 200
    assert response.json is not None
    assert (response.json["saved"], response.json["other"]) == (True, None)
    answer = stored(session)
    assert (answer.value, answer.revision, answer.shared_with) == ({"text": "Støy"}, 1, "nobody")
    assert answer.person_id == cast.ana.id


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("tapper", {"text": "Støy 🎈\nog mas"}),
        ("quiz", {"chosen": 1}),
        ("quiz", {"chosen": None}),
        ("klar", {"ticked": [1, 0]}),
        ("tro", {"number": 0}),
        ("energi", {"days": [{"drains": "a", "fills": "b", "level": n} for n in (0, None, 10)]}),
        ("kart", {"people": [{"name": "Søster", "ring": "far", "gives": "Ro"}]}),
        ("makker", {"done": True}),
    ],
)
def test_every_kind_of_answer_comes_back_as_it_was_given(
    session: Session, cast: Cast, auth: Auth, module: str, block: str, value: dict[str, Any]
) -> None:
    assert put(auth.login(cast.ana), module, block, value).status_code == 200

    assert stored(session, block).value == value


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("tapper", {"text": 5}),
        ("tapper", {"text": None}),
        ("quiz", {"chosen": 2}),
        ("quiz", {"chosen": -1}),
        ("klar", {"ticked": [0, 0]}),
        ("klar", {"ticked": [9]}),
        ("klar", {"ticked": "01"}),
        ("tro", {"number": 11}),
        ("tro", {"number": 1.5}),
        ("energi", {"days": []}),
        ("energi", {"days": [{"level": 11}, {}, {}]}),
        ("kart", {"people": [{"ring": "moon"}]}),
        ("kart", {"people": [{"name": "a"}] * 41}),
        ("makker", {"done": "yes"}),
    ],
)
def test_what_does_not_fit_the_block_is_refused(
    session: Session, cast: Cast, auth: Auth, module: str, block: str, value: dict[str, Any]
) -> None:
    response = put(auth.login(cast.ana), module, block, value)

    assert (response.status_code, (response.json or {})["error"]) == (422, "not_an_answer")
    assert session.scalars(select(Answer)).all() == []


def test_an_answer_that_is_too_long_is_refused_clearly(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    browser = auth.login(cast.ana)

    longest = put(browser, module, "tapper", {"text": "å" * 10_000})
    longer = put(browser, module, "tapper", {"text": "å" * 10_001}, revision=2)
    enormous = put(browser, module, "tapper", {"text": "å" * 1_000_000}, revision=3)

    assert [longest.status_code, longer.status_code, enormous.status_code] == [200, 413, 413]
    assert (longer.json or {})["error"] == "answer_too_long"
    assert (longer.json or {})["message"].startswith("This answer is longer than we can keep.")
    assert stored(session).revision == 1


@pytest.mark.parametrize(
    "sent", [b"", b"[]", b"{", b"\xff\xfe", b'{"value": {}}', b'{"value": {}, "revision": 0}',
             b'{"value": [], "revision": 1}', b'{"value": {}, "revision": 99999999999}',
             b'{"value": {}, "revision": 1, "shared_with": "everybody"}', b'{"value": ' + b"[" * 60_000,
             b'{"revision": 1, "value": {"a": ' + b'{"a": ' * 9_000],
)  # fmt: skip
def test_malformed_answers_are_refused(cast: Cast, auth: Auth, module: str, sent: bytes) -> None:
    response = auth.login(cast.ana).put(
        f"{module}/answers/tapper", data=sent, content_type="application/json"
    )

    assert (response.status_code, (response.json or {})["error"]) == (400, "malformed")


def test_signs_that_hide_or_reverse_text_are_left_out(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    put(auth.login(cast.ana), module, "tapper", {"text": "hei\x00 \u202eder\ud800\r\nog\tnå"})

    assert stored(session).value == {"text": "hei der\nog\tnå"}


def test_an_older_revision_never_overwrites_a_newer_one(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    browser = auth.login(cast.ana)
    put(browser, module, "tapper", {"text": "ny"}, revision=5)

    late = put(browser, module, "tapper", {"text": "gammel"}, revision=4)

    assert late.status_code == 409
    assert late.json is not None
    assert late.json["stored"] | {"at": ""} == {
        "value": {"text": "ny"}, "revision": 5, "shared_with": "nobody", "at": ""
    }  # fmt: skip
    assert stored(session).value == {"text": "ny"}


def test_the_same_answer_sent_again_changes_nothing(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    browser = auth.login(cast.ana)
    first = put(browser, module, "tapper", {"text": "ny"}, revision=1)
    changed_at = stored(session).changed_at

    again = put(browser, module, "tapper", {"text": "ny"}, revision=1)

    assert [first.status_code, again.status_code] == [200, 200]
    assert stored(session).changed_at == changed_at


def test_what_another_device_wrote_meanwhile_is_handed_back(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    phone, tablet = auth.browser(cast.ana), auth.browser(cast.ana)
    put(phone, module, "tapper", {"text": "fra telefonen"}, revision=1, base=0)

    response = put(tablet, module, "tapper", {"text": "fra nettbrettet"}, revision=2, base=0)

    assert (response.json or {})["other"] == {"text": "fra telefonen"}
    assert stored(session).value == {"text": "fra nettbrettet"}


def test_two_devices_with_the_same_revision_keep_the_first(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    put(auth.browser(cast.ana), module, "tapper", {"text": "først"}, revision=1)

    second = put(auth.browser(cast.ana), module, "tapper", {"text": "så"}, revision=1)

    assert second.status_code == 409
    assert stored(session).value == {"text": "først"}


def test_sharing_is_the_persons_choice_and_can_be_taken_back(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    browser = auth.login(cast.ana)
    seen = []
    for revision, choice in enumerate(("leaders", "group", None, "nobody"), start=1):
        put(
            browser,
            module,
            "tapper",
            {"text": "a"},
            revision=revision,
            **({"shared_with": choice} if choice else {}),
        )
        seen.append(stored(session).shared_with)
        session.commit()

    assert seen == ["leaders", "group", "group", "nobody"]


def test_what_is_ticked_in_a_quiz_is_never_shared(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    put(auth.login(cast.ana), module, "quiz", {"chosen": 0}, shared_with="group")

    assert stored(session, "quiz").shared_with == "nobody"


def test_a_promise_keeps_the_day_it_was_given(session: Session, cast: Cast, auth: Auth, module: str) -> None:
    browser = auth.login(cast.ana)
    first = put(browser, module, "taushet", {"agreed": True, "on": "1999-01-01"}, revision=1)
    day = stored(session, "taushet").value["on"]

    again = put(browser, module, "taushet", {"agreed": True}, revision=2)
    taken_back = put(browser, module, "taushet", {"agreed": False}, revision=3)

    assert (first.json or {})["stored"]["value"] == {"agreed": True, "on": day}
    assert day > "2025"
    assert (again.json or {})["stored"]["value"]["on"] == day
    assert (taken_back.json or {})["stored"]["value"] == {"agreed": False, "on": ""}
    assert stored(session, "taushet").shared_with == "leaders"


def test_only_participants_of_the_course_answer(
    session: Session, cast: Cast, auth: Auth, module: str
) -> None:
    others = [cast.marit, cast.olav, cast.tove, cast.sunniva, cast.ragnhild, cast.ase, cast.vidar]

    answers = [put(auth.browser(person), module, "tapper", {"text": "a"}).status_code for person in others]

    assert answers == [403] * 7
    assert put(auth.browser(), module, "tapper", {"text": "a"}).status_code == 401
    assert session.scalars(select(Answer)).all() == []


def test_unknown_courses_modules_and_blocks_are_not_found(cast: Cast, auth: Auth, module: str) -> None:
    browser = auth.login(cast.ana)

    codes = [
        put(browser, "/courses/nowhere/modules/m0-made", "tapper", {"text": "a"}).status_code,
        put(browser, address_of(cast.course, "m9-none"), "tapper", {"text": "a"}).status_code,
        put(browser, module, "nothing", {"text": "a"}).status_code,
        put(browser, module, "forste", {"text": "a"}).status_code,
    ]

    assert codes == [404, 404, 404, 404]


def test_the_plan_of_the_week_is_not_saved_here(cast: Cast, auth: Auth, publish: Publish) -> None:
    module = publish("# A {#a}\n\n::: action-plan {#plan}\nHva?\n:::\n")

    assert put(auth.login(cast.ana), module, "plan", {"text": "a"}).status_code == 422
