"""Plans and run-sheets in a real browser: nothing that is written gets lost, by hand or by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from elearn.courses import queries
from elearn.courses.models import ActionPlan
from elearn.courses.run_sheets import read
from tests.browser.conftest import Live

WEEK = 2


@pytest.fixture
def other(context: BrowserContext) -> Iterator[BrowserContext]:
    """A second device, small."""
    assert context.browser is not None
    with context.browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}) as second:
        yield second


def open_plan(live: Live, page: Page) -> None:
    page.goto(f"{live.url}/courses/{live.cast.course.public_id}/plans/{WEEK}")


def write(page: Page, field: str, words: str) -> None:
    page.locator(f"textarea[name={field}]").fill(words)


def is_said(page: Page, words: str) -> None:
    expect(page.locator("action-plan:has([name=what]) save-state")).to_contain_text(words)


def stored(live: Live, person_id: int) -> ActionPlan:
    live.refresh()
    return queries.plans(live.session, person_id, live.cast.course.id)[WEEK]


def test_a_plan_saves_itself_and_asks_for_a_smaller_step_under_seven(
    live: Live, context: BrowserContext
) -> None:
    page = live.sign_in(context, live.cast.ana)
    open_plan(live, page)

    write(page, "what", "Gå til naustet")
    page.locator("label.scale__step", has_text="6").click()
    expect(page.locator(".action-plan__revise")).to_be_visible()
    page.locator("label.scale__step", has_text="8").click()
    expect(page.locator(".action-plan__revise")).to_be_hidden()
    is_said(page, "Saved")

    plan = stored(live, live.cast.ana.id)
    assert (plan.what, plan.confidence, plan.shared_with) == ("Gå til naustet", 8, "nobody")


def test_what_is_written_without_a_line_is_saved_when_it_is_back(live: Live, context: BrowserContext) -> None:
    page = live.sign_in(context, live.cast.cecilie)
    open_plan(live, page)

    context.set_offline(True)
    write(page, "when", "I morgen tidlig")
    is_said(page, "No line just now")
    context.set_offline(False)
    is_said(page, "Saved")

    assert stored(live, live.cast.cecilie.id).when == "I morgen tidlig"


def test_two_devices_keep_each_others_fields(
    live: Live, context: BrowserContext, other: BrowserContext
) -> None:
    phone, tablet = live.sign_in(other, live.cast.dag), live.sign_in(context, live.cast.dag)
    open_plan(live, phone)
    open_plan(live, tablet)

    write(phone, "what", "Fiske")
    is_said(phone, "Saved")
    write(tablet, "how_often", "To ganger")
    is_said(tablet, "Saved")

    plan = stored(live, live.cast.dag.id)
    assert (plan.what, plan.how_often) == ("Fiske", "To ganger")
    expect(tablet.locator("textarea[name=what]")).to_have_value("Fiske")


def test_a_leader_moves_parts_by_keyboard_and_by_hand(live: Live, context: BrowserContext) -> None:
    page = live.sign_in(context, live.cast.marit)
    page.goto(f"{live.url}/courses/{live.cast.course.public_id}/sessions/2/run-sheet")

    handle(page, 3).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-part=told]")).to_have_text("Innsjekk, én runde is now number 2 of 9.")
    expect(handle(page, 2)).to_be_focused()
    drag(page, handle(page, 4), handle(page, 3))
    page.locator("button.form__main").click()
    page.wait_for_url("**/sessions/2")

    live.refresh()
    live.session.expire_all()
    kinds = [phase.kind for phase in read(live.cast.course.sessions[1].run_sheet)]
    assert kinds[:4] == ["check_in_tech", "opening_round", "professional_input", "welcome"]


def test_the_figures_follow_what_is_changed(live: Live, context: BrowserContext) -> None:
    page = live.sign_in(context, live.cast.olav)
    page.goto(f"{live.url}/courses/{live.cast.course.public_id}/sessions/1/run-sheet")

    page.locator("input[name=minutes-3]").fill("60")

    expect(page.locator("[data-part=cautions] li").last).to_have_text(
        "Faginnlegg takes 60 minutes. Up to 20 is easier to listen to."
    )
    expect(page.locator("strong[data-part=minutes]")).to_have_text("165")


def handle(page: Page, place: int) -> Locator:
    return page.locator(f".run-sheet-editor__row:nth-child({place}) [data-part=handle]")


def drag(page: Page, one: Locator, to: Locator) -> None:
    to.scroll_into_view_if_needed()
    start, end = one.bounding_box(), to.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] - 20, steps=10)
    page.mouse.up()
