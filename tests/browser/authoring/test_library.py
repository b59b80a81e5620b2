"""The library in a real browser: files that arrive over a line that breaks, captions, everybody's reach."""

from __future__ import annotations

import os
import re
import socket
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect
from sqlalchemy import select

from modules.files import CONTENT
from modules.library.captions import Cue, read_cues
from modules.library.models import MediaFile
from tests.browser.authoring.cut_line import CutLine
from tests.browser.conftest import Live
from tests.serving import ROOT

SHIPPED = CONTENT / "hverdagsmestring"
FILM = SHIPPED / "m0-for-vi-motes/media/rommet.webm"
SOUND = SHIPPED / "m1-hva-tapper-og-fyller/media/pust.mp3"
MB = 1_000_000
DONE = re.compile("In the library")


def files(live: Live, title: str) -> list[MediaFile]:
    live.refresh()
    return list(live.session.scalars(select(MediaFile).filter_by(title=title).order_by(MediaFile.id)))


def large_film(folder: Path, name: str, megabytes: int) -> Path:
    """A film whose end is noise: nothing that a line could make smaller."""
    path = folder / name
    head = FILM.read_bytes()
    path.write_bytes(head + os.urandom(megabytes * MB - len(head)))
    return path


def peak_mb(pid: int) -> float:
    """The most memory the process has ever had, in MB."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", told)[1]) / 1000  # type: ignore[index]


def bring(page: Page, path: Path) -> None:
    page.locator("#bring").set_input_files(path)


def brought(live: Live, page: Page, path: Path) -> MediaFile:
    """The file, sent through the page of the library."""
    page.goto(f"{live.url}/library")
    bring(page, path)
    expect(page.locator("upload-row [data-part=far]")).to_have_text(
        re.compile("[Ii]n the library"), timeout=20_000
    )
    return files(live, path.stem)[-1]


def test_a_hundred_megabytes_arrive_over_a_line_that_breaks_three_times(
    live: Live, context: BrowserContext, tmp_path: Path
) -> None:
    film = large_film(tmp_path, "lang-film.webm", 100)
    page = live.sign_in(context, live.cast.ragnhild)
    before = peak_mb(live.server.pid)

    with CutLine(live.server.port, [23_456_789, 57_000_001, 91_234_567]).carrying() as line:
        page.goto(f"{line.url}/library")
        bring(page, film)
        expect(page.locator("upload-row")).to_have_attribute("data-state", "away", timeout=60_000)
        expect(page.locator("upload-row [data-part=far]")).to_have_text(DONE, timeout=180_000)

    (file,) = files(live, "lang-film")
    kept = (live.server.data / "library" / file.name).read_bytes()
    grown = peak_mb(live.server.pid) - before
    print(
        f"cuts {line.cuts}, sent {line.sent / MB:.1f} MB, arrived {len(kept)} bytes, memory +{grown:.0f} MB"
    )
    assert (line.cuts, len(kept)) == (3, 100 * MB)
    assert sha256(kept).hexdigest() == sha256(film.read_bytes()).hexdigest() == file.sha256
    assert line.sent < 112 * MB
    assert grown < 50
    assert list((live.server.data / "uploads").glob("*.part")) == []


def test_a_reload_in_the_middle_goes_on_where_it_was(
    live: Live, context: BrowserContext, tmp_path: Path
) -> None:
    film = large_film(tmp_path, "avbrutt.webm", 12)
    page = live.sign_in(context, live.cast.ragnhild)
    page.goto(f"{live.url}/library")
    row, far = page.locator("upload-row"), page.locator("upload-row [data-part=far]")
    page.route("**/library/uploads/*", lambda route: _slow(page, route))
    bring(page, film)
    expect(far).to_have_text(re.compile(r"^(1[6-9]|[2-9]\d) % of 12 MB sent"), timeout=20_000)
    row.get_by_role("button", name="Pause").click()
    expect(far).to_have_text(re.compile(r"^Paused at \d+ %$"))

    page.reload()
    expect(page.get_by_text("Choose the same file again, and it goes on from there.")).to_be_visible()
    page.unroute_all()
    offsets: list[str] = []
    page.on("request", lambda request: offsets.append(request.headers.get("upload-offset", "")))
    bring(page, film)

    expect(far).to_have_text(DONE, timeout=30_000)
    expect(page.get_by_text("Choose the same file again")).to_be_hidden()
    (file,) = files(live, "avbrutt")
    assert file.sha256 == sha256(film.read_bytes()).hexdigest()
    assert int(next(offset for offset in offsets if offset)) >= 2 * MB


def _slow(page: Page, route: Route) -> None:
    page.wait_for_timeout(150)
    with suppress(Error):  # the page has given up on it meanwhile
        route.continue_()


def test_what_is_thrown_away_is_gone_on_the_server(
    live: Live, context: BrowserContext, tmp_path: Path
) -> None:
    page = live.sign_in(context, live.cast.petter)
    page.goto(f"{live.url}/library")
    page.route("**/library/uploads/*", lambda route: _slow(page, route))
    bring(page, large_film(tmp_path, "angret.webm", 12))
    expect(page.locator("upload-row [data-part=far]")).to_have_text(re.compile("% of 12 MB sent"))

    page.locator("upload-row").get_by_role("button", name="Throw away").click()

    expect(page.locator("upload-row")).to_have_count(0)
    page.unroute_all()
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("[data-part=rows] > li")).to_have_count(0)


def test_nobody_waits_for_a_file_that_comes_slowly(live: Live, context: BrowserContext) -> None:
    """Half of a PATCH has arrived and the rest is on its way: others write to the same database meanwhile."""
    page = live.sign_in(context, live.cast.petter)
    page.goto(f"{live.url}/library")
    token = page.locator("file-upload").get_attribute("data-csrf") or ""
    begun = page.request.post(
        f"{live.url}/library/uploads",
        headers={
            "X-CSRFToken": token, "Tus-Resumable": "1.0.0", "Upload-Length": "2000",
            "Upload-Metadata": "filename c2Vpbi5tcDM=",
        },
    )  # fmt: skip
    address = begun.headers["location"]
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    lines = [
        f"PATCH {address} HTTP/1.1", "Host: localhost", f"Cookie: {cookies}", f"X-CSRFToken: {token}",
        "Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: application/offset+octet-stream",
        "Content-Length: 2000", "", "",
    ]  # fmt: skip
    with socket.create_connection(("localhost", live.server.port)) as slow:
        slow.sendall("\r\n".join(lines).encode() + bytes(1000))
        page.wait_for_timeout(300)

        began = time.monotonic()
        live.begin_writing()
        live.session.commit()
        page.reload()

        assert time.monotonic() - began < 4
        slow.sendall(bytes(1000))
        assert slow.recv(100).startswith(b"HTTP/1.1 204")


def test_a_liar_is_refused_in_words(live: Live, context: BrowserContext, tmp_path: Path) -> None:
    liar = tmp_path / "bilde.jpg"
    liar.write_bytes(b"<script>alert(1)</script>")
    page = live.sign_in(context, live.cast.ragnhild)
    page.goto(f"{live.url}/library")

    bring(page, liar)

    far = page.locator("upload-row [data-part=far]")
    expect(far).to_have_text("What is in this file is not what its name says. Save it anew, and try again.")


def test_a_server_that_was_killed_gets_the_rest(live: Live, context: BrowserContext, tmp_path: Path) -> None:
    film = large_film(tmp_path, "drept.webm", 20)
    page = live.sign_in(context, live.cast.ragnhild)
    page.goto(f"{live.url}/library")
    page.route("**/library/uploads/*", lambda route: _slow(page, route))
    bring(page, film)
    far = page.locator("upload-row [data-part=far]")
    expect(far).to_have_text(re.compile(r"^[2-9]\d % of 20 MB sent"), timeout=20_000)

    live.server.kill()
    expect(page.locator("upload-row")).to_have_attribute("data-state", "away")
    live.server.start()

    expect(far).to_have_text(DONE, timeout=40_000)
    (file,) = files(live, "drept")
    assert file.sha256 == sha256(film.read_bytes()).hexdigest()


def test_captions_are_written_beside_the_sound_by_keyboard(live: Live, context: BrowserContext) -> None:
    page = live.sign_in(context, live.cast.ragnhild)
    sound = brought(live, page, SOUND)
    page.goto(f"{live.url}/library/{sound.name}/captions/nb")
    player = page.locator("[data-part=player]")
    player.evaluate("player => new Promise(go => player.readyState ? go() : player.onloadedmetadata = go)")

    page.keyboard.press("Alt+n")
    page.keyboard.type("Pust inn. Pust ut.")
    player.evaluate("player => new Promise(go => { player.onseeked = go; player.currentTime = 1.5; })")
    page.keyboard.press("Alt+Enter")
    cues = page.locator("caption-cue")
    expect(cues).to_have_count(2)
    expect(cues.nth(1).get_by_label("What is said")).to_be_focused()
    cues.nth(1).get_by_label("To").fill("4,25")
    page.get_by_role("button", name="Save the captions").click()

    page.wait_for_url(re.compile("/library/captions-"))
    (file,) = files(live, "pust (Bokmål)")
    text = (live.server.data / "library" / file.name).read_text()
    assert read_cues(text) == [Cue(0, 1500, "Pust inn."), Cue(1500, 4250, "Pust ut.")]
    assert (file.language, file.recording_id) == ("nb", sound.id)


def test_cues_that_overlap_or_are_empty_are_told_in_words(live: Live, context: BrowserContext) -> None:
    page = live.sign_in(context, live.cast.ragnhild)
    sound = brought(live, page, SOUND)
    page.goto(f"{live.url}/library/{sound.name}/captions/nn")
    page.get_by_role("button", name="New cue where it plays").click()
    page.get_by_role("button", name="New cue where it plays").click()
    cues = page.locator("caption-cue")
    cues.nth(0).get_by_label("What is said").fill("Pust inn.")

    page.get_by_role("button", name="Save the captions").click()
    expect(cues.nth(1).locator("[data-part=trouble]")).to_have_text("Nothing is written here.")
    cues.nth(1).get_by_label("What is said").fill("Pust ut.")
    page.get_by_role("button", name="Save the captions").click()
    expect(cues.nth(1).locator("[data-part=trouble]")).to_have_text(
        "It begins before the one above has ended."
    )
    expect(cues.nth(1).get_by_label("What is said")).to_be_focused()

    page.reload()
    expect(page.get_by_text("What you wrote here and did not save is back.")).to_be_visible()
    expect(cues.nth(1).get_by_label("What is said")).to_have_value("Pust ut.")
    cues.nth(1).get_by_role("button", name="Remove").click()
    expect(cues).to_have_count(1)
    page.get_by_role("button", name="Throw away what was not saved").click()
    expect(cues).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_narrow_screen(
    live: Live, context: BrowserContext, scheme: str
) -> None:
    page = live.sign_in(context, live.cast.ragnhild)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sound = brought(live, page, SOUND)
    picture = brought(live, page, SHIPPED / "m0-for-vi-motes/media/rommet.webp")
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
    addresses = ["", f"/{sound.name}", f"/{picture.name}", f"/{sound.name}/captions/se"]
    page.set_viewport_size({"width": 320, "height": 640})

    found = {}
    for address in addresses:
        page.goto(f"{live.url}/library{address}")
        if address.endswith("/se"):
            page.get_by_role("button", name="New cue where it plays").click()
        page.evaluate(axe)
        wrong = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = [*wrong, *(["wide"] if wide else [])]

    assert found == {address: [] for address in addresses}
