"""A running server with the whole cast, and real browsers on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from sqlalchemy.orm import Session, sessionmaker

from elearn.accounts import personal_links
from elearn.accounts.models import Person
from elearn.app import create_app
from elearn.clock import now
from elearn.extensions import Model, db
from tests.cast import Cast, gather
from tests.serving import Server, served
from tests.shelf import fill_shelf

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    # Pages may use a camera and a microphone, which are not there.
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
]


@dataclass(slots=True)
class Live:
    """A server on a port of its own, with the cast and the shipped modules in its database.

    `session` reads what the server has written, without keeping it from writing. To change something, call
    `begin_writing`, change it, and commit.
    """

    server: Server
    cast: Cast
    session: Session

    @property
    def url(self) -> str:
        return self.server.url

    def sign_in(self, context: BrowserContext, person: Person) -> Page:
        """Open the person's personal link in the browser and press its button; returns the next page."""
        self.begin_writing()
        token = personal_links.issue_link(self.session, person, now(), timedelta(days=1))
        self.session.commit()
        page = context.new_page()
        page.goto(f"{self.url}/l/{token}")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda address: "/l/" not in address)
        return page

    def refresh(self) -> None:
        """See what the server has written since."""
        self.session.rollback()

    def begin_writing(self) -> None:
        """Take the turn to write; `session.commit()` gives it back."""
        self.session.rollback()
        self.session.connection(execution_options={"writes": True})


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One server for the tests of a module. They share its data: let each use its own people."""
    with living(tmp_path_factory.mktemp("live")) as live:
        yield live


@contextmanager
def living(data: Path, **settings: str) -> Iterator[Live]:
    """A server with the cast on an empty folder."""
    app = create_app(DATA=data, TESTING=True)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        # A reading session takes no lock that the server would have to wait for.
        make = sessionmaker(db.engine.execution_options(writes=False), expire_on_commit=False)
        with make() as session, served(data, LOG_LEVEL="WARNING", **settings) as server:
            cast = gather(session)
            fill_shelf(session)
            session.commit()
            yield Live(server, cast, session)
        db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser process; each person gets a context of their own in it."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser in English, as wide as a laptop."""
    with chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}) as context:
        yield context
