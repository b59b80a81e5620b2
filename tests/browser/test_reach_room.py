"""Every state of the room within everybody's reach, for a participant and for a leader.

The tests follow one evening from before it begins to its end: run the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import Companion, Company, company
from tests.browser.evening.crowd import crowded
from tests.browser.evening.guest import Guest
from tests.browser.evening.looking import looked_at
from tests.browser.evening.signing import room_id, ticket

SCREEN = {"width": 1280, "height": 900}
MORE = ("bjorn", "cecilie", "dag", "elin", "farid", "gerd", "harald", "inger", "jonas")


@dataclass(slots=True)
class Watched:
    """Ana takes part and Marit leads; Olav and the others are there without a browser."""

    live: Live
    company: Company
    ana: Guest
    marit: Guest
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, state: str, *guests: Guest) -> None:
        for guest in guests or (self.ana, self.marit):
            barriers = looked_at(guest.page)
            if barriers:
                self.found[f"{state}, {guest.name}"] = barriers

    def invite(self, name: str) -> Companion:
        person = getattr(self.live.cast, name)
        return self.company.invite(ticket(self.live, person, room_id(self.live, 3)))


@pytest.fixture(scope="module")
def watched(live: Live, chromium: Browser) -> Iterator[Watched]:
    with ExitStack() as stack:
        gathered = stack.enter_context(company())
        ana, marit = (
            Guest(
                live,
                getattr(live.cast, name),
                stack.enter_context(
                    chromium.new_context(locale="en-GB", viewport=SCREEN, reduced_motion="reduce")
                ),
            )
            for name in ("ana", "marit")
        )
        for guest in (ana, marit):
            guest.sign_in()
        yield Watched(live, gathered, ana, marit)


@pytest.fixture(autouse=True)
def _no_barriers(watched: Watched) -> Iterator[None]:
    watched.found.clear()
    yield
    assert watched.found == {}


def test_before_it_begins(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    ana.open_room()
    watched.look("ground rules", ana)
    ana.page.get_by_role("button", name="This is fine with me").click()
    expect(ana.page.locator("room-door [data-slot=queue]")).to_have_text("1")
    watched.look("waiting room", ana)

    marit.open_room()
    expect(marit.needs).to_have_count(1)
    watched.look("alone", marit)
    marit.press("start_session", "now-card")
    expect(marit.page.get_by_role("dialog", name="The other leader is not here")).to_be_visible()
    watched.look("leader missing", marit)
    marit.page.keyboard.press("Escape")
    marit.ask("admit_all")
    expect(ana.card).to_be_visible()
    watched.invite("olav")
    expect(ana.page.locator("round-table [data-key]")).to_have_count(3)
    watched.look("three people")


def test_each_phase(watched: Watched) -> None:
    for name in MORE:
        watched.invite(name).knock()
    watched.marit.ask("admit_all")
    expect(watched.ana.page.locator("round-table [data-key]")).to_have_count(12)
    watched.marit.ask("start_session", reason="")
    expect(watched.ana.card.locator("[data-slot=title]")).to_have_text("Velkommen og ramme")
    phases = watched.marit.section("sheet")["phases"]

    for index, phase in list(enumerate(phases))[1:]:
        watched.marit.ask("begin_phase", index=index)
        expect(watched.ana.card.locator("[data-slot=title]")).to_have_text(phase["title"]["nb"])
        watched.look(f"phase {phase['kind']}, 12 people")


def test_ones_turn_and_the_word(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    marit.ask("open_round", kind="free", prompt="Hva tar du med deg?", seconds_each=60)
    while marit.section("round")["current"] != ana.person.public_id:
        marit.ask("finish_turn", person=marit.section("round")["current"])
    expect(ana.card).to_contain_text("It is your turn.")
    watched.look("my turn")
    marit.ask("close_round")
    ana.ask("raise_hand")
    expect(marit.needs.filter(has_text="Ana has a hand up")).to_have_count(1)
    watched.look("hand up")
    marit.ask("give_word", person=ana.person.public_id)
    expect(ana.card).to_contain_text("You have the word.")
    watched.look("the word")
    ana.ask("end_word")


def test_the_tools(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    marit.ask("send_message", text="Hei 💚", reply_to=None)
    ana.ask("send_message", text="https://eksempel.example/" + "langt" * 40, reply_to=None)
    ana.ask("ask_question", text="Hva nå?", anonymous=True)
    poll = marit.ask("open_poll", question="Pause nå?", options=["Ja", "Nei"])["seq"]
    marit.ask("show_link", title="Helsenorge", url="https://www.helsenorge.no/")
    ana.ask("take_pen")
    ana.page.locator("shared-note summary").click()
    ana.open_questions()
    expect(ana.question("Hva nå?")).to_be_visible()
    watched.look("poll, link, pen and question")
    ana.ask("put_down_pen")
    ana.ask("vote", poll=poll, option=1)
    marit.ask("close_poll", poll=poll)
    expect(ana.page.locator("poll-board")).to_contain_text("Closed.")
    watched.look("poll closed")


def test_menus_and_dialogs(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    ana.open_help()
    watched.look("break or help", ana)
    for command, name in (("I am not well", "unwell-dialog"), ("Something was not right", "report-dialog")):
        if not ana.page.get_by_role("button", name=command).is_visible():
            ana.open_help()
        ana.page.get_by_role("button", name=command).click()
        look_into(watched, ana, ana.page.locator(f"#{name}"))
    for guest in (ana, marit):
        look_into(watched, guest, guest.person_menu("Olav"))
        look_into(watched, guest, guest.person_menu("Bjørn"))
        look_into(watched, guest, guest.message_menu("Hei 💚"))
        guest.page.locator("h1").click()
        guest.page.keyboard.press("?")
        look_into(watched, guest, guest.page.locator("#key-help"))
    for name in ("Ask all a question", "Go round the table", "Put something here", "Smågrupper"):
        marit.press_named(name)
        look_into(watched, marit, marit.page.locator("dialog[open]"))


def look_into(watched: Watched, guest: Guest, dialog: Locator) -> None:
    expect(dialog).to_be_visible()
    watched.look(dialog.get_attribute("id") or dialog.get_attribute("aria-labelledby") or "dialog", guest)
    # Not by Escape: three of them leave the page.
    dialog.evaluate("dialog => dialog.close()")


def test_small_groups_and_a_room_for_two(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    marit.ask("prepare_breakouts", method="choice", size=4, minutes=15)
    expect(ana.page.locator("breakout-tables [data-group]")).to_have_count(3)
    watched.look("choosing a table")
    marit.ask("prepare_breakouts", method="random", size=4, minutes=15)
    marit.ask("open_breakouts")
    expect(ana.card).to_contain_text("Table ")
    ana.ask("call_leader")
    expect(marit.needs.filter(has_text="calls a leader")).to_have_count(1)
    marit.ask("broadcast_to_breakouts", text="Fem minutter igjen")
    watched.look("small groups")
    marit.ask("visit_breakout", place=ana.section("me")["place"])
    expect(marit.card).to_contain_text("Table ")
    watched.look("visiting", marit)
    marit.ask("close_breakouts", seconds=0)

    ana.ask("signal_unwell", words="Svimmel")
    expect(marit.needs.filter(has_text="Ana is not well")).to_have_count(1)
    watched.look("not well")
    marit.ask("open_side_room", person=ana.person.public_id)
    expect(ana.card).to_contain_text("You two are alone here.")
    watched.look("room for two")
    ana.ask("close_side_room", place=ana.section("me")["place"])
    marit.ask("attend_signal", person=ana.person.public_id, outcome="")


def test_moderation(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    me = ana.person.public_id
    marit.ask("mute_member", person=me)
    expect(ana.page.locator("round-bar")).to_contain_text("A leader has paused your writing")
    watched.look("muted")
    marit.ask("unmute_member", person=me)
    marit.ask("close_chat")
    watched.look("chat rests", ana)
    marit.ask("open_chat")
    number = ana.ask("send_message", text="Sakte", reply_to=None)["seq"]
    marit.ask("set_slow_mode", seconds=60)
    expect(ana.page.locator("message-composer")).to_contain_text("We write slowly just now.")
    watched.look("slow mode", ana)
    marit.ask("set_slow_mode", seconds=0)
    ana.ask("report_said", words="Noe ble sagt", about="")
    marit.ask("hide_message", message=number, reason="For eksempelets skyld")
    expect(ana.page.locator("message-list")).to_contain_text("A leader has hidden this message.")
    watched.look("hidden and reported")
    ana.ask("take_break")
    expect(ana.card).to_contain_text("You are on a break.")
    watched.look("break", ana)
    ana.ask("end_break")
    marit.ask("lock_room")
    watched.invite("kari").knock()
    expect(marit.needs.filter(has_text="Kari waits at the door")).to_have_count(1)
    watched.look("locked", marit)
    marit.ask("remove_member", person=me, reason="For eksempelets skyld")
    expect(ana.page.locator("room-door")).to_contain_text("You have been asked to leave")
    watched.look("removed")
    marit.ask("let_back_in", person=me)
    marit.ask("unlock_room")
    expect(ana.card).to_be_visible()


def test_without_a_line(watched: Watched) -> None:
    ana = watched.ana
    ana.context.set_offline(True)
    ana.write("I tunnelen")
    expect(ana.page.locator("connection-state")).to_contain_text("No network.")
    expect(ana.page.locator("connection-state")).to_contain_text("On its way: 1.")
    watched.look("offline", ana)
    ana.context.set_offline(False)
    expect(ana.page.locator("connection-state")).to_have_text("Connected.", timeout=15_000)

    watched.live.server.kill()
    expect(ana.page.locator("connection-state")).to_contain_text("Trying again. Nothing is lost.")
    watched.look("reconnecting")
    watched.live.server.start()
    for guest in (ana, watched.marit):
        expect(guest.page.locator("connection-state")).to_have_text("Connected.", timeout=20_000)


def test_when_it_is_over(watched: Watched) -> None:
    ana, marit = watched.ana, watched.marit
    marit.ask("end_session")
    expect(ana.page.get_by_role("heading", name="The session is over")).to_be_visible()
    watched.look("ended")
    ana.open_help()
    ana.page.get_by_role("button", name="Leave quietly").click()
    expect(ana.page.get_by_role("heading", name="You have left quietly")).to_be_visible()
    watched.look("left", ana)


def test_twenty_five_people(watched: Watched, chromium: Browser) -> None:
    with crowded(watched.live, chromium, watched.company, people=25) as crowd:
        for name, page in (("participant", crowd.participant), ("leader", crowd.leader)):
            watched.found[f"25 people, {name}"] = looked_at(page)
    watched.found = {state: barriers for state, barriers in watched.found.items() if barriers}
