"""A running server with the whole cast, and real browsers on it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy.orm import Session, sessionmaker

from elearn.accounts import service
from elearn.accounts.models import Person
from elearn.app import create_app
from elearn.clock import now
from elearn.extensions import Model, db
from modules.loading import load_modules
from tests.cast import Cast, gather

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
# The second line: pages on localhost may use camera and microphone that are not there.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
]


@dataclass(slots=True)
class Live:
    """A server on a port of its own, with the cast and the shipped modules in its database.

    `session` reads what the server has written, without keeping it from writing. To change something, call
    `begin_writing`, change it, and commit.
    """

    url: str
    data: Path
    cast: Cast
    session: Session
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def sign_in(self, context: BrowserContext, person: Person) -> Page:
        """Open the person's personal link in the browser and press its button; returns the next page."""
        self.begin_writing()
        token = service.issue_link(self.session, person, now(), timedelta(days=1))
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

    def start(self) -> None:
        """Start the server, also again after `kill`; returns when it answers."""
        log = (self.data / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "wsgi.py"], cwd=ROOT, env=self.environment, stderr=log, stdout=log
        )
        log.close()
        self._wait()

    def kill(self) -> None:
        """Stop the server as a lost power supply would."""
        self.process.kill()
        self.process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError((self.data / "server.log").read_text())


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One server for the tests of a module. They share its data: let each use its own people."""
    data, port = tmp_path_factory.mktemp("live"), _free_port()
    app = create_app(DATA=data, TESTING=True)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        # A reading session takes no lock that the server would have to wait for.
        make = sessionmaker(db.engine.execution_options(writes=False), expire_on_commit=False)
        with make() as session:
            cast = gather(session)
            load_modules(session, now())
            session.commit()
            server: Any = subprocess.Popen(["true"])
            server.wait()
            live = Live(f"http://127.0.0.1:{port}", data, cast, session, _environment(data, port), server)
            live.start()
            yield live
            live.kill()
        db.engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process; each person gets a context of their own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser in English, as wide as a laptop."""
    with chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}) as context:
        yield context


def _environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ELEARN_")}
    return {
        **kept,
        "PORT": str(port),
        "ELEARN_DATA": str(data),
        "ELEARN_LOG_LEVEL": "WARNING",
        "ELEARN_URL": f"http://127.0.0.1:{port}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
