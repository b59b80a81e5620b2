"""Trying the line where voice and picture go by the relay alone: a relay that is away is told of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Live, living
from tests.browser.evening.signing import sign_in
from tests.services.coturn import CoturnServer
from tests.services.ports import free_port

PATIENCE_MS = 90_000


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, coturn: CoturnServer) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("relay"), MEDIA="mesh", MEDIA_DIRECT="", **coturn.config) as live:
        yield live


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """An installation whose relay answers nobody."""
    away = {"TURN_URLS": f"turn:127.0.0.1:{free_port()}?transport=tcp", "TURN_SECRET": "secret"}
    with living(tmp_path_factory.mktemp("cut-off"), MEDIA="mesh", MEDIA_DIRECT="", **away) as live:
        yield live


def tried(live: Live, context: BrowserContext) -> Page:
    """Ana's page, where the line is being tried."""
    sign_in(live, context, live.cast.ana)
    page = context.new_page()
    page.goto(f"{live.url}/equipment")
    page.get_by_role("button", name="Begin", exact=True).click()
    for _ in range(3):
        page.get_by_role("button", name="Skip this", exact=True).click()
    page.get_by_role("button", name="Try the line", exact=True).click()
    return page


def test_a_line_on_which_the_relay_is_reached_is_enough(live: Live, context: BrowserContext) -> None:
    page = tried(live, context)

    figures = page.locator("line-try [data-part=figures]")
    expect(figures).to_contain_text("kbit/s to you", timeout=PATIENCE_MS)
    expect(page.locator("line-try [data-if=blocked]")).to_be_hidden()


def test_a_line_on_which_it_is_not_is_enough_for_writing(cut_off: Live, context: BrowserContext) -> None:
    page = tried(cut_off, context)

    advice = page.get_by_text("The network you are on does not let sound and picture through.")
    expect(advice).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("line-try")).to_contain_text("Your line is enough for writing just now.")
