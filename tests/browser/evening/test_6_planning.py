"""Planning: a question to all, a note in common, one's own plan, and a buddy."""

from __future__ import annotations

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from elearn.courses.models import ActionPlan
from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five
from tests.browser.evening.guest import Guest

QUESTION, OPTIONS = "Når passer neste øvelse best?", ["Morgen", "Kveld"]
PLAN = {
    "what": "Gå til postkassen",
    "how_much": "Ti minutter",
    "when": "Etter frokost",
    "how_often": "Tre dager",
}


def test_all_are_asked_and_see_the_sums_together(tonight: Five, others: dict[str, Companion]) -> None:
    tonight.begin("Ukeplan og makkerpar")
    ask_all(tonight.marit)
    for guest, option in zip(tonight.participants, ("Morgen", "Kveld", "Morgen"), strict=True):
        card = poll(guest)
        card.get_by_role("button", name=option).click()
        expect(card.get_by_role("button", name=option)).to_have_attribute("aria-pressed", "true")
        expect(card.locator("[data-slot=count]:visible")).to_have_count(0)
    for guest in tonight.everybody:
        expect(poll(guest)).to_contain_text("Answers: 3.")
    tonight.picture("27-poll")

    poll(tonight.olav).get_by_role("button", name="Close and show to all").click()

    for guest in tonight.everybody:
        expect(poll(guest).locator("[data-slot=count]")).to_have_text(["2", "1"])
        expect(poll(guest)).to_contain_text("Closed. Answers: 3.")
    tonight.picture("28-poll-closed")


def test_one_writes_in_the_note_and_all_read_along(tonight: Five) -> None:
    bjorn = tonight.bjorn
    for guest in tonight.everybody:
        note(guest).locator("summary").click()
    note(bjorn).get_by_role("button", name="Take the pen").click()
    note(bjorn).get_by_label("Write in our note").fill("Vi øver på å si nei.")

    for guest in tonight.everybody:
        if guest is not bjorn:
            expect(note(guest).get_by_role("region", name="Our note")).to_have_text("Vi øver på å si nei.")
            expect(note(guest)).to_contain_text("Bjørn has the pen.")
    expect(note(tonight.ana).get_by_role("button", name="Take the pen")).to_be_hidden()
    tonight.picture("29-note")
    note(bjorn).get_by_role("button", name="Put the pen down").click()
    for guest in tonight.everybody:
        expect(note(guest)).to_contain_text("Bjørn wrote last. The pen is free.")
        note(guest).locator("summary").click()


def test_a_plan_is_ones_own_until_one_shows_it(tonight: Five) -> None:
    ana = tonight.ana
    expect(ana.card.get_by_role("link", name="Write my plan")).to_be_visible()
    ana.card.get_by_role("link", name="Write my plan").click()
    plan = ana.page.locator("shared-plans")
    for name, words in PLAN.items():
        plan.locator(f"textarea[name={name}]").fill(words)
    confidence(plan, 6).check()
    expect(plan.get_by_text("Under 7 often means")).to_be_visible()
    confidence(plan, 8).check()
    expect(plan.get_by_text("Under 7 often means")).to_be_hidden()

    expect(plan.locator("save-state")).to_contain_text("Saved")
    assert kept(tonight) == (PLAN["what"], 8, "nobody")
    for guest in tonight.everybody:
        assert guest.section("plans") == {}
    ana.picture("30-plan-private")

    plan.get_by_role("button", name="Show it to the group").click()

    for guest in tonight.everybody:
        shown = guest.page.locator("shared-plans [data-part=list] [data-key]")
        expect(shown).to_have_count(1)
        expect(shown).to_contain_text("You" if guest is ana else "Ana")
        expect(shown).to_contain_text("Gå til postkassen")
        expect(shown).to_contain_text("Ti minutter · Etter frokost · Tre dager")
        expect(shown).to_contain_text("sure: 8 of 10")
        shown.scroll_into_view_if_needed()
    tonight.picture("31-plan-shown")


def test_two_become_buddies_when_both_choose(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    buddies(ana).get_by_role("button", name="Bjørn").click()
    expect(buddies(ana)).to_contain_text("You have chosen Bjørn. Only you know.")
    expect(buddies(bjorn)).not_to_contain_text("have chosen")
    ana.picture("32-buddy-wish")

    bjorn.person_menu("Ana").get_by_role("button", name="Choose as my buddy").click()

    expect(buddies(ana)).to_contain_text("You and Bjørn are buddies.")
    expect(buddies(bjorn)).to_contain_text("You and Ana are buddies.")
    expect(buddies(cecilie)).to_contain_text("Choose somebody you would like")
    for guest in (marit, olav, cecilie):
        assert ana.person.public_id not in str(guest.section("me"))
    bjorn.picture("33-buddies")


def ask_all(guest: Guest) -> None:
    guest.press_named("Ask all a question")
    dialog = guest.page.locator("#poll-dialog")
    dialog.get_by_label("The question").fill(QUESTION)
    for number, option in enumerate(OPTIONS, start=1):
        dialog.get_by_label(f"Answer {number}").fill(option)
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_be_hidden()


def poll(guest: Guest) -> Locator:
    return guest.page.locator("poll-board [data-key]").filter(has_text=QUESTION)


def note(guest: Guest) -> Locator:
    return guest.page.locator("shared-note")


def buddies(guest: Guest) -> Locator:
    return guest.page.locator("buddy-card")


def confidence(plan: Locator, step: int) -> Locator:
    return plan.locator(f'input[name=confidence][value="{step}"]')


def kept(tonight: Five) -> tuple[str, int, str]:
    """What the server has of Ana's plan: what, how sure, and for whom."""
    tonight.live.refresh()
    found = tonight.live.session.scalars(
        select(ActionPlan).filter_by(person_id=tonight.ana.person.id, week=3)
    ).one()
    return found.what, found.confidence, found.shared_with
