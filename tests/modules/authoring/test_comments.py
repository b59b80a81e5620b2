"""What is said about a block is seen by those who write and sign, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from modules.agreeing.models import BlockComment
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.authoring.conftest import Desk


def say(desk: Desk, browser: FlaskClient, text: str = "Kortere?", **more: Any) -> dict[str, Any]:
    answer = browser.post(f"{desk.address}/comments", json={"text": text, "key": "tapper", **more})
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()["comments"][-1]
    return found


def refused(desk: Desk, browser: FlaskClient, **sent: Any) -> tuple[int, str]:
    answer = browser.post(f"{desk.address}/comments", json=sent)
    return answer.status_code, answer.get_json()["error"]


def test_a_comment_is_about_a_block_and_is_answered_there(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient
) -> None:
    asked = say(desk, petter, language="nb")
    answered = say(desk, ragnhild, "Ja, gjerne.", key="", answers=asked["id"])

    assert (asked["name"], asked["place"], asked["language"]) == (
        "Petter Prøve",
        "Krukka di: Hva tapper deg mest i en vanlig uke? Og hva …",
        "nb",
    )
    assert (answered["answers"], answered["key"], answered["name"]) == (
        asked["id"],
        "tapper",
        "Ragnhild Prøve",
    )


def test_what_is_dealt_with_can_be_opened_again_and_an_answer_opens_it(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient
) -> None:
    asked = say(desk, petter)
    address = f"{desk.address}/comments/{asked['id']}/resolution"

    done = ragnhild.post(address, json={"is_resolved": True}).get_json()["comments"][0]
    opened = ragnhild.post(address, json={"is_resolved": False}).get_json()["comments"][0]
    ragnhild.post(address, json={"is_resolved": True})
    say(desk, petter, "Ikke helt", answers=asked["id"])
    after = petter.get(f"{desk.address}/comments").get_json()["comments"][0]

    assert (done["is_resolved"], done["resolved_by"]) == (True, "Ragnhild Prøve")
    assert (opened["is_resolved"], after["is_resolved"]) == (False, False)


def test_who_may_comment(desk: Desk, auth: Auth, cast: Cast) -> None:
    cast.olav.grant(Role.EXPERIENCED_USER, organisation_id=cast.nesdal.id)
    who = ("ragnhild", "petter", "olav", "marit", "ana", "sunniva", "ase", "tove")

    got = {
        name: auth.browser(getattr(cast, name)).get(f"{desk.address}/comments").status_code for name in who
    }

    assert got == dict.fromkeys(("ragnhild", "petter", "olav"), 200) | dict.fromkeys(
        ("marit", "ana", "sunniva", "ase", "tove"), 403
    )


def test_what_cannot_be_said_is_refused(desk: Desk, petter: FlaskClient, session: Session) -> None:
    assert refused(desk, petter, text="  ", key="tapper") == (422, "no_words")
    assert refused(desk, petter, text="\u202e", key="tapper") == (422, "no_words")
    assert refused(desk, petter, text="x" * 2001, key="tapper") == (422, "too_long")
    assert refused(desk, petter, text="x", key="finnes-ikke") == (422, "no_such_block")
    assert refused(desk, petter, text="x", key="a\x00") == (422, "no_such_block")
    assert refused(desk, petter, text="x", key="tapper", language="xx") == (422, "no_such_language")
    assert refused(desk, petter, text="x", answers=99) == (404, "not_found")
    assert refused(desk, petter, text="x", answers=2**40) == (400, "malformed")
    assert refused(desk, petter, text=3) == (400, "malformed")
    assert refused(desk, petter, text="x" * 40_000) == (400, "malformed")
    assert session.scalars(select(BlockComment)).all() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 10_000, b'{"is_resolved": "yes"}'])
def test_what_is_no_resolution_is_refused(desk: Desk, petter: FlaskClient, body: bytes) -> None:
    asked = say(desk, petter)

    answer = petter.post(
        f"{desk.address}/comments/{asked['id']}/resolution", data=body, content_type="application/json"
    )

    assert (answer.status_code, answer.get_json()["error"]) == (400, "malformed")


def test_comments_of_other_modules_and_answers_are_not_reached(
    desk: Desk, petter: FlaskClient, session: Session
) -> None:
    asked = say(desk, petter)
    answer = say(desk, petter, "Svar", answers=asked["id"])
    other = Desk(session, "m2-nar-tankene-tar-over")

    assert [
        petter.post(
            f"{other.address}/comments/{asked['id']}/resolution", json={"is_resolved": True}
        ).status_code,
        petter.post(
            f"{desk.address}/comments/{answer['id']}/resolution", json={"is_resolved": True}
        ).status_code,
        petter.post(f"{desk.address}/comments/{10**30}/resolution", json={"is_resolved": True}).status_code,
        petter.post(f"{other.address}/comments", json={"text": "x", "answers": asked["id"]}).status_code,
        petter.post(f"{desk.address}/comments", json={"text": "x", "answers": answer["id"]}).status_code,
    ] == [404] * 5


def test_words_are_words_whatever_is_in_them(desk: Desk, petter: FlaskClient) -> None:
    said = say(desk, petter, "<script>alert(1)</script> \u202eæ\nny linje")

    assert said["text"] == "<script>alert(1)</script> æ\nny linje"
