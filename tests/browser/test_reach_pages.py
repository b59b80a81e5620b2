"""Every page within everybody's reach: nothing that axe finds, and nothing wider than a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import current_app
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from elearn.accounts import personal_links
from elearn.accounts.models import Person
from elearn.clock import now
from modules.models import Module
from tests.browser.conftest import Live
from tests.browser.evening.looking import looked_at
from tests.browser.evening.signing import room_id, sign_in

MODULE = "m1-hva-tapper-og-fyller"
# Answers that are no pages: files, data and what a machine asks.
NO_PAGES = {
    *("static", "about.healthz", "operations.prometheus"),
    *("accounts.export", "rooms.mine_json", "rooms.attendance_csv", "rooms.file"),
    *("courses.session_calendar", "courses.course_calendar", "modules.show_media", "modules.preview_media"),
    *("equipment.download", "modules.take_out_programme", "modules.take_out_archive"),
    *("modules.take_out_scorm", "modules.take_out_booklet", "modules.my_certificate_pdf"),
    *("modules.comments", "modules.kept_file", "modules.offered_files"),
    # They lead on to a page of their own.
    *("modules.resume", "rooms.enter_session", "rooms.session_log", "rooms.session_debrief"),
    # They have files of their own: test_reach_room.py, test_library.py and test_agreeing.py.
    *("rooms.room", "modules.library_file", "modules.edit_captions", "modules.review_text"),
}


@pytest.fixture(scope="module")
def addresses(live: Live, chromium: Browser) -> dict[str, list[str]]:
    """Every page by whom it is for. Marit has opened the room, so that it is there to be told about."""
    cast = live.cast
    with chromium.new_context(locale="en-GB") as context:
        sign_in(live, context, cast.marit)
        context.new_page().goto(f"{live.url}/sessions/{cast.evening.public_id}/room")
    live.begin_writing()
    token = personal_links.issue_link(live.session, cast.ana, now(), timedelta(days=1))
    live.session.commit()
    course, room = f"/courses/{cast.course.public_id}", f"/rooms/{room_id(live, 3)}"
    programme = cast.course.programme.slug
    return {
        "": f"""/ /sign-in /l/{token} /l/spent /signed-out /accessibility /privacy /help /nowhere
            /certificates /certificates/ABCD-EFGH-JKMN""".split(),
        "ana": f"""/courses {course} {course}/modules {course}/modules/shared {course}/plans {course}/plans/3
            {course}/plans/shared {course}/people {course}/call {room}/mine /equipment /me /me/devices
            /me/data /me/rooms {course}/certificate {" ".join(module_pages(live, course))}""".split(),
        "vidar": f"""/courses /sessions/{cast.other_course.sessions[0].public_id}/room""".split(),
        "marit": f"""/courses {course} {course}/sessions/3 {course}/sessions/3/run-sheet {course}/equipment
            {room}/log {room}/debrief {course}/plans/shared {course}/modules/shared
            /me /me/password""".split(),
        "sunniva": f"""/courses /courses/new {course} {course}/people {course}/people/new {course}/reports
            {course}/people/{cast.ana.public_id}/sheet {course}/leaders {course}/sessions/3/time""".split(),
        "ragnhild": f"""/library /modules /modules/{programme}/{MODULE}/nb /modules/{programme}/{MODULE}/nn
            /modules/{programme}/{MODULE}/draft /modules/imports
            /modules/{programme}/{MODULE}/exports /modules/{programme}/{MODULE}/review /modules/reviews
            /programmes /programmes/{programme} /programmes/{programme}?q=hverdag
            /programmes/{programme}/clones/new /programmes/{programme}/sessions/1""".split(),
        "ase": f"""/organisations /organisations/fjordvik /organisations/new /partnerships/new
            /partnerships/{cast.partnership.id} /people /people/new /people/{cast.marit.public_id}
            /mailbox /operations""".split(),
    }


def module_pages(live: Live, course: str) -> list[str]:
    module = live.session.scalars(select(Module).filter_by(slug=MODULE)).one()
    return [f"{course}/modules/{MODULE}/{page['id']}" for page in module.versions[-1].content["nb"]["pages"]]


@pytest.mark.parametrize("name", ["", "ana", "vidar", "marit", "sunniva", "ragnhild", "ase"])
def test_pages_have_no_barriers(
    live: Live, addresses: dict[str, list[str]], context: BrowserContext, name: str
) -> None:
    if name:
        sign_in(live, context, getattr(live.cast, name))
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")

    found = {}
    for address in addresses[name]:
        answer = page.goto(live.url + address)
        assert answer is not None
        assert answer.status < 500, address
        found[address] = looked_at(page)

    assert {address: barriers for address, barriers in found.items() if barriers} == {}


def test_no_page_is_left_out(addresses: dict[str, list[str]]) -> None:
    urls = current_app.url_map.bind("localhost")
    looked = {
        urls.match(address.partition("?")[0])[0]
        for each in addresses.values()
        for address in each
        if "nowhere" not in address
    }

    pages = {rule.endpoint for rule in current_app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert looked - {"rooms.enter_session"} == pages - NO_PAGES


def test_the_code_for_another_device_has_no_barriers(live: Live, context: BrowserContext) -> None:
    sign_in(live, context, live.cast.bjorn)
    page = context.new_page()
    page.goto(f"{live.url}/me/devices")
    page.get_by_role("button", name="Show the code").click()

    assert looked_at(page) == []


def test_open_menus_and_panels_have_no_barriers(live: Live, context: BrowserContext) -> None:
    sign_in(live, context, live.cast.bjorn)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for name, opened in panels(page, live):
        opened()
        found[name] = looked_at(page)

    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def panels(page: Page, live: Live) -> Iterator[tuple[str, Callable[[], object]]]:
    page.goto(f"{live.url}/courses")
    yield "crisis help", lambda: page.locator(".crisis-help summary").click()
    yield "menu", lambda: page.locator(".site-menu summary").click()
    yield "keys", lambda: page.keyboard.press("?")


def test_pages_speak_bokmal_without_growing_too_wide(live: Live, context: BrowserContext) -> None:
    cecilie: Person = live.cast.cecilie
    sign_in(live, context, cecilie)
    page = context.new_page()
    page.goto(f"{live.url}/courses")
    page.locator(".site-menu summary").click()
    page.get_by_role("button", name="Bokmål").click()
    expect(page.locator("html")).to_have_attribute("lang", "nb")

    course = f"/courses/{live.cast.course.public_id}"
    found = {}
    for address in ("/courses", course, f"{course}/modules", f"{course}/plans", "/me", "/me/data", "/help"):
        page.goto(live.url + address)
        assert page.locator("html").get_attribute("lang") == "nb"
        found[address] = looked_at(page)

    assert {address: barriers for address, barriers in found.items() if barriers} == {}
