"""Browsers that have a microphone and a camera, on a server that lets them reach each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Live, living
from tests.browser.media.speech import write_speech


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("media"), MEDIA="mesh", MEDIA_DIRECT="1") as live:
        yield live


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One process for all: each has a camera with a test picture, and a microphone that is spoken into."""
    speech = write_speech(tmp_path_factory.mktemp("speech") / "speech.wav")
    arguments = [
        *ARGUMENTS,
        # The browsers are all on this machine, and it may have no other network than its own.
        "--allow-loopback-in-peer-connection",
        # Pictures that move little: these cores draw and read those of everybody.
        "--use-fake-device-for-media-stream=fps=5",
        f"--use-file-for-fake-audio-capture={speech}",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()
