"""Where to press for sound and picture."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.evening.guest import Guest

PATIENCE_MS = 30_000
# Words that stand over the edge of their button.
SPILLED = """() => [...document.querySelectorAll(".media-controls__button")].filter((each) =>
  each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent.trim())"""


def bar(guest: Guest) -> Locator:
    return guest.page.locator("media-controls")


def dialog_of(guest: Guest) -> Locator:
    return guest.page.locator("dialog[open]")


def take_part(guest: Guest) -> None:
    """With one press, as it is offered."""
    bar(guest).get_by_role("button", name="Take part with").click()
    expect(bar(guest)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)


def choose_how(guest: Guest, way: str, *, side_by_side: bool = False) -> None:
    """By the button that says how much one takes in."""
    bar(guest).get_by_role("button", name="How much").click()
    dialog_of(guest).get_by_label(way).check()
    box = dialog_of(guest).get_by_label("Everybody side by side")
    if box.is_visible():
        box.set_checked(side_by_side)
    dialog_of(guest).get_by_role("button", name="Take part like this").click()


def see_as(guest: Guest, view: str) -> None:
    """How pictures are shown, by the button for more."""
    bar(guest).get_by_role("button", name="More").click()
    dialog_of(guest).get_by_label(view).check()
    close(dialog_of(guest))


def close(dialog: Locator) -> None:
    """Not by Escape: three of them leave the page."""
    dialog.evaluate("dialog => dialog.close()")


def key(guest: Guest, name: str) -> None:
    guest.page.keyboard.press(name)
