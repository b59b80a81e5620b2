"""A participant's shelf: what opens when, what waits for what, how far one is; and what the pages cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from elearn.accounts.models import Person
from elearn.clock import now
from elearn.courses.models import CourseRun
from modules.composing import service
from modules.composing.service import Flow
from modules.models import PageVisit
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.composing.conftest import Own
from tests.modules.test_pages import queries_of

WasThere = Callable[[CourseRun, int, Person], None]


def finish(own: Own, person: Person, begins: str) -> None:
    """All pages of the module."""
    module = own.module(begins)
    for page in module.versions[-1].content["nb"]["pages"]:
        own.session.add(
            PageVisit(
                person_id=person.id, course_run_id=own.run.id, module_id=module.id, page=page["id"],
                opened_at=now(), finished_at=now(),
            )
        )  # fmt: skip
    own.session.commit()


def states(page: str) -> dict[str, str]:
    """The state of each step, by the beginning of its name."""
    found = re.findall(r'class="shelf__module" id="([a-z]+-?\d)[^"]*" data-state="(\w+)"', page)
    return dict(found)


def test_a_module_opens_when_what_comes_before_it_is_finished(own: Own, cast: Cast, auth: Auth) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(first)
    own.change(second, needs=[first.slug])
    own.session.commit()
    browser, address = auth.login(cast.ana), f"{own.shelf}/{second.slug}"
    answer = {"value": {"text": "a"}, "revision": 1}

    closed = browser.get(own.shelf).get_data(as_text=True)
    refused = browser.put(f"{address}/answers/x", json=answer).status_code
    sent_back = browser.get(address).location
    finish(own, cast.ana, "m1")

    assert "Opens when you have finished: " in closed
    assert states(closed) == {"m1": "next", "m2": "later"}
    assert (refused, sent_back) == (403, f"{own.shelf}#{second.slug}")
    assert states(browser.get(own.shelf).get_data(as_text=True)) == {"m1": "done", "m2": "next"}
    assert browser.get(address).location.startswith(f"{address}/")


def test_one_after_the_other_the_next_opens_when_the_one_before_is_done(
    own: Own, cast: Cast, auth: Auth
) -> None:
    for begins in ("m1", "m2"):
        own.change(own.add(begins))
    service.set_flow(own.session, own.programme, Flow("in_order", "all", 0))

    assert states(auth.login(cast.ana).get(own.shelf).get_data(as_text=True)) == {"m1": "next", "m2": "later"}


def test_staff_read_everything_ahead(own: Own, cast: Cast, auth: Auth) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(second, needs=[first.slug], opens="on:2090-01-01")
    own.session.commit()

    assert auth.login(cast.sunniva).get(f"{own.shelf}/{second.slug}").location.startswith(f"{own.shelf}/m2")


def test_what_was_begun_stays_open_when_something_is_put_before_it(own: Own, cast: Cast, auth: Auth) -> None:
    first, second = own.add("m1"), own.add("m2")
    own.change(second)
    own.session.commit()
    browser = auth.login(cast.ana)
    opened = browser.get(f"{own.shelf}/{second.slug}").location
    browser.get(opened)

    own.change(second, needs=[first.slug], opens="on:2090-01-01")

    assert browser.get(opened).status_code == 200


def test_a_part_opens_on_its_day(own: Own, cast: Cast, auth: Auth) -> None:
    part, today = own.add("m1"), now().astimezone(ZoneInfo("Europe/Oslo")).date()
    browser = auth.login(cast.ana)

    own.change(part, opens=f"on:{today + timedelta(days=1)}")
    tomorrow = browser.get(own.shelf).get_data(as_text=True)
    own.change(part, opens=f"on:{today}")

    assert "Opens on " in tomorrow
    assert states(tomorrow) == {"m1": "later"}
    assert states(browser.get(own.shelf).get_data(as_text=True)) == {"m1": "next"}


def test_being_there_in_a_session_is_a_step(own: Own, cast: Cast, auth: Auth, was_there: WasThere) -> None:
    step, part = service.add_session(own.session, own.programme, 1), own.add("m1")
    own.change(part, needs=[step.slug])
    own.session.commit()
    browser = auth.login(cast.ana)
    before = browser.get(own.shelf).get_data(as_text=True)

    was_there(own.run, 1, cast.ana)

    after = browser.get(own.shelf).get_data(as_text=True)
    assert states(before) == {"session-1": "later", "m1": "later"}
    assert "Opens when you have finished: 1. Samling 1" in before
    assert "You were there" in after
    assert states(after) == {"session-1": "done", "m1": "next"}


def test_a_session_was_not_mine_because_somebody_else_sat_there(
    own: Own, cast: Cast, auth: Auth, was_there: WasThere
) -> None:
    service.add_session(own.session, own.programme, 1)

    was_there(own.run, 1, cast.bjorn)

    assert "Held without you" in auth.login(cast.ana).get(own.shelf).get_data(as_text=True)


def test_the_shelf_tells_how_far_one_is_with_the_whole_course(
    own: Own, cast: Cast, auth: Auth, was_there: WasThere
) -> None:
    for begins in ("m1", "m2"):
        own.change(own.add(begins))
    service.set_flow(own.session, own.programme, Flow("free", "all", 1))
    finish(own, cast.ana, "m1")
    was_there(own.run, 1, cast.ana)

    page = auth.login(cast.ana).get(own.shelf).get_data(as_text=True)

    assert "You have finished 1 of 2 modules" in page
    assert "You were there in 1 of the 1 sessions that are asked for" in page


@pytest.mark.parametrize("in_order", [False, True])
def test_the_shelf_and_a_page_cost_as_many_queries_for_three_parts_as_for_one(
    own: Own, cast: Cast, auth: Auth, in_order: bool
) -> None:
    first = own.add("m1")
    own.change(first)
    service.add_session(own.session, own.programme, 1)
    service.set_flow(own.session, own.programme, Flow("in_order" if in_order else "free", "all", 1))
    own.session.commit()
    browser, page = auth.login(cast.ana), f"{own.shelf}/{first.slug}/krukka"
    browser.get(page)
    with_one = queries_of(browser, own.shelf), queries_of(browser, page)

    for begins in ("m2", "m3"):
        own.change(own.add(begins), needs=[first.slug])
    service.add_session(own.session, own.programme, 2)
    own.session.commit()

    assert (queries_of(browser, own.shelf), queries_of(browser, page)) == with_one
    assert max(with_one) < 16
