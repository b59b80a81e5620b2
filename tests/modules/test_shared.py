"""What is shared is seen by those it was shared with, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry, Person
from elearn.clock import now
from elearn.enrolment.models import Enrolment
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.conftest import EVERY_KIND

SECRET, FOR_LEADERS, FOR_ALL = "bare for meg selv", "til dere som leder", "til hele gruppa"


@pytest.fixture
def address(cast: Cast, auth: Auth, publish: Callable[[str], str]) -> str:
    """Ana has answered for herself, Bjørn for the leaders, Cecilie for the group."""
    module = publish(EVERY_KIND)
    for person, text, choice in (
        (cast.ana, SECRET, "nobody"),
        (cast.bjorn, FOR_LEADERS, "leaders"),
        (cast.cecilie, FOR_ALL, "group"),
    ):
        sent = {"value": {"text": text}, "revision": 1, "shared_with": choice}
        assert auth.browser(person).put(f"{module}/answers/tapper", json=sent).status_code == 200
    return module.rsplit("/", 1)[0] + "/shared"


def seen(auth: Auth, person: Person, address: str) -> list[str]:
    page = auth.browser(person).get(address).get_data(as_text=True)
    return [text for text in (SECRET, FOR_LEADERS, FOR_ALL) if text in page]


def test_leaders_see_what_is_shared_with_them_and_with_the_group(
    cast: Cast, auth: Auth, address: str
) -> None:
    assert seen(auth, cast.marit, address) == [FOR_LEADERS, FOR_ALL]
    assert seen(auth, cast.olav, address) == [FOR_LEADERS, FOR_ALL]


def test_participants_see_what_is_shared_with_the_group(cast: Cast, auth: Auth, address: str) -> None:
    assert seen(auth, cast.ana, address) == [FOR_ALL]
    assert seen(auth, cast.bjorn, address) == [FOR_ALL]


def test_nobody_else_sees_the_page(cast: Cast, auth: Auth, address: str) -> None:
    others = [cast.tove, cast.sunniva, cast.ragnhild, cast.petter, cast.ase, cast.vidar]

    assert [auth.browser(person).get(address).status_code for person in others] == [403] * 6


def test_a_leaders_reading_is_written_down_for_those_who_are_read_about(
    session: Session, cast: Cast, auth: Auth, address: str
) -> None:
    seen(auth, cast.ana, address)
    seen(auth, cast.marit, address)

    read_about = {
        entry.person_id for entry in session.scalars(select(AccessEntry).filter_by(reader_id=cast.marit.id))
    }
    assert read_about == {cast.bjorn.id, cast.cecilie.id}
    assert session.scalars(select(AccessEntry).filter_by(reader_id=cast.ana.id)).all() == []


def test_what_somebody_who_left_had_shared_is_gone(
    session: Session, cast: Cast, auth: Auth, address: str
) -> None:
    session.scalars(select(Enrolment).filter_by(person_id=cast.cecilie.id)).one().withdrawn_at = now()

    assert seen(auth, cast.marit, address) == [FOR_LEADERS]


def test_an_empty_page_says_what_will_be_here(cast: Cast, auth: Auth, shelf: str) -> None:
    page = auth.login(cast.marit).get(f"{shelf}/shared").get_data(as_text=True)

    assert "Nobody has shared anything yet." in page
