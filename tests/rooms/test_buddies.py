"""Buddies as the first page shows them: each sees their own, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import BuddyNumber
from rooms.core import commands as c
from tests.acting import Auth
from tests.cast import Cast
from tests.rooms.held import Held, prepare
from tests.rooms.reading import read


@pytest.fixture
def paired(session: Session, cast: Cast) -> Held:
    """Ana and Elin have chosen each other; Dag has wished for Ana."""
    held = prepare(session, cast)
    cast.evening.starts_at = now() - timedelta(minutes=10)
    session.commit()
    for who in ("Marit", "Olav", "Ana", "Elin", "Dag"):
        held.do(who, c.AcceptGroundRules())
        held.do(who, c.Enter())
    held.do("Marit", c.AdmitAll())
    held.do("Marit", c.StartSession())
    for one, other in (("Dag", "Ana"), ("Ana", "Elin"), ("Elin", "Ana")):
        held.do(one, c.ChooseBuddy(held.actors[other].id))
    return held


def card(auth: Auth, cast: Cast, who: str) -> str:
    page = read(auth.browser(getattr(cast, who)), "/courses")
    return page[page.index("My buddy") :]


def test_each_sees_their_own_buddy(auth: Auth, cast: Cast, paired: Held) -> None:
    assert "Elin" in card(auth, cast, "ana")
    assert "Ana" in card(auth, cast, "elin")


def test_a_wish_is_no_buddy(auth: Auth, cast: Cast, paired: Held) -> None:
    assert "You have no buddy just now." in card(auth, cast, "dag")


def test_before_any_room_there_is_no_buddy(auth: Auth, cast: Cast) -> None:
    assert "You have no buddy just now." in card(auth, cast, "ana")


def show(auth: Auth, cast: Cast, who: str, number: str) -> None:
    auth.browser(getattr(cast, who)).post(
        f"/courses/{cast.course.public_id}/buddy/number", data={"number": number}
    )


def test_a_number_is_shown_to_the_buddy_alone(auth: Auth, cast: Cast, paired: Held) -> None:
    show(auth, cast, "ana", "900 00 000")

    assert "Ana shows you a number: 90 00 00 00" in card(auth, cast, "elin")
    assert "Elin sees your number: 90 00 00 00" in card(auth, cast, "ana")
    assert "+4790000000" not in auth.browser(cast.dag).get("/courses").text


def test_a_number_is_taken_back(auth: Auth, cast: Cast, paired: Held, session: Session) -> None:
    show(auth, cast, "ana", "900 00 000")

    auth.browser(cast.ana).post(f"/courses/{cast.course.public_id}/buddy/number/removal")

    assert "Neither of you shows a number to the other." in card(auth, cast, "elin")
    assert session.scalars(select(BuddyNumber)).all() == []


def test_who_is_no_buddy_any_more_sees_no_number(auth: Auth, cast: Cast, paired: Held) -> None:
    show(auth, cast, "ana", "900 00 000")
    paired.do("Elin", c.LeaveBuddy())
    for one, other in (("Ana", "Dag"), ("Dag", "Ana")):
        paired.do(one, c.ChooseBuddy(paired.actors[other].id))

    assert "+4790000000" not in card(auth, cast, "elin")
    assert "+4790000000" not in card(auth, cast, "dag")


def test_what_is_no_number_is_asked_for_again(auth: Auth, cast: Cast, paired: Held, session: Session) -> None:
    show(auth, cast, "ana", "ring meg")

    assert session.scalars(select(BuddyNumber)).all() == []
