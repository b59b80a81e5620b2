"""What each rung of the ladder asks of a line, and what voice and picture cost the server.

    .venv/bin/python -m tests.bench.media                # both carriers, every rung: about ten minutes
    .venv/bin/python -m tests.bench.media --carriers mesh --people 3,6 --seconds 20

Real browsers with the devices that Chromium makes up: a beep and a moving picture. Kilobits a second are what
the browsers count, with everybody's microphone on, and from the rung `one` on everybody's camera; a median of
the people, after it has settled. The server's share is that of one core, beside it Janus'. Without
cores for all those browsers pictures come out smaller than they would: how many frames came is told.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from elearn.app import create_app
from elearn.extensions import Model, db
from rooms.simulation.client import Ticket
from rooms.simulation.crowd import gather
from tests.bench.processes import ROOT, Process
from tests.bench.table import aligned
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.services.janus import JanusServer, private_janus
from tests.serving import Server

RESULT = ROOT / "artefacts" / "bench-media.json"
RUNGS = ("text", "sound", "one", "all")
SIZES = {"mesh": (3, 6), "janus": (3, 8)}
LEADERS = 2
SETTLES_S = 8.0

ASK = "name => document.querySelector('room-app').line.do(name)"
IS_SEATED = "() => document.querySelector('room-app').view.isSeated"
ENTER = """async ({engine, rung}) => {
  const { Media } = await import(engine);
  const app = document.querySelector("room-app");
  app.media = new Media(app.line, app.view, { locale: document.documentElement.lang });
  return app.media.enter({ rung, voice: true, picture: rung !== "sound" });
}"""
FIGURES = "() => document.querySelector('room-app').media.stats()"


@dataclass(frozen=True, slots=True)
class Row:
    """What one group on one rung came to: medians, the most that one of them sent, shares of a core."""

    carrier: str
    people: int
    rung: str
    sent_kbps: float
    sent_most_kbps: float
    received_kbps: float
    frames_a_second: float
    server_share: float
    server_mb: float
    janus_share: float | None


def main() -> None:
    options = _options()
    rows: list[Row] = []
    with sync_playwright() as playwright:
        for carrier in options.carriers:
            for people in options.people or SIZES[carrier]:
                for rung in options.rungs:
                    print(f"{carrier}, {people} people, {rung} …", flush=True)
                    with _browser(playwright) as browser:
                        rows.append(_measured(browser, carrier, people, rung, options.seconds))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    names = [*Row.__dataclass_fields__]
    print("\n".join(aligned([names, *([_cell(getattr(row, name)) for name in names] for row in rows)])))


def _measured(browser: Browser, carrier: str, people: int, rung: str, seconds: float) -> Row:
    with ExitStack() as stack:
        data = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="media-", ignore_cleanup_errors=True))
        )
        janus = stack.enter_context(private_janus()) if carrier == "janus" else None
        server = Server(data, **_settings(carrier, janus))
        tickets = _crowd(server, people)
        server.start()
        stack.callback(server.stop)
        pages = [stack.enter_context(_come(browser, server, ticket)) for ticket in tickets]
        _sit_down(pages)
        if rung != "text":
            engine = f"{server.url}/static/js/lib/media/media-engine.js"
            for page in pages:
                if not page.evaluate(ENTER, {"engine": engine, "rung": rung}):
                    raise RuntimeError(f"{carrier}: somebody could not come in")
        time.sleep(SETTLES_S)
        return _looked_at(carrier, people, rung, pages, server, janus, seconds)


def _looked_at(
    carrier: str,
    people: int,
    rung: str,
    pages: list[Page],
    server: Server,
    janus: JanusServer | None,
    seconds: float,
) -> Row:
    ours, theirs = Process(server.pid), Process(janus.pid) if janus else None
    before = [page.evaluate(FIGURES) for page in pages] if rung != "text" else []
    began, cpu, cpu_beside = time.monotonic(), ours.cpu_s(), theirs.cpu_s() if theirs else 0.0
    time.sleep(seconds)
    took = time.monotonic() - began
    used, used_beside = ours.cpu_s() - cpu, theirs.cpu_s() - cpu_beside if theirs else 0.0
    after = [page.evaluate(FIGURES) for page in pages] if rung != "text" else []
    frames = [_frames(late) - _frames(early) for early, late in zip(before, after, strict=True)]
    return Row(
        carrier,
        people,
        rung,
        _middle([each["sent_kbps"] for each in after]),
        max([each["sent_kbps"] for each in after], default=0.0),
        _middle([each["received_kbps"] for each in after]),
        _middle(frames) / took,
        used / took,
        ours.rss_kb() / 1024,
        used_beside / took if theirs else None,
    )


def _settings(carrier: str, janus: JanusServer | None) -> dict[str, str]:
    return {"MEDIA": carrier, "MEDIA_DIRECT": "true"} | (janus.config if janus else {})


def _crowd(server: Server, people: int) -> list[Ticket]:
    app = create_app(DATA=server.data, URL=server.url)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        (room,) = gather(app, db.session, server.url, rooms=1, people=people)
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    return room.tickets


@contextmanager
def _browser(playwright: Any) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, "--allow-loopback-in-peer-connection"]
    )
    yield browser
    browser.close()


@contextmanager
def _come(browser: Browser, server: Server, ticket: Ticket) -> Iterator[Page]:
    """Somebody's browser, on the room's page."""
    context = browser.new_context(permissions=["microphone", "camera"])
    name, _, value = ticket.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/rooms/{ticket.room}")
    page.wait_for_selector("connection-state[data-state=connected]", state="attached")
    yield page
    context.close()


def _sit_down(pages: list[Page]) -> None:
    """The first two lead, let the others in, and begin."""
    for page in pages[LEADERS:]:
        page.evaluate(ASK, "accept_ground_rules")
        page.evaluate(ASK, "enter")
    for command in ("admit_all", "start_session"):
        pages[0].evaluate(ASK, command)
    for page in pages:
        page.wait_for_function(IS_SEATED)


def _frames(figures: dict[str, Any]) -> float:
    return sum(each["frames_decoded"] for each in figures["people"].values())


def _middle(values: list[float]) -> float:
    return median(values) if values else 0.0


def _cell(value: Any) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--carriers", type=lambda text: text.split(","), default=list(SIZES))
    parser.add_argument("--people", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--rungs", type=lambda text: text.split(","), default=RUNGS)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each look, default 20")
    return parser.parse_args()


if __name__ == "__main__":
    main()
