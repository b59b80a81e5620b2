"""Care and order: somebody is not well, something was not right, and the leaders act and take it back."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five
from tests.browser.evening.guest import Guest

HARSH = "Nå må du ta deg sammen"
HIDDEN = "A leader has hidden this message."


def test_somebody_who_is_not_well_is_met_in_silence(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    cecilie.open_help()
    cecilie.page.get_by_role("button", name="I am not well").click()
    cecilie.picture("19-not-well")
    cecilie.answer_dialog("unwell-dialog", "Tell the leaders", words="Det ble mye på en gang")

    expect(cecilie.page.locator("room-help")).to_contain_text("The leaders know that you are not well.")
    for leader in (marit, olav):
        expect(leader.needs.first).to_contain_text("Cecilie is not well")
        expect(leader.needs.first).to_contain_text("Det ble mye på en gang")
    for guest in (ana, bjorn):
        assert guest.section("signals") is None
        expect(guest.page.locator("room-announcer")).not_to_contain_text("Cecilie is not well")

    olav.needs.first.get_by_role("button", name="Talk alone").click()
    for guest in (olav, cecilie):
        expect(guest.card).to_contain_text("You two are alone here. Nobody else reads or hears it.")
    cecilie.write("Takk for at du kom")
    expect(olav.message("Takk for at du kom")).to_have_count(1)
    for guest in (marit, ana, bjorn):
        expect(guest.seat("Cecilie")).to_contain_text("stepped out" if guest is not marit else "Cecilie")
        assert "Takk for at du kom" not in str(guest.section("messages"))
    expect(marit.needs.filter(has_text="Olav talks alone with Cecilie")).to_have_count(1)
    tonight.picture("20-side-room")
    cecilie.card.get_by_role("button", name="Back to the others").click()
    for guest in (olav, cecilie):
        expect(guest.card).not_to_contain_text("You two are alone here.")


def test_it_becomes_a_call_tomorrow(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    marit.needs.first.get_by_role("button", name="Taken care of").click()
    marit.answer_dialog("attend-dialog", "Taken care of", outcome="Olav ringer i morgen")

    expect(cecilie.page.locator("room-help")).to_contain_text("A leader has seen that you were not well.")
    for leader in (marit, olav):
        expect(leader.page.locator("task-list [data-key]")).to_contain_text(["Call Cecilie"])
        expect(leader.page.locator("task-list")).to_contain_text("Agreed: Olav ringer i morgen")
        expect(leader.needs).to_have_count(0)
    for guest in (ana, bjorn, cecilie):
        assert guest.section("tasks") is None


def test_a_report_gets_an_outcome_and_the_reporter_is_told(
    tonight: Five, others: dict[str, Companion]
) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    others["dag"].do("send_message", text=HARSH, reply_to=None)
    cecilie.message_menu(HARSH).get_by_role("button", name="This message was not right").click()
    cecilie.answer_dialog("report-message-dialog", "Send", words="Den gjorde vondt å lese")

    for leader in (marit, olav):
        expect(leader.needs.first).to_contain_text("Cecilie tells about something")
        expect(leader.needs.first).to_contain_text(HARSH)
    assert reports(cecilie) == ["The leaders are looking at it."]
    assert [guest.section("reports") for guest in (ana, bjorn, cecilie)] == [None, None, None]
    tonight.picture("21-report")

    marit.message_menu(HARSH).get_by_role("button", name="Hide the message").click()
    marit.answer_dialog("hide-message-dialog", "Hide", reason="Sårer andre")
    for guest in (ana, bjorn, cecilie):
        guest.open_chat()
        expect(guest.message(HIDDEN)).to_have_count(1)
        assert HARSH not in str(guest.section("messages"))
    for leader in (marit, olav):
        expect(leader.message(HARSH)).to_contain_text("Hidden for the others. Reason: Sårer andre")
    tonight.picture("22-hidden")

    olav.needs.first.get_by_role("button", name="Look at it").click()
    dialog = olav.page.locator("#resolve-dialog")
    dialog.get_by_label("We talked about it").check()
    olav.answer_dialog("resolve-dialog", "Tell them", words="Vi har snakket med ham.")
    expect(marit.needs).to_have_count(0)
    cecilie.open_help()
    expect(cecilie.page.get_by_role("list", name="What you have told us about")).to_contain_text(
        "The leaders have talked about it. Vi har snakket med ham."
    )
    cecilie.picture("23-outcome")
    cecilie.page.keyboard.press("Escape")


def test_hiding_is_taken_back(tonight: Five) -> None:
    tonight.olav.message_menu(HARSH).get_by_role("button", name="Show the message again").click()

    for guest in tonight.everybody:
        expect(guest.message(HARSH)).to_have_count(1)
        expect(guest.message(HIDDEN)).to_have_count(0)


def test_writing_is_paused_and_opened_again(tonight: Five) -> None:
    marit, bjorn = tonight.marit, tonight.bjorn
    marit.person_menu("Bjørn").get_by_role("button", name="Pause their writing and hand").click()

    bjorn.open_chat()
    expect(bjorn.page.locator("message-composer")).to_contain_text(
        "A leader has paused your writing for a while."
    )
    expect(bjorn.page.get_by_label("Write to the group")).to_be_hidden()
    expect(tonight.olav.seat("Bjørn").locator("[data-part=muted]")).to_be_visible()
    expect(tonight.ana.seat("Bjørn").locator("[data-part=muted]")).to_have_count(1)
    assert "muted" not in tonight.ana.section("people")[bjorn.person.public_id]
    bjorn.picture("24-paused")

    menu = tonight.olav.person_menu("Bjørn")
    menu.get_by_role("button", name="Let them write and raise a hand again").click()
    expect(bjorn.page.get_by_label("Write to the group")).to_be_visible()


def test_somebody_is_asked_to_leave_and_let_back_in(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    marit.person_menu("Bjørn").get_by_role("button", name="Ask them to leave").click()
    marit.answer_dialog("remove-dialog", "Ask them to leave", reason="Trengte en pause fra gruppa")

    expect(bjorn.page.locator("room-door")).to_contain_text("You have been asked to leave, Bjørn")
    expect(bjorn.page.locator("room-door")).to_contain_text(
        "It is about this evening, not about who you are."
    )
    assert "Trengte" not in bjorn.page.content()
    for guest in (marit, olav, ana, cecilie):
        expect(guest.seat("Bjørn")).to_have_count(0)
    bjorn.picture("25-asked-to-leave")
    bjorn.page.reload()
    expect(bjorn.page.locator("room-door")).to_contain_text("You have been asked to leave, Bjørn")

    olav.needs.filter(has_text="Bjørn was asked to leave").get_by_role("button", name="Let back in").click()

    expect(bjorn.card).to_be_visible()
    for guest in tonight.everybody:
        expect(guest.seat("Bjørn")).to_have_count(1)
        expect(guest.seat("Bjørn")).not_to_contain_text("away")
        assert guest.seats() == ["Marit", "Ana", "Bjørn", "Cecilie", "Dag", "Elin", "Farid", "Olav"]


def test_a_closed_door_keeps_latecomers_waiting(tonight: Five) -> None:
    marit, olav = tonight.leaders
    marit.press_named("Close the door")
    needs = olav.page.locator("needs-list")
    expect(needs).to_contain_text("The door is closed. Nobody new comes in.")
    gerd = tonight.others["gerd"] = tonight.invite("gerd")
    assert (gerd.view["me"]["standing"], gerd.view["room"]["locked"]) == ("waiting", True)
    expect(olav.needs.filter(has_text="Gerd waits at the door")).to_be_visible()
    expect(needs.get_by_role("button", name="Let in")).to_have_count(0)
    olav.picture("26-closed-door")

    needs.get_by_role("button", name="Open the door").click()
    marit.needs.filter(has_text="Gerd waits at the door").get_by_role("button", name="Let in").click()

    for guest in tonight.everybody:
        expect(guest.seat("Gerd")).to_have_count(1)


def test_the_leaders_hand_over_and_write_between_themselves(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    first, second = (
        (marit, olav) if marit.section("room")["lead"] == marit.person.public_id else (olav, marit)
    )
    first.person_menu(second.name).get_by_role("button", name="Hand over").click()

    expect(second.page.locator("room-switches")).to_contain_text("you speak for both leaders")
    expect(first.page.locator("room-switches")).to_contain_text(f"{second.name} speaks for both leaders")
    first.page.get_by_label("Write to those who lead").fill("Tar du ukeplanen?")
    first.page.get_by_role("button", name="Send to those who lead").click()
    for leader in (marit, olav):
        expect(leader.page.locator("back-channel [data-key]")).to_contain_text(["Tar du ukeplanen?"])
    for guest in (ana, bjorn, cecilie):
        assert guest.section("backchannel") is None


def reports(guest: Guest) -> list[str]:
    places: Locator = guest.page.get_by_role("list", name="What you have told us about").locator(
        "[data-slot=outcome]"
    )
    guest.open_help()
    expect(places).to_have_count(1)
    told = places.all_text_contents()
    guest.page.keyboard.press("Escape")
    return told
