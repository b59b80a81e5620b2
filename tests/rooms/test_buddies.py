"""Buddies as the first page shows them: each sees their own, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from elearn.clock import now
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
