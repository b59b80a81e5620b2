"""The mailbox page: open in the demo, an administrator's elsewhere, and never a way into an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry
from elearn.clock import now
from elearn.notify import service
from elearn.notify.models import Channel
from tests.acting import Auth
from tests.cast import Cast

LINK = "http://localhost:8000/l/abc"


def write(session: Session, cast: Cast, count: int = 1) -> None:
    for number in range(count):
        at = now() - timedelta(minutes=number)
        service.send(session, cast.ana, Channel.EMAIL, f"Letter {number}", "Here: {link}", at, link=LINK)


def test_only_an_administrator_opens_the_mailbox(auth: Auth, cast: Cast) -> None:
    people = (cast.ase, cast.sunniva, cast.marit, cast.ana)

    answers = [auth.login(person).get("/mailbox").status_code for person in people]

    assert answers == [200, 403, 403, 403]


def test_an_administrator_sees_no_personal_link(auth: Auth, session: Session, cast: Cast) -> None:
    write(session, cast)

    page = auth.login(cast.ase).get("/mailbox").text

    assert (LINK in page, "(the personal link)" in page) == (False, True)


def test_whose_messages_were_read_is_written_down_once_a_page(
    auth: Auth, session: Session, cast: Cast
) -> None:
    write(session, cast, 3)

    auth.login(cast.ase).get("/mailbox")

    noted = session.execute(select(AccessEntry.person_id, AccessEntry.reader_id, AccessEntry.what)).all()
    assert noted == [(cast.ana.id, cast.ase.id, "messages")]


@pytest.mark.parametrize("settings", [{"DEMO": True}])
def test_in_the_demo_everybody_reads_the_letters_and_may_open_them(
    auth: Auth, session: Session, cast: Cast, settings: dict[str, Any]
) -> None:
    write(session, cast)

    page = auth.browser().get("/mailbox").text

    assert f'href="{LINK}"' in page


def test_the_mailbox_has_pages(auth: Auth, session: Session, cast: Cast) -> None:
    write(session, cast, 21)
    browser = auth.login(cast.ase)

    first, second = browser.get("/mailbox").text, browser.get("/mailbox?page=2").text

    assert (first.count("Letter "), second.count("Letter ")) == (20, 1)
    assert ("page=2" in first, "page=1" in second) == (True, True)
