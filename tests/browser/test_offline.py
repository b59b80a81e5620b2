"""A line that goes and comes: nothing is lost, nothing comes twice, and one's seat is one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import select

from rooms.models import LogEntry
from tests.browser.conftest import Live
from tests.browser.evening.five import DEVICES, Five, five
from tests.browser.evening.guest import Guest

AWAY_S = 30
NO_LINE = "No network. What you do is kept and sent later."
A_DAY_AHEAD = """
const RealDate = Date, day = 24 * 3600 * 1000;
window.Date = class extends RealDate {
  constructor(...parts) { parts.length ? super(...parts) : super(RealDate.now() + day); }
  static now() { return RealDate.now() + day; }
};
"""


@pytest.fixture(scope="module")
def tonight(live: Live, chromium: Browser) -> Iterator[Five]:
    """Everybody at the table, and the welcome under way."""
    with five(live, chromium) as tonight:
        for guest in tonight.everybody:
            guest.sign_in()
            guest.open_room()
        for guest in tonight.participants:
            guest.page.get_by_role("button", name="This is fine with me").click()
            expect(guest.page.locator("room-door [data-slot=queue]")).to_be_visible()
        tonight.others |= {name: tonight.invite(name) for name in ("dag", "elin", "farid")}
        tonight.marit.ask("admit_all")
        tonight.marit.ask("start_session", reason="")
        for guest in tonight.everybody:
            expect(guest.card.locator("[data-slot=title]")).to_have_text("Velkommen og ramme")
        yield tonight


@pytest.fixture(autouse=True)
def _back_at_the_large_table(tonight: Five) -> Iterator[None]:
    yield
    tonight.marit.ask("close_breakouts", seconds=0)


def test_half_a_minute_without_a_line_loses_nothing(tonight: Five) -> None:
    ana = tonight.ana
    before = with_a_hand_up(ana)

    lose_line(ana)
    ana.write("Skrevet i tunnelen")
    expect(ana.message("Skrevet i tunnelen")).to_contain_text("on its way")
    expect(line(ana)).to_contain_text("On its way: 1.")
    ana.picture("40-offline")
    said = much_happens(tonight, "mens Ana var borte")
    ana.page.wait_for_timeout(AWAY_S * 1000)
    # The others see that she is away; her seat and her hand stay.
    expect(tonight.marit.seat("Ana")).to_contain_text("away")
    ana.context.set_offline(False)

    all_is_as_it_should_be(tonight, ana, before)
    expect(ana.message("Skrevet i tunnelen")).to_have_count(1)
    tonight.marit.ask("close_breakouts", seconds=0)
    expect(ana.message(said[-1])).to_have_count(1)
    assert [text for text in ana.messages() if text in said] == said
    assert written(tonight, ana) == ["Skrevet i tunnelen"]


def test_it_is_the_same_after_a_reload(tonight: Five) -> None:
    bjorn = tonight.bjorn
    before = with_a_hand_up(bjorn)

    lose_line(bjorn)
    bjorn.write("Før jeg lastet på nytt")
    said = much_happens(tonight, "mens Bjørn lastet")
    bjorn.context.set_offline(False)
    bjorn.page.reload()

    all_is_as_it_should_be(tonight, bjorn, before)
    tonight.marit.ask("close_breakouts", seconds=0)
    bjorn.open_chat()
    expect(bjorn.message(said[-1])).to_have_count(1)
    assert [text for text in bjorn.messages() if text in said] == said
    assert written(tonight, bjorn) == ["Før jeg lastet på nytt"]


def test_it_is_the_same_on_another_device(tonight: Five, chromium: Browser) -> None:
    cecilie = tonight.cecilie
    before = with_a_hand_up(cecilie)
    lose_line(cecilie)
    said = much_happens(tonight, "mens Cecilie byttet")
    cecilie.context.set_offline(False)
    link = link_for_another_device(cecilie)

    with chromium.new_context(locale="en-GB", **DEVICES["ana"]) as phone:
        page = phone.new_page()
        page.goto(link)
        page.get_by_role("button", name="Yes, that is me. Go in").click()
        page.get_by_role("link", name="Go into the room").click()
        there = Guest(tonight.live, cecilie.person, phone, page)

        all_is_as_it_should_be(tonight, there, before)
        tonight.marit.ask("close_breakouts", seconds=0)
        there.open_chat()
        expect(there.message(said[-1])).to_have_count(1)
        assert [text for text in there.messages() if text in said] == said
        spent = phone.new_page()
        spent.goto(link)
        expect(spent.get_by_role("heading", level=1)).to_be_visible()
        expect(spent.get_by_role("button", name="Yes, that is me. Go in")).to_have_count(0)


def test_the_room_works_where_websocket_is_blocked(tonight: Five, chromium: Browser) -> None:
    for block in (
        "delete window.WebSocket",
        "window.WebSocket = class { constructor() { throw new Error() } }",
    ):
        with chromium.new_context(locale="en-GB", **DEVICES["bjorn"]) as context:
            context.add_init_script(block)
            gerd = Guest(tonight.live, tonight.live.cast.bjorn, context)
            gerd.sign_in()
            gerd.open_room()
            gerd.write(f"Uten WebSocket: {block[:6]}")

            expect(tonight.marit.message(f"Uten WebSocket: {block[:6]}")).to_have_count(1)
            tonight.marit.ask("send_message", text=f"Og tilbake: {block[:6]}", reply_to=None)
            expect(gerd.message(f"Og tilbake: {block[:6]}")).to_have_count(1)
            assert gerd.faults == []


def test_a_socket_that_is_closed_by_a_proxy_is_replaced(tonight: Five, chromium: Browser) -> None:
    with chromium.new_context(locale="en-GB", **DEVICES["bjorn"]) as context:
        context.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
        bjorn = Guest(tonight.live, tonight.live.cast.bjorn, context)
        bjorn.sign_in()
        bjorn.open_room()

        bjorn.write("Gjennom en streng brannmur")
        expect(tonight.marit.message("Gjennom en streng brannmur")).to_have_count(1)


def test_a_device_whose_clock_is_a_day_off_shows_the_right_times(tonight: Five, chromium: Browser) -> None:
    with chromium.new_context(locale="en-GB", **DEVICES["cecilie"]) as context:
        context.add_init_script(A_DAY_AHEAD)
        cecilie = Guest(tonight.live, tonight.live.cast.cecilie, context)
        cecilie.sign_in()
        cecilie.open_room()
        assert cecilie.page.evaluate("Date.now()") - tonight.marit.page.evaluate("Date.now()") > 86_000_000
        tonight.marit.ask("begin_phase", index=3)
        cecilie.write("Hva er klokka?")

        for guest in (tonight.marit, cecilie):
            expect(guest.card.get_by_role("timer")).to_have_attribute("aria-label", "Minutes left: 15")
        expect(cecilie.message("Hva er klokka?")).to_have_count(1)
        expect(tonight.marit.message("Hva er klokka?")).to_have_count(1)
        times = [
            guest.message("Hva er klokka?").locator("[data-slot=time]").text_content()
            for guest in (tonight.marit, cecilie)
        ]
        assert times[0] == times[1]
        tonight.marit.ask("extend_phase", index=3, minutes=-14)
        for guest in (tonight.marit, cecilie):
            expect(guest.card.get_by_role("timer")).to_contain_text(re.compile(r"0:\d\d\s*left"))


def line(guest: Guest) -> Locator:
    return guest.page.locator("connection-state")


def lose_line(guest: Guest) -> None:
    guest.context.set_offline(True)
    expect(line(guest)).to_contain_text(NO_LINE)


def with_a_hand_up(guest: Guest) -> dict[str, Any]:
    """Raise a hand; what must come back after a lost line."""
    guest.turn_to("table")
    guest.page.get_by_role("button", name="Raise my hand").click()
    expect(guest.page.get_by_role("button", name="Take my hand down")).to_be_visible()
    return kept(guest)


def kept(guest: Guest) -> dict[str, Any]:
    me = guest.section("me")
    seat = guest.section("people")[me["id"]]["seat"]
    return {"standing": me["standing"], "hand": me["hand"], "seat": seat, "hands": guest.section("hands")}


def much_happens(tonight: Five, words: str) -> list[str]:
    """Twenty messages, another phase, and everybody to small groups; the messages."""
    said = [f"{number}. {words}" for number in range(1, 21)]
    for text in said:
        tonight.others["dag"].do("send_message", text=text, reply_to=None)
    index = tonight.marit.section("now")["index"]
    tonight.marit.ask("begin_phase", index=index + 1)
    tonight.marit.ask("prepare_breakouts", method="by_hand", size=3, minutes=15)
    for number, names in ((1, ("ana", "bjorn", "dag")), (2, ("cecilie", "elin", "farid"))):
        for name in names:
            person = getattr(tonight.live.cast, name).public_id
            tonight.marit.ask("assign_to_breakout", person=person, group=number)
    tonight.marit.ask("open_breakouts")
    return said


def all_is_as_it_should_be(tonight: Five, guest: Guest, before: dict[str, Any]) -> None:
    """Connected, in the right group and phase, the hand still up, and no second knock."""
    expect(line(guest)).to_have_text("Connected.", timeout=15_000)
    number = 2 if guest.name == "Cecilie" else 1
    guest.turn_to("table")
    # The line may look whole for a moment longer than it is: then it is found broken, and made anew.
    expect(guest.card).to_contain_text(f"Table {number}, with ", timeout=15_000)
    expect(guest.card.locator("[data-slot=title]")).to_have_text(
        tonight.marit.card.locator("[data-slot=title]").text_content() or ""
    )
    assert guest.section("me")["place"] == f"group-{number}"
    assert kept(guest) == before
    expect(tonight.marit.seat(guest.name)).not_to_contain_text("away")
    assert (tonight.marit.section("waiting"), knocks(tonight, guest)) == ([], 1)


def written(tonight: Five, guest: Guest) -> list[str]:
    """What the log has of this person's messages."""
    return [entry.payload["text"] for entry in logged(tonight, guest, "message_sent")]


def knocks(tonight: Five, guest: Guest) -> int:
    return len(logged(tonight, guest, "member_knocked"))


def logged(tonight: Five, guest: Guest, kind: str) -> list[LogEntry]:
    tonight.live.refresh()
    query = select(LogEntry).filter_by(kind=kind, by=guest.person.public_id).order_by(LogEntry.seq)
    return list(tonight.live.session.scalars(query))


def link_for_another_device(guest: Guest) -> str:
    page = guest.context.new_page()
    page.goto(f"{guest.live.url}/me/devices")
    page.get_by_role("button", name="Show the code").click()
    link = page.locator(".link-to-write").text_content() or ""
    page.close()
    return link.strip()
