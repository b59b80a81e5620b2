"""A session that its leaders have ended counts as held at once, on every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from elearn.clock import now
from tests.acting import Auth
from tests.cast import Cast


@pytest.fixture
def ended(session: Session, cast: Cast) -> Cast:
    """The third session began in time and was ended early; nobody has signed, and one call is to be made."""
    cast.evening.starts_at = now() - timedelta(minutes=40)
    cast.evening.ended_at = now() - timedelta(minutes=1)
    cast.evening.open_tasks = 1
    session.commit()
    return cast


def pages(cast: Cast) -> tuple[str, str, str]:
    course = f"/courses/{cast.course.public_id}"
    return "/courses", course, f"{course}/sessions/{cast.evening.number}"


@pytest.mark.parametrize("who", ["ana", "marit", "sunniva"])
def test_the_room_is_open_no_more(auth: Auth, ended: Cast, who: str) -> None:
    browser = auth.login(getattr(ended, who))

    seen = [browser.get(page).text for page in pages(ended)]

    assert ["The room is open now" in page or "Go into the room" in page for page in seen] == [False] * 3
    assert 'data-state="over" aria-current' not in seen[1]
    assert seen[1].count('data-state="over"') == 3


def test_the_leaders_find_the_log_the_debrief_and_the_tasks_everywhere(auth: Auth, ended: Cast) -> None:
    browser, meeting = auth.login(ended.olav), f"/sessions/{ended.evening.public_id}"

    for page in pages(ended):
        seen = browser.get(page).text
        assert f'href="{meeting}/log"' in seen
        assert f'href="{meeting}/debrief"' in seen
        assert f'href="{meeting}/log#tasks"' in seen
        assert "1 thing to do" in seen


def test_a_signed_debrief_and_done_tasks_are_asked_for_no_more(
    auth: Auth, session: Session, ended: Cast
) -> None:
    ended.evening.debriefed_at, ended.evening.open_tasks = now(), 0
    session.commit()
    browser, meeting = auth.login(ended.marit), f"/sessions/{ended.evening.public_id}"

    for page in pages(ended):
        seen = browser.get(page).text
        assert f"{meeting}/debrief" not in seen
        assert "#tasks" not in seen


@pytest.mark.parametrize("who", ["ana", "tove", "sunniva"])
def test_what_is_left_is_the_two_leaders_own(auth: Auth, ended: Cast, who: str) -> None:
    browser = auth.login(getattr(ended, who))

    for page in pages(ended):
        seen = browser.get(page).text
        assert "/debrief" not in seen
        assert "/log" not in seen


def test_who_lost_the_line_at_the_end_may_still_look_in(auth: Auth, session: Session, ended: Cast) -> None:
    browser, page = auth.login(ended.ana), pages(ended)[2]
    room = f"/sessions/{ended.evening.public_id}/room"

    soon = browser.get(page).text
    ended.evening.starts_at = now() - timedelta(hours=4)
    session.commit()

    assert (room in soon, room in browser.get(page).text) == (True, False)
