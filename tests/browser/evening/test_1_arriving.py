"""Arriving: the personal link, the ground rules, the door, and two leaders.

The chapters are one evening and follow upon each other: run the whole folder.
"""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from elearn.accounts import personal_links
from elearn.clock import now
from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five
from tests.cast import GROUND_RULES, STAFF_PASSWORD


def test_participants_come_in_by_their_personal_link(tonight: Five) -> None:
    live = tonight.live
    for guest in tonight.participants:
        live.begin_writing()
        token = personal_links.issue_link(
            live.session, guest.person, now(), timedelta(days=1), course_run_id=live.cast.course.id
        )
        live.session.commit()
        guest.page.goto(f"{live.url}/l/{token}")

        expect(guest.page.get_by_role("heading", level=1)).to_have_text(f"Hello, {guest.name}")
        expect(guest.page.locator("main button")).to_have_count(1)
        guest.picture("00-link")
        guest.page.get_by_role("button", name="Yes, that is me. Go in").click()

        expect(guest.page).to_have_url(f"{live.url}/courses")
        expect(guest.page.locator(".next-meeting")).to_contain_text("The room is open now")
        expect(guest.page.locator(".next-meeting")).to_contain_text("Marit and Olav will be there for you")
        guest.picture("01-my-course")


def test_leaders_sign_in_with_their_password(tonight: Five) -> None:
    for guest in tonight.leaders:
        guest.page.goto(f"{tonight.live.url}/sign-in")
        guest.page.get_by_label("E-mail").fill(f"{guest.name.lower()}@example.org")
        guest.page.get_by_label("Password").fill(STAFF_PASSWORD)
        guest.page.get_by_role("button", name="Sign in", exact=True).click()

        expect(guest.page).to_have_url(f"{tonight.live.url}/courses")
        expect(guest.page.get_by_role("heading", name="My evenings")).to_be_visible()
        guest.picture("01-my-evenings")


def test_participants_accept_the_ground_rules_and_wait_in_a_visible_queue(
    tonight: Five, others: dict[str, Companion]
) -> None:
    for place, guest in enumerate(tonight.participants, start=1):
        guest.page.get_by_role("link", name="Go into the room").click()
        door = guest.page.locator("room-door")
        expect(door.get_by_role("listitem").filter(has_text=GROUND_RULES[0])).to_be_visible()
        guest.picture("02-ground-rules")
        guest.page.get_by_role("button", name="This is fine with me").click()

        expect(door.get_by_role("status")).to_have_text(
            re.compile(rf"^\s*{place}\s*is your place in the queue")
        )
        expect(door).to_contain_text("The course leaders are on their way.")
        assert guest.section("people") is None
    others |= {name: tonight.invite(name) for name in ("dag", "elin", "farid")}


def test_a_leader_lets_one_in_and_then_all(tonight: Five) -> None:
    marit, ana, bjorn, cecilie = tonight.marit, tonight.ana, tonight.bjorn, tonight.cecilie
    marit.page.get_by_role("link", name="Go into the room").click()
    expect(marit.needs).to_have_count(6)
    expect(marit.needs.first).to_contain_text("Ana waits at the door")
    expect(ana.page.locator("room-door")).to_contain_text("Marit will let you in soon.")
    tonight.ana.picture("03-waiting-room")
    bjorn.picture("03-waiting-room")
    cecilie.picture("03-waiting-room")

    marit.needs.first.get_by_role("button", name="Let in").click()

    expect(ana.page.locator("round-table [data-slot=name]")).to_have_text(["Marit", "Ana"])
    expect(ana.page.locator("room-announcer")).to_have_text("You have been let in. Welcome.")
    expect(bjorn.page.locator("room-door [data-slot=queue]")).to_have_text("1")
    expect(cecilie.page.locator("room-door [data-slot=queue]")).to_have_text("2")

    marit.press_named("Let in all who wait")

    everybody = ["Marit", "Ana", "Bjørn", "Cecilie", "Dag", "Elin", "Farid"]
    for guest in (marit, ana, bjorn, cecilie):
        expect(guest.page.locator("round-table [data-slot=name]")).to_have_text(everybody)


def test_the_session_waits_for_the_other_leader(tonight: Five) -> None:
    marit, olav = tonight.marit, tonight.olav
    expect(marit.card).to_contain_text("We are waiting for Olav.")
    marit.card.get_by_role("button", name="Begin the session").click()
    dialog = marit.page.get_by_role("dialog", name="The other leader is not here")
    expect(dialog).to_be_visible()
    marit.picture("04-leader-missing")
    dialog.get_by_role("button", name="Not now").click()
    assert marit.section("room")["state"] == "before"
    for guest in tonight.participants:
        expect(guest.card).to_contain_text("We are waiting for Olav.")

    olav.page.get_by_role("link", name="Go into the room").click()

    for guest in tonight.everybody:
        expect(guest.card).to_contain_text("Both leaders are here. We begin soon.")
        assert guest.seats()[-1] == "Olav"
    for guest in tonight.participants:
        expect(guest.page.locator("[data-do=start_session]")).to_have_count(0)
