"""Care at the table: what one says to the leaders arrives, and is acknowledged when it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.gathered import Table, gathered

ON_ITS_WAY = "It is on its way to the leaders, and reaches them as soon as there is a line."
KNOWN = "The leaders know that you are not well. One of them calls you tomorrow if they have your number."


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


def test_whoever_has_left_quietly_can_still_say_that_they_are_not_well(table: Table) -> None:
    ana, marit = table.ana, table.marit
    ana.open_help()
    ana.page.get_by_role("button", name="Leave quietly").click()
    expect(ana.page.get_by_role("heading", name="You have left quietly")).to_be_visible()
    expect(ana.page.locator("room-help summary")).to_be_focused()
    expect(marit.seat("Ana")).to_contain_text("away")
    expect(ana.page.locator("connection-state")).to_have_text("You are not in the room now.")

    ana.open_help()
    choices = ana.page.locator(".room-help__choice:visible strong")
    expect(choices).to_have_text(["I am not well", "Something was not right"])
    ana.page.get_by_role("button", name="I am not well").click()
    ana.answer_dialog("unwell-dialog", "Tell the leaders", words="Jeg måtte gå")

    expect(ana.page.locator("room-help")).to_contain_text(KNOWN)
    expect(marit.needs.first).to_contain_text("Ana is not well")
    expect(marit.needs.first).to_contain_text("Jeg måtte gå · not in the room now")
    expect(marit.needs.first.get_by_role("button", name="Talk alone")).to_be_hidden()
    expect(ana.page.locator("connection-state")).to_have_text("You are not in the room now.")
    expect(marit.seat("Ana")).to_contain_text("away")


def test_the_keys_of_the_room_rest_when_one_has_left(table: Table) -> None:
    table.ana.page.keyboard.press("h")
    table.ana.page.wait_for_timeout(500)

    assert table.marit.section("hands") == []


def test_what_is_closed_stays_closed_until_it_is_said_again(table: Table) -> None:
    ana, marit = table.ana, table.marit
    ana.page.get_by_role("button", name="Come in again").click()
    expect(ana.card).to_be_visible()
    marit.ask("attend_signal", person=ana.person.public_id, outcome="")
    heard = ana.page.locator("room-help").get_by_text("A leader has seen that you were not well.")
    expect(heard).to_be_visible()

    ana.page.locator("room-help").get_by_role("button", name="Close").click()

    expect(heard).to_be_hidden()
    ana.page.reload()
    expect(ana.card).to_be_visible()
    expect(heard).to_be_hidden()
    ana.ask("signal_unwell", words="")
    expect(ana.page.locator("room-help")).to_contain_text(KNOWN)
    marit.ask("attend_signal", person=ana.person.public_id, outcome="")
    expect(heard).to_be_visible()


def test_nobody_is_told_that_the_leaders_know_before_they_do(table: Table) -> None:
    bjorn, marit = table.bjorn, table.marit
    bjorn.context.set_offline(True)
    expect(bjorn.page.locator("connection-state")).to_contain_text("No network.")
    bjorn.open_help()
    bjorn.page.get_by_role("button", name="I am not well").click()
    expect(bjorn.page.locator("#unwell-dialog")).not_to_contain_text("see it now")

    bjorn.answer_dialog("unwell-dialog", "Tell the leaders", words="")

    expect(bjorn.page.locator("room-help")).to_contain_text(ON_ITS_WAY)
    expect(bjorn.page.locator("room-help")).not_to_contain_text(KNOWN)
    bjorn.context.set_offline(False)
    expect(bjorn.page.locator("room-help")).to_contain_text(KNOWN, timeout=15_000)
    expect(marit.needs.first).to_contain_text("Bjørn is not well")


def test_what_is_about_a_leader_goes_to_the_coordinator_and_says_so(table: Table) -> None:
    ana, marit = table.ana, table.marit
    before = marit.section("reports")
    ana.open_help()
    ana.page.get_by_role("button", name="Something was not right").click()
    dialog = ana.page.locator("#report-dialog")
    whom = dialog.get_by_label("Whom is it about?")
    expect(whom.locator("option")).to_have_text(
        ["Nobody in particular", "Marit, course leader", "Olav, course leader", "Bjørn"]
    )
    expect(dialog).to_contain_text("The two course leaders read this")

    whom.select_option("Marit, course leader")
    expect(dialog).to_contain_text("Only the coordinator reads this, not the course leaders.")
    ana.answer_dialog("report-dialog", "Send", words="Hun lo av meg")

    expect(ana.page.locator("room-help")).to_contain_text("The coordinator is looking at it.")
    assert [told["to"] for told in ana.section("me")["reports"]] == ["coordinator"]
    assert marit.section("reports") == before


def test_a_message_by_a_leader_is_told_to_the_coordinator(table: Table) -> None:
    table.marit.ask("send_message", text="Skjerp dere", reply_to=None)
    table.ana.message_menu("Skjerp dere").get_by_role("button", name="This message was not right").click()

    dialog = table.ana.page.locator("#report-message-dialog")
    expect(dialog).to_contain_text("Only the coordinator reads this, not the course leaders.")
    table.ana.answer_dialog("report-message-dialog", "Send", words="")

    expect(table.ana.page.locator("room-help li")).to_have_count(2)
    assert {told["to"] for told in table.ana.section("me")["reports"]} == {"coordinator"}
    assert table.olav.section("reports") == {}


def test_whom_it_is_about_is_chosen_already_when_one_asks_at_the_seat(table: Table) -> None:
    menu = table.ana.person_menu("Bjørn")
    menu.get_by_role("button", name="Something they said was not right").click()

    dialog = table.ana.page.locator("#report-dialog")
    expect(dialog.get_by_label("Whom is it about?").locator("option:checked")).to_have_text("Bjørn")
    dialog.get_by_role("button", name="Not now").click()


def test_no_clock_stands_over_two_who_talk_alone(table: Table) -> None:
    ana, marit = table.ana, table.marit
    clock = ana.page.locator("time-ring")
    expect(clock).to_be_visible()

    marit.ask("open_side_room", person=ana.person.public_id)

    expect(ana.card).to_contain_text("You two are alone here.")
    expect(clock).to_be_hidden()
    marit.ask("close_side_room", place=ana.section("me")["place"])
    expect(clock).to_be_visible()


def test_a_leader_reads_what_it_is_about_and_says_only_what_is_so(table: Table) -> None:
    ana, marit, olav = table.ana, table.marit, table.olav
    table.bjorn.ask("send_message", text="Du bare later som", reply_to=None)
    ana.message_menu("Du bare later som").get_by_role("button", name="This message was not right").click()
    ana.answer_dialog("report-message-dialog", "Send", words="Det såret")
    # Somewhere else the message is out of sight, and still quoted.
    marit.ask("open_side_room", person=ana.person.public_id)
    row = marit.needs.filter(has_text="Ana tells about something Bjørn said")
    expect(row).to_contain_text("«Du bare later som»")

    row.get_by_role("button", name="Look at it").click()

    dialog = marit.page.locator("#resolve-dialog")
    expect(dialog.locator("blockquote")).to_have_text("Du bare later som")
    expect(dialog).to_contain_text("Ana: Det såret")
    expect(dialog.locator("fieldset label:visible")).to_have_text(
        [
            "We talked about it",
            "We hide the message",
            "Passed on to the coordinator",
            "Nothing more is needed",
        ]
    )
    dialog.get_by_label("We hide the message").check()
    marit.answer_dialog("resolve-dialog", "Tell them", words="")
    expect(ana.page.locator("room-help")).to_contain_text("The message was hidden.")
    expect(olav.message("Du bare later som")).to_contain_text("Hidden for the others.")
    marit.ask("close_side_room", place=ana.section("me")["place"])
    expect(ana.message("A leader has hidden this message.")).to_have_count(1)


def test_nobody_is_offered_to_report_the_same_message_twice(table: Table) -> None:
    table.bjorn.ask("send_message", text="Og du også", reply_to=None)
    menu = table.ana.message_menu("Og du også")
    menu.get_by_role("button", name="This message was not right").click()
    table.ana.answer_dialog("report-message-dialog", "Send", words="")

    menu = table.ana.message_menu("Og du også")

    expect(menu.get_by_role("button", name="This message was not right")).to_be_hidden()
    expect(menu).to_contain_text("You have told about this message.")
    menu.get_by_role("button", name="Close").click()
