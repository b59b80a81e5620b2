"""People at the table with sound and picture, each in a browser window of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.media.talker import Talker

LEADERS = ("marit", "olav")


class Circle(dict[str, Talker]):
    """By their names; `circle.ana` is one of them."""

    def __getattr__(self, name: str) -> Talker:
        return self[name]


@contextmanager
def circle(live: Live, chromium: Browser, *names: str) -> Iterator[Circle]:
    """These people in a session under way; Marit leads it. Nobody takes part with sound yet."""
    with ExitStack() as leaving:
        people = Circle()
        for name in names:
            context = leaving.enter_context(
                chromium.new_context(locale="en-GB", viewport={"width": 1000, "height": 700})
            )
            people[name] = Talker(live, getattr(live.cast, name), context)
            people[name].sign_in()
            people[name].open_room()
        seat(people)
        yield people


def seat(people: Circle) -> None:
    """Let everybody in who waits at the door."""
    for name, talker in people.items():
        if name not in LEADERS:
            talker.ask("accept_ground_rules")
            talker.page.evaluate("() => document.querySelector('room-app').line.join()")
    waiting = len([name for name in people if name not in LEADERS])
    expect(people["marit"].needs).to_have_count(waiting)
    people["marit"].ask("admit_all")
    people["marit"].ask("start_session", reason="" if "olav" in people else "Olav comes later.")
    for talker in people.values():
        expect(talker.card).to_contain_text("Velkommen og ramme")
