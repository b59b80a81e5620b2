"""A developer makes a course from another one; a participant takes it, step by step, to the certificate."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun, Programme
from elearn.enrolment.models import Enrolment
from tests.browser.conftest import Live
from tests.browser.evening.looking import looked_at
from tests.browser.evening.signing import sign_in

KEPT = ("m1-hva-tapper-og-fyller", "m5-hvem-er-pa-laget")


@pytest.fixture(scope="module")
def course(live: Live, chromium: Browser) -> CourseRun:
    """The course that Ragnhild makes with two modules, the second after the first; Elin takes part in it."""
    with chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}) as context:
        sign_in(live, context, live.cast.ragnhild)
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        compose(page, live)
    live.refresh()
    programme = live.session.scalars(select(Programme).where(Programme.origin_id.is_not(None))).one()
    return run_with(live, programme, live.cast.elin)


def compose(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/programmes")
    page.get_by_role("link", name=re.compile("^Make a course from this ?: Everyday coping$")).click()
    page.get_by_label("Title in Bokmål").fill("For unge")
    for box in page.locator("input[name=parts]").all():
        box.set_checked(box.get_attribute("value") in KEPT)
    assert looked_at(page) == []
    page.get_by_role("button", name="Make the course").click()
    expect(page.get_by_role("alert")).to_contain_text("which is gone: it is open from the start.")
    assert looked_at(page) == []
    page.get_by_label("Make it all the same").check()
    page.get_by_role("button", name="Make the course").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For unge")

    second = page.locator(f"#{KEPT[1]}")
    second.get_by_role("button", name=re.compile("^Up")).click()
    expect(page.locator(".composing__part").first).to_have_attribute("id", KEPT[1])
    page.locator(f"#{KEPT[1]}").get_by_role("button", name=re.compile("^Down")).press("Enter")
    expect(page.locator(".composing__part").first).to_have_attribute("id", KEPT[0])
    second.locator("summary").first.click()
    second.get_by_role("group", name="To be done before it").get_by_role("checkbox").check()
    second.get_by_role("button", name="Save the part").click()
    expect(second).to_contain_text("Comes after: ")

    first = page.locator(f"#{KEPT[0]}")
    first.locator("summary").first.click()
    first.get_by_role("group", name="To be done before it").get_by_role("checkbox").check()
    first.get_by_role("button", name="Save the part").click()
    expect(page.get_by_role("alert")).to_contain_text("would wait for each other for ever")
    assert looked_at(page) == []


def run_with(live: Live, programme: Programme, person: Person) -> CourseRun:
    live.begin_writing()
    run = CourseRun(
        programme_id=programme.id,
        partnership_id=live.cast.partnership.id,
        starts_on=now().date(),
        ground_rules=[],
    )
    live.session.add(run)
    live.session.flush()
    live.session.get_one(Person, person.id).grant(Role.PARTICIPANT, course_run_id=run.id)
    home = live.cast.fjordvik.id
    live.session.add(
        Enrolment(person_id=person.id, course_run_id=run.id, home_municipality_id=home, enrolled_at=now())
    )
    live.session.commit()
    return run


def test_a_participant_takes_the_course_step_by_step_to_the_certificate(
    live: Live, course: CourseRun, context: BrowserContext, chromium: Browser
) -> None:
    sign_in(live, context, live.cast.elin)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    shelf = f"{live.url}/courses/{course.public_id}/modules"
    page.goto(shelf)
    second = page.locator(f"#{KEPT[1]}")
    expect(second).to_contain_text("Opens when you have finished: ")
    expect(second.get_by_role("link")).to_have_count(0)
    assert looked_at(page) == []

    read_all(page, shelf, KEPT[0])
    expect(page.get_by_text("You have finished 1 of 2 modules")).to_be_visible()
    read_all(page, shelf, KEPT[1])

    page.get_by_role("link", name="You have completed the course: a certificate").click()
    assert looked_at(page) == []
    page.get_by_role("button", name="Make my certificate").click()
    expect(page.get_by_text("Its number is")).to_be_visible()
    assert looked_at(page) == []
    paper = page.get_by_role("link", name="Open it to print").get_attribute("href")
    pdf = context.request.get(f"{live.url}{paper}")
    link = page.locator(".certificate__link").get_attribute("href") or ""
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")

    with chromium.new_context(locale="en-GB") as elsewhere:
        visitor = elsewhere.new_page()
        visitor.goto(f"{live.url}/certificates")
        visitor.get_by_label("The number").fill(
            re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", link)[0].lower()
        )
        visitor.get_by_role("button", name="Check").click()
        expect(visitor.get_by_role("heading", name="This certificate is valid")).to_be_visible()
        expect(visitor.get_by_text("Elin", exact=False)).to_have_count(0)
        assert looked_at(visitor) == []


def read_all(page: Page, shelf: str, slug: str) -> None:
    """Every page of the module, to the shelf."""
    page.goto(f"{shelf}/{slug}")
    while "/modules/" in page.url:
        before = page.url
        page.locator(".module-page__onward button").click()
        page.wait_for_url(lambda address, before=before: address != before)
