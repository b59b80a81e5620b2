"""A person at a browser of their own: what they do in the room, and what they see."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from elearn.accounts.models import Person
from tests.browser.conftest import Live
from tests.browser.evening.signing import sign_in
from tests.serving import ROOT

PICTURES = ROOT / "artefacts" / "evening"
SPOTS = {"table": "The table", "talk": "Chat", "lead": "Leading"}
ASK = "([name, fields]) => document.querySelector('room-app').line.do(name, fields)"
OVER_THE_EDGE = """() => {
  const room = document.querySelector("room-app");
  if (!room || room.scrollWidth <= room.clientWidth) return [];
  const edge = room.getBoundingClientRect().right;
  return [...room.querySelectorAll("*")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > edge + 1)
    .map((each) => `${each.localName}.${each.className}`);
}"""


class Guest:
    """`ana.press("raise_hand")` presses what she sees; `ana.sees(...)` looks at her own screen."""

    def __init__(self, live: Live, person: Person, context: BrowserContext, page: Page | None = None) -> None:
        self.live, self.person, self.context = live, person, context
        self.name = person.given_name
        self.page = page or context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    # Coming

    def sign_in(self) -> None:
        sign_in(self.live, self.context, self.person)

    def open_room(self, number: int = 3) -> None:
        """By the address behind the button of the course page."""
        session = next(each for each in self.live.cast.course.sessions if each.number == number)
        self.page.goto(f"{self.live.url}/sessions/{session.public_id}/room")
        line = self.page.locator("connection-state")
        # Where websockets are blocked the other way is tried after five seconds.
        expect(line).to_have_attribute("data-state", "connected", timeout=15_000)

    # Doing

    def turn_to(self, spot: str) -> None:
        """On a small screen one part of the room is seen at a time."""
        button = self.page.get_by_role("navigation", name="Parts of the room").get_by_role("button")
        part = button.filter(has_text=SPOTS[spot])
        if part.is_visible():
            part.click()

    def press(self, command: str, inside: str = "room-app") -> None:
        """Press the button in sight that asks for this command."""
        self.page.locator(inside).locator(f'[data-do="{command}"]:visible').first.click()

    def press_named(self, name: str) -> None:
        self.page.get_by_role("button", name=name).locator("visible=true").first.click()

    def write(self, text: str) -> None:
        self.open_chat()
        self.page.locator("message-composer textarea").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def ask_question(self, text: str, anonymous: bool = False) -> None:
        self.open_questions()
        self.page.get_by_label("Ask a question").fill(text)
        self.page.get_by_label("Ask without my name").set_checked(anonymous)
        self.page.get_by_role("button", name="Ask", exact=True).click()

    def open_chat(self) -> None:
        self._open_tab("Chat")

    def open_questions(self) -> None:
        self._open_tab("Questions")

    def _open_tab(self, name: str) -> None:
        """Where there is room the two stand side by side, without tabs."""
        self.turn_to("talk")
        tab = self.page.get_by_role("tab", name=name)
        if tab.is_visible():
            tab.click()

    def open_help(self) -> None:
        self.page.locator("room-help summary").click()

    def person_menu(self, name: str) -> Locator:
        """The menu of somebody at the table."""
        self.turn_to("table")
        self.seat(name).get_by_role("button").click()
        return self.page.locator("person-menu dialog[open]")

    def message_menu(self, text: str) -> Locator:
        self.open_chat()
        self.message(text).get_by_role("button", name="React, reply, or more").click()
        return self.page.locator("message-menu dialog[open]")

    def answer_dialog(self, dialog: str, answer: str, /, **fields: str) -> None:
        """Fill in the fields of the open dialog by their names, and press its main button."""
        box = self.page.locator(f"#{dialog}[open]")
        for name, value in fields.items():
            box.locator(f'[name="{name}"]:not([type=radio])').fill(value)
        box.get_by_role("button", name=answer, exact=True).click()
        expect(box).to_have_count(0)

    def ask(self, command: str, **fields: Any) -> Any:
        """Ask over this person's own line, where the pressing itself is not what is tested."""
        return self.page.evaluate(ASK, [command, fields])

    # Seeing

    def seat(self, name: str) -> Locator:
        return self.page.locator("round-table [data-key]").filter(
            has=self.page.locator("[data-slot=name]", has_text=re.compile(f"^{name}$"))
        )

    def seats(self) -> list[str]:
        return self.page.locator("round-table [data-slot=name]").all_text_contents()

    @property
    def card(self) -> Locator:
        return self.page.locator("now-card")

    @property
    def needs(self) -> Locator:
        return self.page.locator("needs-list [data-key]")

    def message(self, text: str) -> Locator:
        return self.page.locator("message-list [data-key]").filter(has_text=text)

    def question(self, text: str) -> Locator:
        return self.page.locator("question-queue [data-key]").filter(has_text=text)

    def messages(self) -> list[str]:
        """The texts of the chat, from the top."""
        texts = self.page.locator("message-list [data-key] > .room-message__body > [data-slot=text]")
        return texts.all_text_contents()

    def section(self, name: str) -> Any:
        """What this person's browser has been sent of a section, whether shown or not."""
        found = self.page.evaluate(
            "name => JSON.stringify(document.querySelector('room-app').view.get(name) ?? null)", name
        )
        return json.loads(found)

    def picture(self, phase: str) -> None:
        """Keep what this person sees now; nothing may stand over the room's edge, where it hides the rest."""
        assert self.page.evaluate(OVER_THE_EDGE) == [], phase
        self.page.screenshot(path=self.picture_path(phase), scale="css", animations="disabled")

    def picture_path(self, phase: str) -> Path:
        PICTURES.mkdir(parents=True, exist_ok=True)
        return PICTURES / f"{phase}-{self.name.lower().replace('ø', 'o')}.png"
