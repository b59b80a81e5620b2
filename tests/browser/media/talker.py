"""Somebody with a microphone and a camera: what they turn on, and what comes to them from others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import BrowserContext

from elearn.accounts.models import Person
from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest

# All browsers of a test share two cores with the server.
PATIENCE_S = 90.0

READY = """() => {
  const app = document.querySelector("room-app");
  window.heard = [];
  const listen = () => {
    for (const type of ["trouble", "stepped"]) {
      app.media.addEventListener(type, (event) => window.heard.push([type, event.detail]));
    }
  };
  if (app.media) listen();
  else app.addEventListener("media:ready", listen, { once: true });
}"""
ENTER = """(rung) => {
  localStorage.setItem("media:rung", rung);
  document.querySelector("room-app").dispatchEvent(new CustomEvent("media:do", { detail: "enter" }));
}"""
STATE = """() => {
  const { media } = document.querySelector("room-app");
  if (!media) return { state: "off", people: {} };
  const { state, rung, chosen, carrier, speaker, shown, mine } = media;
  const people = {};
  for (const [person, each] of media.people) {
    const streams = Object.entries(each.streams).filter(([, stream]) => stream).map(([what]) => what);
    people[person] = { ...each, streams };
  }
  mine.preview = Boolean(mine.preview);
  return { state, rung, chosen, carrier, speaker, shown, people, mine };
}"""


def until(condition: Callable[[], Any], what: str, within_s: float = PATIENCE_S) -> Any:
    """Wait until it holds; returns what it was then."""
    end = time.monotonic() + within_s
    while not (found := condition()):
        assert time.monotonic() < end, f"not within {within_s:.0f} s: {what}"
        time.sleep(0.1)
    return found


# Which devices are open in the page, and how often one was asked for: counted beside what the page does.
WATCH = """() => {
  const open = window.openTracks = new Set();
  window.timesAsked = 0;
  const media = navigator.mediaDevices;
  const ask = media?.getUserMedia.bind(media);
  if (ask) media.getUserMedia = async (wish) => {
    window.timesAsked += 1;
    const stream = await ask(wish);
    for (const track of stream.getTracks()) open.add(track);
    return stream;
  };
}"""


class Talker(Guest):
    """`ana.enter()`, then `ana.hears(bjorn)` and `ana.sees(bjorn)`, by what was really decoded."""

    def __init__(self, live: Live, person: Person, context: BrowserContext) -> None:
        super().__init__(live, person, context)
        self.page.add_init_script(f"({WATCH})()")

    @property
    def id(self) -> str:
        return self.person.public_id

    def open_room(self, number: int = 3) -> None:
        super().open_room(number)
        self.ready()

    def ready(self) -> None:
        """Hear what the page is told of sound and picture from now on."""
        self.page.evaluate(READY)

    def tell(self, method: str, *arguments: Any) -> Any:
        """Ask this person's own page, as its buttons do."""
        return self.page.evaluate(
            "([method, given]) => document.querySelector('room-app').media[method](...given)",
            [method, list(arguments)],
        )

    def enter(self, rung: str = "all", voice: bool = True, picture: bool = True) -> None:
        """By the button, which takes what this device remembers; then microphone and camera."""
        self.ask_to_enter(rung)
        self.is_on()
        assert not voice or self.tell("setVoice", True)
        assert not picture or self.tell("setPicture", True)

    def ask_to_enter(self, rung: str) -> None:
        self.page.evaluate(ENTER, rung)

    def insist(self) -> None:
        """Where the machine has been too slow for pictures, one asks for them again, as anybody does."""
        now = self.now
        if now["state"] == "on" and now["rung"] != now["chosen"]:
            self.tell("climb", now["chosen"])
            if any(step["rung"] == "sound" for kind, step in self.heard if kind == "stepped"):
                self.tell("setPicture", True)

    def on_again(self, picture: bool = True) -> None:
        """Back at the table everything is off; microphone and camera are turned on again."""
        until(lambda: self.section("me")["place"] == "main", f"{self.name} is back at the table")
        assert self.tell("setVoice", True)
        assert not picture or self.tell("setPicture", True)

    def is_on(self) -> None:
        until(lambda: self.now["state"] == "on", f"{self.name} takes part")

    @property
    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STATE)
        return found

    @property
    def heard(self) -> list[Any]:
        """The troubles and steps that this page was told of."""
        return list(self.page.evaluate("() => window.heard"))

    def devices(self) -> list[str]:
        """The kinds of those that are open."""
        live = (
            "() => [...openTracks].filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)"
        )
        kinds: list[str] = self.page.evaluate(live)
        return sorted(kinds)

    def devices_opened(self) -> int:
        """How often the browser was asked for one since the page was loaded."""
        return int(self.page.evaluate("() => window.timesAsked"))

    # What comes

    def company(self) -> set[str]:
        return set(self.now["people"])

    def meets(self, *others: Talker) -> None:
        """Exactly these take part where this person is."""
        expected = {other.id for other in others}
        until(lambda: self.company() == expected, f"{self.name} meets {[other.name for other in others]}")

    def decoded(self, other: Talker) -> tuple[int, float]:
        """Frames and energy of sound that have come from the other since their connection began."""
        people = self.tell("stats")["people"]
        found = people.get(other.id, {"frames_decoded": 0, "audio_energy": 0.0})
        return found["frames_decoded"], found["audio_energy"]

    def hears(self, *others: Talker) -> None:
        """Sound goes on coming from each of them, and is let through."""
        for other in others:
            until(partial(self._lets_through, other, "voice"), f"{self.name} lets {other.name} be heard")
            enough = self.decoded(other)[1] + 1e-4
            until(partial(self._has_heard, other, enough), f"{self.name} hears {other.name}")

    def sees(self, *others: Talker) -> None:
        """Frames go on coming from each of them, and their picture is there to be shown."""
        for other in others:
            until(partial(self._has_picture, other), f"{self.name} has the picture of {other.name}")
            enough = self.decoded(other)[0] + 3
            until(partial(self._has_seen, other, enough), f"{self.name} sees {other.name}")

    def hears_nothing_of(self, other: Talker, for_s: float = 1.5) -> None:
        """No sound comes any more."""

        def is_silent() -> bool:
            _, before = self.decoded(other)
            time.sleep(for_s)
            return self.decoded(other)[1] - before < 1e-5

        until(is_silent, f"{self.name} hears nothing of {other.name}")

    def sources(self) -> set[str]:
        """Everybody with whom there is a connection that sound has come over."""
        people = self.tell("stats")["people"]
        return {person for person, heard in people.items() if heard["audio_energy"] > 0}

    def pictures_from(self) -> set[str]:
        return {person for person, each in self.now["people"].items() if "picture" in each["streams"]}

    def streams(self, other: Talker) -> list[str]:
        """What comes from the other, to be heard or shown."""
        return list(self.now["people"].get(other.id, {}).get("streams", []))

    def _lets_through(self, other: Talker, what: str) -> bool:
        return bool(self.now["people"].get(other.id, {}).get(what))

    def _has_heard(self, other: Talker, energy: float) -> bool:
        return self.decoded(other)[1] > energy

    def _has_seen(self, other: Talker, frames: int) -> bool:
        return self.decoded(other)[0] > frames

    def _has_picture(self, other: Talker) -> bool:
        self.insist()
        other.insist()
        return "picture" in self.streams(other)
