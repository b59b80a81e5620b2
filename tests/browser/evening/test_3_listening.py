"""Listening: a talk in peace, questions meanwhile, what the leaders put on the table, hands, and a break."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from tests.browser.evening.five import Five

ASKED, NAMED = "Er det farlig å bli så sliten?", "Hvor finner jeg øvelsene?"


def test_the_chat_rests_during_the_talk(tonight: Five) -> None:
    marit = tonight.marit
    tonight.begin("Faginnlegg")
    for guest in tonight.everybody:
        expect(guest.card).to_contain_text("Marit leads")
    marit.press("close_chat")

    for guest in tonight.participants:
        guest.open_chat()
        expect(guest.page.locator("message-composer")).to_contain_text("The chat rests just now.")
        expect(guest.page.get_by_label("Write to the group")).to_be_hidden()
    tonight.olav.write("Vi skriver igjen etterpå")
    for guest in tonight.everybody:
        expect(guest.message("Vi skriver igjen etterpå")).to_have_count(1)
    tonight.picture("08-talk-chat-rests")


def test_questions_are_asked_meanwhile_also_without_a_name(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    ana.ask_question(ASKED, anonymous=True)
    cecilie.ask_question(NAMED)
    for guest in (marit, olav, bjorn, cecilie):
        guest.open_questions()
        expect(guest.question(ASKED).locator("[data-slot=who]")).to_have_text("Somebody")
    expect(ana.question(ASKED).locator("[data-slot=who]")).to_have_text("You, without your name")
    assert all(ana.person.public_id not in str(guest.section("questions")) for guest in (marit, olav, bjorn))

    bjorn.question(ASKED).get_by_role("button", name="Me too").click()
    olav.question(ASKED).get_by_role("button", name="We take it now").click()

    for guest in tonight.everybody:
        expect(guest.question(ASKED)).to_contain_text("we talk about it now")
        expect(guest.question(ASKED)).to_contain_text("Me too: 1")
    tonight.picture("09-questions")

    marit.question(ASKED).get_by_role("button", name="Answered").click()
    marit.answer_dialog("answer-dialog", "Answered", answer="Nei, men det er lov å hvile.")
    for guest in tonight.everybody:
        expect(guest.question(ASKED)).to_contain_text("Nei, men det er lov å hvile.")
        expect(guest.question(NAMED)).to_contain_text("You" if guest is cecilie else "Cecilie")


def test_a_link_and_a_picture_lie_on_the_table_for_all(tonight: Five) -> None:
    show_link(tonight)
    show_picture(tonight)

    for guest in tonight.everybody:
        guest.turn_to("table")
        table = guest.page.locator("shown-items")
        expect(table.get_by_role("link", name="Om utmattelse")).to_have_attribute(
            "href", "https://www.helsenorge.no/"
        )
        picture = table.get_by_role("link", name="Krukka").get_by_role("img")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") == 64
        table.scroll_into_view_if_needed()
    tonight.picture("10-on-the-table")


def show_link(tonight: Five) -> None:
    tonight.marit.press_named("Put something here")
    dialog = tonight.marit.page.locator("#item-dialog")
    form = dialog.locator("form[data-do=show_link]")
    form.get_by_label("A link").fill("https://www.helsenorge.no/")
    form.get_by_label("What is it called?").fill("Om utmattelse")
    form.get_by_role("button", name="Show the link").click()
    expect(dialog).to_be_hidden()


def show_picture(tonight: Five) -> None:
    tonight.marit.press_named("Put something here")
    upload = tonight.marit.page.locator("item-upload")
    drawn = BytesIO()
    Image.new("RGB", (64, 64), "darkgreen").save(drawn, "PNG")
    upload.get_by_label("Or a file").set_input_files(
        {"name": "krukke.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    )
    upload.get_by_label("What is it called?").fill("Krukka")
    upload.get_by_role("button", name="Show the file").click()
    expect(tonight.marit.page.locator("#item-dialog")).to_be_hidden()


def test_slow_mode_lets_people_think_between_messages(tonight: Five) -> None:
    marit, ana = tonight.marit, tonight.ana
    marit.press("open_chat")
    marit.page.get_by_label("Between two messages").select_option("15")
    ana.write("Én ting av gangen")

    notice = ana.page.locator("message-composer [data-slot=notice]")
    expect(notice).to_have_text(re.compile(r"We write slowly just now. You can write again in \d+ s\."))
    expect(ana.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    tonight.olav.write("Ledere")
    tonight.olav.write("skriver fritt")
    expect(marit.message("skriver fritt")).to_have_count(1)
    ana.picture("11-slow-mode")
    marit.page.get_by_label("Between two messages").select_option("0")

    expect(ana.page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    for guest in tonight.everybody:
        expect(guest.message("Én ting av gangen")).to_have_count(1)


def test_hands_wait_in_order_and_get_the_word(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    for guest, place in ((ana, 1), (cecilie, 2)):
        guest.turn_to("table")
        guest.page.get_by_role("button", name="Raise my hand").click()
        expect(guest.page.locator("round-bar")).to_contain_text(f"Your hand is number {place}.")
    bjorn.turn_to("table")
    expect(bjorn.page.locator("round-bar")).to_contain_text("Hands up: 2. Ana is first.")
    expect(marit.needs).to_contain_text(["Ana has a hand up", "Cecilie has a hand up"])
    tonight.picture("12-hands")

    marit.needs.filter(has_text="Ana").get_by_role("button", name="Give the word").click()

    expect(ana.card).to_contain_text("You have the word.")
    for guest in (marit, olav, bjorn, cecilie):
        expect(guest.card).to_contain_text("Ana has the word")
    expect(cecilie.page.locator("round-bar")).to_contain_text("Your hand is number 1.")
    ana.card.get_by_role("button", name="I am done").click()
    cecilie.page.get_by_role("button", name="Take my hand down").click()
    for guest in tonight.everybody:
        expect(guest.card).not_to_contain_text("has the word")
        expect(guest.page.locator("round-bar .round-bar__words:visible")).to_have_count(0)


def test_a_break_is_for_all_and_one_may_take_ones_own(tonight: Five) -> None:
    bjorn = tonight.bjorn
    tonight.begin("Pause")
    bjorn.open_help()
    bjorn.picture("13-break-or-help")
    bjorn.page.get_by_role("button", name="I need a break").click()

    expect(bjorn.card).to_contain_text("You are on a break. Your seat is yours.")
    for guest in (tonight.marit, tonight.olav, tonight.ana, tonight.cecilie):
        expect(guest.seat("Bjørn")).to_contain_text("break")
    tonight.picture("13-break")
    bjorn.card.get_by_role("button", name="I am back").click()
    for guest in tonight.everybody:
        expect(guest.seat("Bjørn").locator("[data-slot=state]")).to_be_hidden()
