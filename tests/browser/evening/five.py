"""The five at their own browsers: two leaders, a phone, a tablet, and a screen at dusk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import Companion, Company, company
from tests.browser.evening.guest import Guest
from tests.browser.evening.signing import room_id, ticket

DEVICES: dict[str, dict[str, Any]] = {
    "marit": {"viewport": {"width": 1280, "height": 900}},
    "olav": {"viewport": {"width": 1024, "height": 768}},
    "ana": {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
    "bjorn": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "cecilie": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@dataclass(slots=True)
class Five:
    """The evening's people by name; `company` are those whose screens nobody looks at."""

    live: Live
    company: Company
    marit: Guest
    olav: Guest
    ana: Guest
    bjorn: Guest
    cecilie: Guest
    others: dict[str, Companion] = field(default_factory=dict)

    @property
    def everybody(self) -> list[Guest]:
        return [*self.leaders, *self.participants]

    @property
    def leaders(self) -> list[Guest]:
        return [self.marit, self.olav]

    @property
    def participants(self) -> list[Guest]:
        return [self.ana, self.bjorn, self.cecilie]

    def invite(self, name: str) -> Companion:
        """Somebody without a browser, who knocks at the door of tonight's room."""
        person = getattr(self.live.cast, name)
        companion = self.company.invite(ticket(self.live, person, room_id(self.live, 3)))
        companion.knock()
        return companion

    def begin(self, title: str) -> None:
        """Marit goes on to the next phase, and everybody's now-card shows it."""
        button = self.marit.page.locator("run-sheet [data-do=next_phase]")
        expect(button).to_have_text(f"Next: {title}")
        button.click()
        for guest in self.everybody:
            guest.turn_to("table")
            expect(guest.card.locator("[data-slot=title]")).to_have_text(title)

    def name(self, person: str) -> str:
        """The name of a public id, as at Marit's table."""
        return str(self.marit.section("people")[person]["name"])

    def take_turn(self, name: str, answer: str) -> None:
        """Answer when it is that person's turn: by the button, or over the line without a browser."""
        guest = next((each for each in self.everybody if each.name == name), None)
        if guest:
            guest.card.get_by_role("button", name=answer, exact=True).click()
        else:
            self.others[name.lower()].do("finish_turn", person="")

    def picture(self, phase: str) -> None:
        for guest in self.everybody:
            guest.picture(phase)


@contextmanager
def five(live: Live, chromium: Browser) -> Iterator[Five]:
    """Everybody with a browser open and nothing done yet."""
    with ExitStack() as stack:
        gathered = stack.enter_context(company())
        guests = {
            name: Guest(
                live,
                getattr(live.cast, name),
                stack.enter_context(chromium.new_context(locale="en-GB", **device)),
            )
            for name, device in DEVICES.items()
        }
        yield Five(live, gathered, **guests)
