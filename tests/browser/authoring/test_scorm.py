"""A SCORM package in the reference player: it resumes, its quizzes work, and it tells only what it must."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from elearn.app import create_app
from modules.blocks import Text
from modules.exchange import scorm
from modules.exchange.issue import Issue
from modules.files import CONTENT, read_module
from modules.parsing import read_pages
from modules.problems import Problems
from tests.serving import ROOT

PLAYER = ROOT / "node_modules/scorm-again/dist/scorm12.js"
EVERY_KIND = ROOT / "tests/modules/every_kind.md"
M1 = CONTENT / "hverdagsmestring/m1-hva-tapper-og-fyller"
# A learning platform: what a package calls, what it was told before, and the package in a frame.
PLATFORM = """<!doctype html><title>Platform</title>
<script src="player.js"></script>
<script>
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  window.told = [];
  window.API.on("LMSSetValue", (name, value) => window.told.push([name, value]));
  const before = new URLSearchParams(location.search).get("before");
  if (before) window.API.loadFromJSON(JSON.parse(before), "cmi");
</script>
<iframe title="Package" src="package/index.html" width="1000" height="800"></iframe>
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a platform with module m1 in bokmål on it."""
    folder = tmp_path_factory.mktemp("platform")
    (folder / "player.js").write_bytes(PLAYER.read_bytes())
    (folder / "platform.html").write_text(PLATFORM)
    files = read_module(M1)
    unpack(folder / "package", files.texts["nb"], {path.name: path for path in M1.glob("media/*")})
    pages = read_pages(EVERY_KIND.read_text(encoding="utf-8"), Problems(EVERY_KIND))
    unpack(folder / "kinds", Text("Alle slag", "", pages), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/platform.html"
        server.shutdown()
        thread.join()


def unpack(folder: Path, text: Text, media: dict[str, Path]) -> None:
    """Put the package of the text into the folder."""
    issue = Issue("hverdagsmestring", "m1", "v1", {"nb": text}, media)
    with create_app(DATA=folder.parent / "data", TESTING=True, LANGUAGE="en").test_request_context():
        content = scorm.package(issue, "nb")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def value(page: Page, name: str) -> str:
    """What the platform knows now."""
    return str(page.evaluate("name => window.API.cmi.core[name]", name))


def told(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate("window.told")
    return found


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    expect(inside(page).locator("[data-page]:visible")).to_have_count(1)
    return page


def test_reading_through_completes_it(context: BrowserContext, platform: str) -> None:
    page = opened(context, platform)
    assert (value(page, "lesson_status"), value(page, "lesson_location")) == ("incomplete", "krukka")

    for title in ["Gode dager og dårlige dager", "Fire måter å spare på", "Søvn og hvile", "En kort pause"]:
        inside(page).get_by_role("link", name=title).click()
        expect(inside(page).get_by_role("heading", level=1, name=title)).to_be_focused()
    assert value(page, "lesson_status") == "incomplete"
    inside(page).get_by_role("link", name="Tre dager med logg").click()
    inside(page).locator("[data-finish]").click()

    expect(inside(page).locator("[data-finished]")).not_to_be_empty()
    assert (value(page, "lesson_status"), value(page, "lesson_location")) == ("completed", "tre-dager")


def test_it_opens_where_one_left_off(context: BrowserContext, platform: str) -> None:
    before = json.dumps(
        {"core": {"lesson_location": "sovn", "lesson_status": "incomplete", "entry": "resume"}}
    )

    page = opened(context, f"{platform}?before={before}")

    expect(inside(page).get_by_role("heading", level=1, name="Søvn og hvile")).to_be_visible()


def test_what_is_completed_stays_so(context: BrowserContext, platform: str) -> None:
    before = json.dumps({"core": {"lesson_location": "sovn", "lesson_status": "completed"}})

    page = opened(context, f"{platform}?before={before}")

    assert value(page, "lesson_status") == "completed"


def test_leaving_tells_how_long_it_took_and_ends_it(context: BrowserContext, platform: str) -> None:
    page = opened(context, platform)

    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("window.API.isTerminated()")

    said = dict(told(page))
    assert re.fullmatch(r"0000:00:\d\d\.\d\d", said["cmi.core.session_time"])
    assert said["cmi.core.exit"] == "suspend"


def test_a_quiz_says_what_belongs_to_the_answer(context: BrowserContext, platform: str) -> None:
    page = opened(context, platform)
    page.evaluate("document.querySelector('iframe').contentWindow.location.hash = '#spare'")

    inside(page).get_by_label("Å rydde i tjue minutter").check()

    expect(inside(page).get_by_text("Ja. Du får gjort noe").first).to_be_visible()
    expect(inside(page).locator(".choice__feedback:visible")).to_have_count(1)


@pytest.fixture
def kinds(context: BrowserContext, platform: str) -> Page:
    """A package with every kind of block, open in a browser."""
    page = context.new_page()
    page.goto(platform.replace("platform.html", "kinds/index.html"))
    return page


def quiz(page: Page, kind: str) -> Locator:
    return page.locator(f"[data-way={kind}]")


def checked(found: Locator) -> Locator:
    """Ask to see what fits; the line that says it."""
    found.locator("[data-check]").click()
    return found.locator("[data-result]")


def said(found: Locator, name: str) -> str:
    """The words the package has for such an answer."""
    return (found.locator("[data-result]").get_attribute(f"data-{name}") or "").replace("{count}", "3")


def test_several_answers_may_be_right(kinds: Page) -> None:
    found = quiz(kinds, "quiz-many")
    expect(checked(found)).to_have_text(said(found, "first"))

    found.get_by_label("Ro").check()
    expect(checked(found)).to_have_text(said(found, "more"))
    expect(found.locator("[data-after]")).to_be_visible()
    found.get_by_label("Musikk").check()
    expect(found.locator("[data-result]")).to_be_empty()
    expect(checked(found)).to_have_text(said(found, "fits"))
    expect(found.locator(".choice__feedback:visible")).to_have_count(2)


def test_each_statement_is_answered_by_itself(kinds: Page) -> None:
    found = quiz(kinds, "quiz-true-false")

    found.locator("input[value=true]").first.check()

    expect(found.locator(".choice__feedback:visible")).to_have_count(1)
    expect(found.get_by_text("Mange merker det.").first).to_be_visible()


def test_things_are_put_in_order_by_their_numbers(kinds: Page) -> None:
    found = quiz(kinds, "quiz-order")
    for thing, number in [("Ønsket", "1"), ("Planen", "3"), ("Det første steget", "2")]:
        found.get_by_label(thing).select_option(number)
    expect(checked(found)).to_have_text(said(found, "other").replace("{fits}", "1"))
    expect(found.locator("[data-mark]:visible")).to_have_count(1)

    found.get_by_label("Planen").select_option("2")
    found.get_by_label("Det første steget").select_option("3")

    expect(checked(found)).to_have_text(said(found, "fits"))


def test_pairs_are_found(kinds: Page) -> None:
    found = quiz(kinds, "quiz-match")
    for left, right in [("Kort hvile", "Fyller på"), ("Støy", "Tapper"), ("Musikk", "Fyller på")]:
        found.get_by_label(left).select_option(label=right)

    expect(checked(found)).to_have_text(said(found, "fits"))


@pytest.mark.parametrize(
    ("kind", "written", "name", "feedback"),
    [
        ("quiz-text", "  KRUKKE!", "fits", "Ja, krukka."),
        ("quiz-text", "batteri", "other", "Det brukes også."),
        ("quiz-number", "22,5", "fits", "Ja, omtrent så lenge."),
        ("quiz-number", "60", "less", "Da kan natta bli urolig."),
        ("quiz-number", "3", "more", ""),
        ("quiz-number", "mange", "other", ""),
    ],
)
def test_a_line_is_read_forgivingly(kinds: Page, kind: str, written: str, name: str, feedback: str) -> None:
    found = quiz(kinds, kind)
    found.get_by_role("textbox").fill(written)

    expect(checked(found)).to_have_text(said(found, name))
    expect(found.locator(".choice__feedback:visible")).to_have_count(1 if feedback else 0)
    if feedback:
        expect(found.get_by_text(feedback)).to_be_visible()


def test_axe_finds_nothing_in_any_kind(kinds: Page) -> None:
    kinds.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    for page in ("forste", "andre"):
        kinds.evaluate("page => { location.hash = page }", page)
        expect(kinds.locator(f"#{page}")).to_be_visible()

        found = kinds.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")

        assert found == []


def test_nothing_that_is_written_leaves_the_page(context: BrowserContext, platform: str) -> None:
    page = opened(context, platform)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))

    inside(page).locator("textarea").first.fill("Naboen min spiller høyt")
    inside(page).get_by_role("link", name="Gode dager").click()
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("window.API.isTerminated()")

    assert "Naboen" not in json.dumps([told(page), asked, page.evaluate("() => ({...localStorage})")])


def test_without_a_platform_it_can_be_read_all_the_same(context: BrowserContext, platform: str) -> None:
    page = context.new_page()
    page.goto(platform.replace("platform.html", "package/index.html"))

    page.get_by_role("link", name="Gode dager").click()

    expect(page.get_by_role("heading", level=1, name="Gode dager og dårlige dager")).to_be_focused()
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
