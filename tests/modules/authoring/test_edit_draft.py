"""The editor's line: edits go in once, and come out at everybody else's."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.authoring.models import DraftEdit, ModuleDraft
from modules.models import ModuleVersion
from tests.acting import Auth
from tests.cast import Cast
from tests.shelf import fill_shelf

ADDRESS = "/modules/hverdagsmestring/m1-hva-tapper-og-fyller/draft/edits"


@pytest.fixture
def ragnhild(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    return auth.browser(cast.ragnhild)


@pytest.fixture
def petter(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    return auth.browser(cast.petter)


def send(browser: FlaskClient, *edits: dict[str, Any], since: int = 0, device: str = "d1") -> dict[str, Any]:
    named = [{"id": edit.pop("id", f"{device}-{number}"), "edit": edit} for number, edit in enumerate(edits)]
    answer = browser.post(ADDRESS, json={"since": since, "device": device, "edits": named})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def write(key: str, text: str, was: str, language: str = "nb", **more: Any) -> dict[str, Any]:
    return {"kind": "write_text", "key": key, "language": language, "text": text, "was": was, **more}


def test_a_draft_begins_from_what_is_published(ragnhild: FlaskClient) -> None:
    found = send(ragnhild)

    assert found["seq"] == 0
    assert found["outcomes"] == []
    assert [page["id"] for page in found["draft"]["pages"]][:2] == ["krukka", "bolger"]
    assert found["draft"]["passages"]["page:krukka"]["nb"]["text"] == "Krukka di"
    assert found["draft"]["passages"]["tapper"]["nb"]["text"].startswith("::: reflection {#tapper}")
    assert sorted(found["draft"]["languages"])[:2] == ["en", "nb"]


def test_what_one_writes_the_other_gets(ragnhild: FlaskClient, petter: FlaskClient) -> None:
    send(ragnhild)

    send(petter, write("page:krukka", "Krukka vår", "Krukka di"), device="d2")
    found = send(ragnhild, since=0)
    later = send(ragnhild, since=1)

    assert found["seq"] == 1
    assert found["draft"]["passages"]["page:krukka"]["nb"] == {"text": "Krukka vår", "revision": 1, "of": 0}
    assert later["draft"]["passages"] == {}


def test_an_edit_that_is_sent_twice_is_done_once(ragnhild: FlaskClient, session: Session) -> None:
    edit = {"kind": "add_page", "page": "ny", "after": "krukka", "titles": {"nb": "Ny side"}}

    first = send(ragnhild, {**edit, "id": "same"})
    again = send(ragnhild, {**edit, "id": "same"})

    assert first["outcomes"] == again["outcomes"]
    assert first["seq"] == again["seq"] == 1
    assert len(session.scalars(select(DraftEdit)).all()) == 1


def test_the_words_of_both_are_kept_when_they_cannot_be_put_together(
    ragnhild: FlaskClient, petter: FlaskClient, session: Session
) -> None:
    send(ragnhild, write("page:krukka", "Krukka vår", "Krukka di"))

    found = send(petter, write("page:krukka", "Krukka mi", "Krukka di"), device="d2")

    assert found["outcomes"] == [
        {"client_id": "d2-0", "outcome": "parted", "code": "parted", "theirs": "Krukka vår"}
    ]
    assert found["draft"]["passages"]["page:krukka"]["nb"]["text"] == "Krukka vår"
    lost = session.scalars(select(DraftEdit).filter_by(outcome="parted")).one()
    assert lost.edit["text"] == "Krukka mi"


def test_one_sees_who_else_is_there_and_where(ragnhild: FlaskClient, petter: FlaskClient) -> None:
    send(ragnhild)
    petter.post(ADDRESS, json={"since": 0, "device": "d2", "key": "tapper", "language": "nn"})

    assert send(ragnhild)["others"] == [{"name": "Petter", "key": "tapper", "language": "nn"}]


def test_what_is_published_does_not_change_while_one_writes(ragnhild: FlaskClient, session: Session) -> None:
    before = [(version.number, version.content) for version in session.scalars(select(ModuleVersion))]

    send(ragnhild, write("page:krukka", "Krukka vår", "Krukka di"))

    session.expire_all()
    assert [(version.number, version.content) for version in session.scalars(select(ModuleVersion))] == before


def test_files_that_change_do_not_touch_a_draft(ragnhild: FlaskClient, session: Session) -> None:
    send(ragnhild, write("page:krukka", "Krukka vår", "Krukka di"))

    fill_shelf(session)

    assert session.scalars(select(ModuleDraft)).one().seq == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"since": "x", "device": "d"}',
        b'{"since": 0, "device": ""}',
        b'{"since": 0, "device": "' + b"d" * 41 + b'"}',
        b'{"since": 0, "device": "d", "edits": [{"id": "", "edit": {}}]}',
        b"[" * 10_000,
    ],
)
def test_what_is_no_list_of_edits_is_refused(ragnhild: FlaskClient, body: bytes) -> None:
    answer = ragnhild.post(ADDRESS, data=body, content_type="application/json")

    assert (answer.status_code, answer.get_json()["error"]) == (400, "malformed")


@pytest.mark.parametrize("edit", [{}, {"kind": "publish"}, {"kind": "write_text", "key": 3}])
def test_an_edit_that_nobody_knows_is_refused_and_none_is_done(
    ragnhild: FlaskClient, session: Session, edit: dict[str, Any]
) -> None:
    good = write("page:krukka", "Krukka vår", "Krukka di")
    body = {"since": 0, "device": "d", "edits": [{"id": "a", "edit": good}, {"id": "b", "edit": edit}]}

    answer = ragnhild.post(ADDRESS, json=body)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "no_such_edit")
    assert session.scalars(select(DraftEdit)).all() == []


def test_too_much_at_once_is_refused(ragnhild: FlaskClient) -> None:
    answer = ragnhild.post(ADDRESS, json={"since": 0, "device": "d", "key": "x" * 400_000})

    assert (answer.status_code, answer.get_json()["error"]) == (400, "too_much_at_once")
