"""Authors at the editor, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import select

from elearn.accounts.models import Person
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.models import ModuleDraft
from modules.models import Module
from tests.browser.conftest import Live

SAVED = "Everything is saved"


@dataclass(slots=True)
class Author:
    """Somebody with a module open for writing."""

    live: Live
    context: BrowserContext
    page: Page
    slug: str

    def open(self, page: str = "", language: str = "") -> None:
        """Open the editor at one of the module's pages."""
        query = f"?language={language}" if language else ""
        place = f"#page-{page}" if page else ""
        self.page.goto("about:blank")
        self.page.goto(f"{self.live.url}/modules/hverdagsmestring/{self.slug}/draft{query}{place}")
        expect(self.state).to_have_text(SAVED)

    @property
    def state(self) -> Locator:
        return self.page.locator("draft-bar [data-part=state]")

    @property
    def said(self) -> Locator:
        """What a screen reader is told."""
        return self.page.locator("module-editor > header [data-part=said]")

    @property
    def blocks(self) -> Locator:
        return self.page.locator("draft-block")

    def block(self, key: str) -> Locator:
        return self.page.locator(f"#block-{key}")

    def box(self, key: str, label: str = "") -> Locator:
        """A field of the block: the first, or the one with that label."""
        block = self.block(key)
        return block.get_by_label(label, exact=True) if label else block.locator("input, textarea").first

    def saves(self) -> None:
        """Wait until everything is with the server."""
        expect(self.state).to_have_text(SAVED, timeout=15_000)

    def draft(self) -> Draft:
        """The draft as the server has it."""
        self.live.refresh()
        found = select(ModuleDraft).join(Module).where(Module.slug == self.slug)
        row = self.live.session.scalars(found).one()
        return stored.from_json(row.content)

    def text(self, key: str, language: str = "nb") -> str:
        return self.draft().text(key, language)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go_to(self, name: str, most: int = 60, key: str = "Tab") -> None:
        """Press Tab until what is called that has the focus."""
        for _ in range(most):
            if self.focused() == name:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f'"{name}" is not reached; the focus is at "{self.focused()}"')

    def focused(self) -> str:
        """What has the focus, as a screen reader would name it."""
        name: str = self.page.evaluate(
            """() => { const here = document.activeElement, label = here.labels?.[0] ?? here;
                return here.getAttribute("aria-label") ?? label.textContent.trim().replace(/\\s+/g, " "); }"""
        )
        return name


Writes = Callable[[Person, str], Author]


@pytest.fixture
def writes(live: Live, chromium: Browser) -> Iterator[Writes]:
    """Signs somebody in, in a new browser, and gives them a module to write."""
    contexts: list[BrowserContext] = []

    def writes(person: Person, slug: str) -> Author:
        context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        contexts.append(context)
        return Author(live, context, live.sign_in(context, person), slug)

    yield writes
    for context in contexts:
        context.close()
