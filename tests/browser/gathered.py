"""Four people at one table, each at a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest


@dataclass(slots=True)
class Table:
    """Marit and Olav lead; Ana and Bjørn take part."""

    marit: Guest
    olav: Guest
    ana: Guest
    bjorn: Guest


@contextmanager
def gathered(live: Live, chromium: Browser) -> Iterator[Table]:
    """The table of a session that has begun."""
    with ExitStack() as leaving:
        guests = []
        for name in ("marit", "olav", "ana", "bjorn"):
            context = leaving.enter_context(
                chromium.new_context(locale="en-GB", viewport={"width": 1366, "height": 850})
            )
            guest = Guest(live, getattr(live.cast, name), context)
            guest.sign_in()
            guest.open_room()
            guests.append(guest)
        table = Table(*guests)
        for guest in (table.ana, table.bjorn):
            guest.page.get_by_role("button", name="This is fine with me").click()
        expect(table.marit.needs).to_have_count(2)
        table.marit.press("admit_all")
        table.marit.press("start_session", "now-card")
        expect(table.ana.card).to_contain_text("Velkommen og ramme")
        yield table
