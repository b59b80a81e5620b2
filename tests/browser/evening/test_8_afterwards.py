"""Afterwards: the debrief that both sign, the log that wrote itself, and what is kept about Ana."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.evening.five import Five
from tests.browser.evening.signing import room_id
from tests.browser.evening.test_5_caring import HARSH
from tests.browser.evening.test_6_planning import PLAN

WELL, HARD = "Runden gikk rolig for seg.", "Tiden i små grupper ble knapp."


def test_both_leaders_write_and_sign_the_debrief(tonight: Five) -> None:
    marit, olav = tonight.leaders
    for guest in (marit, olav):
        guest.turn_to("table")
        guest.page.get_by_role("link", name="Write the debrief together").click()
        expect(guest.page.get_by_role("heading", level=1)).to_have_text("The debrief of session 3")
    marit.page.locator("[name=went_well]").fill(WELL)
    marit.page.get_by_role("button", name="Save and sign").click()
    expect(marit.page.locator("main")).to_contain_text("Waiting for the signature of:")

    # Olav wrote at the same time, in another field: both keep their words.
    olav.page.locator("[name=hard]").fill(HARD)
    olav.page.get_by_role("button", name="Save", exact=True).click()
    expect(olav.page.locator("[name=hard]")).to_have_value(HARD)
    expect(olav.page.locator("[name=went_well]")).to_have_value(WELL)
    expect(olav.page.get_by_role("status").first).to_contain_text("Marit had signed the earlier text")

    # Marit has not seen it, and writes in the same field: she is shown his words beside her own.
    marit.page.locator("[name=hard]").fill("Pausen kom sent.")
    marit.page.get_by_role("button", name="Save", exact=True).click()
    expect(marit.page.get_by_role("alert")).to_contain_text(
        "Olav has changed the same field at the same time."
    )
    expect(marit.page.locator("[name=hard]")).to_have_value("Pausen kom sent.")
    expect(marit.page.locator("main")).to_contain_text("so your signature is withdrawn")
    marit.picture("38-debrief-both-wrote")
    marit.page.locator("[name=hard]").fill(HARD)
    marit.page.get_by_role("button", name="Save", exact=True).click()
    expect(marit.page.get_by_role("alert")).to_have_count(0)
    olav.page.get_by_role("button", name="Save and sign").click()
    expect(olav.page.locator("main")).to_contain_text("Olav (experienced user) signed")

    marit.page.reload()
    expect(marit.page.locator("[name=hard]")).to_have_value(HARD)
    marit.page.get_by_role("button", name="Save and sign").click()
    expect(marit.page.get_by_role("status").filter(has_text="Signed. Both")).to_be_visible()
    olav.page.reload()
    for guest in (marit, olav):
        expect(guest.page.get_by_role("status").filter(has_text="Signed. Both")).to_contain_text(
            "Both have read this text and stand behind it."
        )
        expect(guest.page.locator("main")).to_contain_text(WELL)
        expect(guest.page.locator("main")).to_contain_text("Marit (professional) signed")
        expect(guest.page.locator("main")).to_contain_text("Olav (experienced user) signed")
        guest.picture("39-debrief-signed")


def test_the_log_has_written_itself(tonight: Five) -> None:
    room = room_id(tonight.live, 3)
    for guest in tonight.leaders:
        answer = guest.page.goto(f"{tonight.live.url}/rooms/{room}/log")
        assert answer is not None
        assert answer.status == 200
        log = guest.page.locator("main")
        for title in ("Velkommen og ramme", "Innsjekk, én runde", "Smågrupper", "Utsjekk", "Øktsjekk"):
            expect(log.get_by_text(title).first).to_be_visible()
        for told in ("Cecilie", "Sårer andre", "Trengte en pause fra gruppa", "Hvor finner jeg øvelsene?"):
            expect(log).to_contain_text(told)
        expect(log).not_to_contain_text("Takk for at du kom")
        guest.page.screenshot(path=guest.picture_path("40-log"), full_page=True)
    for guest in tonight.participants:
        answer = guest.page.request.get(f"{tonight.live.url}/rooms/{room}/log")
        assert answer.status == 403


def test_ana_sees_and_takes_with_her_what_is_kept(tonight: Five, tmp_path: Path) -> None:
    ana = tonight.ana
    ana.page.goto(f"{tonight.live.url}/me/rooms")
    ana.page.get_by_role("link", name=re.compile("Session 3")).click()
    expect(ana.page.locator("main")).to_contain_text("Words and names are deleted on")
    for topic in ana.page.locator("main details").all():
        topic.locator("summary").click()
    for own in ("Hei fra Ana", "Bare for bord 1", PLAN["what"]):
        expect(ana.page.locator("main")).to_contain_text(own)
    expect(ana.page.locator("main")).not_to_contain_text(HARSH)
    ana.page.screenshot(path=ana.picture_path("41-kept-about-me"), full_page=True)

    with ana.page.expect_download() as download:
        ana.page.get_by_role("link", name="Take it with you").click()
    download.value.save_as(tmp_path / "mine.json")
    taken = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert "Hei fra Ana" in json.dumps(taken, ensure_ascii=False)
    assert "Det ble mye på en gang" not in json.dumps(taken, ensure_ascii=False)
