"""One evening for all chapters: one server, five browsers, and those who fill the table."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live, living
from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five, five

FAILED = pytest.StashKey[str]()


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("evening")) as live:
        yield live


@pytest.fixture(scope="package")
def tonight(live: Live, chromium: Browser) -> Iterator[Five]:
    with five(live, chromium) as tonight:
        yield tonight


@pytest.fixture
def others(tonight: Five) -> dict[str, Companion]:
    """Dag, Elin and Farid fill the table: they act, and nobody looks at their screens."""
    return tonight.others


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a chapter that failed: those after it would only wait for what never comes."""
    report = yield
    if report.failed:
        item.config.stash[FAILED] = item.name
    return report


@pytest.fixture(autouse=True)
def _no_page_has_thrown_an_error(request: pytest.FixtureRequest, tonight: Five) -> Iterator[None]:
    if FAILED in request.config.stash:
        pytest.skip(f"the evening stopped: {request.config.stash[FAILED]}")
    yield
    assert {guest.name: guest.faults for guest in tonight.everybody if guest.faults} == {}
