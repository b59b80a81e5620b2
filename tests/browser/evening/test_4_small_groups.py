"""Small groups: prepared tables, talk that stays there, a leader who is called, and back by oneself."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five
from tests.browser.evening.guest import Guest

TABLES = {"ArrowRight": ("Ana", "Bjørn", "Dag"), "ArrowLeft": ("Cecilie", "Elin", "Farid")}


def test_the_leaders_place_people_at_two_tables(tonight: Five) -> None:
    marit = tonight.marit
    tonight.begin("Smågrupper")
    tables = marit.page.locator("breakout-tables")
    tables.get_by_label("I place them").check()
    tables.get_by_label("People at a table").fill("3")
    tables.get_by_role("button", name="Prepare the tables").click()
    for arrow, names in TABLES.items():
        for name in names:
            tables.get_by_label(f"{name}: move with the arrow keys").press(arrow)
            number = 1 if arrow == "ArrowRight" else 2
            expect(people_at(marit, number)).to_contain_text([name])

    for guest in (tonight.marit, tonight.olav):
        expect(people_at(guest, 1)).to_have_text(list(TABLES["ArrowRight"]))
        expect(people_at(guest, 2)).to_have_text(list(TABLES["ArrowLeft"]))
    for guest in tonight.participants:
        assert guest.section("breakouts")["state"] == "none"
    tonight.picture("14-tables-prepared")


def test_everybody_is_brought_to_their_table(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    olav.page.get_by_role("button", name="Open the tables").click()

    expect(ana.card).to_contain_text("Table 1, with Bjørn and Dag")
    expect(bjorn.card).to_contain_text("Table 1, with Ana and Dag")
    expect(cecilie.card).to_contain_text("Table 2, with Elin and Farid")
    assert ana.seats() == bjorn.seats() == ["Ana", "Bjørn", "Dag"]
    assert cecilie.seats() == ["Cecilie", "Elin", "Farid"]
    for guest in tonight.everybody:
        expect(countdown(guest)).to_have_text(re.compile(r"44:\d\d left at the small tables"))
    for leader in (marit, olav):
        expect(leader.seat("Cecilie")).to_contain_text("table 2")
    tonight.picture("15-small-groups")


def test_what_is_said_at_a_table_stays_there(tonight: Five, others: dict[str, Companion]) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    ana.write("Bare for bord 1")
    others["elin"].do("send_message", text="Bare for bord 2", reply_to=None)

    bjorn.open_chat()
    expect(bjorn.message("Bare for bord 1")).to_have_count(1)
    expect(cecilie.message("Bare for bord 2")).to_have_count(1)
    for guest in (cecilie, marit, olav):
        assert "Bare for bord 1" not in str(guest.section("messages"))
    for guest in (ana, bjorn, marit, olav):
        assert "Bare for bord 2" not in str(guest.section("messages"))
    assert bjorn.messages() == ["Bare for bord 1"]


def test_a_table_calls_and_a_leader_comes_announced(tonight: Five) -> None:
    marit, olav, ana, bjorn, cecilie = tonight.everybody
    ana.turn_to("table")
    ana.card.get_by_role("button", name="Call a leader").click()
    for leader in (marit, olav):
        expect(leader.needs.first).to_contain_text("Table 1 calls a leader")
    assert cecilie.section("calls") is None
    tonight.picture("16-a-table-calls")

    olav.needs.first.get_by_role("button", name="Go to them").click()

    expect(olav.card).to_contain_text("Table 1, with Ana, Bjørn and Dag")
    for guest in (ana, bjorn):
        expect(guest.card).to_contain_text("Olav")
        expect(guest.page.locator("room-announcer")).to_contain_text("Olav has come in.")
    expect(cecilie.page.locator("room-announcer")).not_to_contain_text("Olav has come in.")
    expect(marit.needs).to_have_count(0)
    olav.write("Her er jeg")
    bjorn.open_chat()
    expect(bjorn.message("Her er jeg")).to_have_count(1)
    olav.picture("17-visiting")
    olav.card.get_by_role("button", name="Back to the whole room").click()
    for guest in (ana, bjorn):
        expect(guest.page.locator("room-announcer")).to_contain_text("Olav has left your table.")


def test_the_leaders_write_to_all_tables(tonight: Five) -> None:
    tonight.marit.page.get_by_label("Write to all tables").fill("Fem minutter igjen")
    tonight.marit.page.get_by_role("button", name="Send to all tables").click()

    for guest in tonight.everybody:
        guest.turn_to("table")
        lines = guest.page.get_by_role("list", name="To all tables").get_by_role("listitem")
        expect(lines).to_have_text(["Marit: Fem minutter igjen"])


def test_everybody_returns_by_themselves(tonight: Five) -> None:
    # The button gives a minute; the test has less patience.
    tonight.olav.ask("close_breakouts", seconds=8)

    for guest in tonight.everybody:
        expect(countdown(guest)).to_contain_text("Then we are together again. You need not do anything.")
    tonight.picture("18-countdown")

    for guest in tonight.everybody:
        expect(guest.page.locator("room-announcer")).to_contain_text(
            "Everybody is back at the large table.", timeout=15_000
        )
        expect(guest.card).not_to_contain_text("Table ")
        assert len(guest.seats()) == 8
        expect(guest.message("Én ting av gangen")).to_have_count(1)
        expect(guest.message("Bare for bord 1")).to_have_count(0)


def people_at(guest: Guest, table: int) -> Locator:
    return guest.page.locator(f'breakout-tables [data-group="{table}"] [data-slot=name]')


def countdown(guest: Guest) -> Locator:
    return guest.page.locator("breakout-tables [data-if=open]")
