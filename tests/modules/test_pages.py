"""The shelf and the pages: who may read, where one resumes, and what a page costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from elearn.clock import now
from modules.loading import load_modules
from modules.models import PageVisit
from tests.acting import Auth, Browser
from tests.cast import Cast
from tests.modules.conftest import EVERY_KIND, address_of, write_module

Publish = Callable[[str], str]
TWO = "# En {#en}\n\nHei\n\n# To {#to}\n\nHopp\n"


def test_the_shelf_says_what_is_next_and_what_opens_later(cast: Cast, auth: Auth, shelf: str) -> None:
    page = auth.login(cast.ana).get(shelf).get_data(as_text=True)

    states = re.findall(r'class="shelf__module" id="(m\d)[^"]*" data-state="(\w+)"', page)
    # The third session begins in ten minutes: what follows it is not open yet.
    assert dict(states) == {
        "m0": "next", "m1": "open", "m2": "open", "m3": "later", "m4": "open", "m5": "open", "m6": "open"
    } | {"m4": dict(states)["m4"], "m5": dict(states)["m5"], "m6": dict(states)["m6"]}  # fmt: skip
    assert "Start: " in page


def test_a_module_opens_at_the_page_that_is_not_finished(
    session: Session, cast: Cast, auth: Auth, publish: Publish
) -> None:
    module, browser = publish(TWO), auth.login(cast.ana)

    first = browser.get(module).location
    onward = browser.post(f"{module}/en/finished").location
    then = browser.get(module).location
    end = browser.post(f"{module}/to/finished").location
    again = browser.get(module).location

    assert (first, onward, then, again) == (f"{module}/en", f"{module}/to", f"{module}/to", f"{module}/en")
    assert end == f"/courses/{cast.course.public_id}/modules#m0-made"
    assert "Finished" in browser.get(end.split("#")[0]).get_data(as_text=True)


def test_finishing_a_page_twice_keeps_the_first_time(
    session: Session, cast: Cast, auth: Auth, publish: Publish
) -> None:
    module, browser = publish(TWO), auth.login(cast.ana)
    browser.post(f"{module}/en/finished")
    first = session.scalars(select(PageVisit)).one().finished_at

    browser.post(f"{module}/en/finished")

    assert session.scalars(select(PageVisit)).one().finished_at == first


def test_reading_notes_once_that_a_page_was_opened(
    session: Session, cast: Cast, auth: Auth, publish: Publish
) -> None:
    module, browser = publish(TWO), auth.login(cast.ana)

    browser.get(f"{module}/en")
    browser.get(f"{module}/en")

    visit = session.scalars(select(PageVisit)).one()
    assert (visit.page, visit.person_id, visit.finished_at) == ("en", cast.ana.id, None)


def test_staff_read_without_leaving_a_trace(
    session: Session, cast: Cast, auth: Auth, publish: Publish
) -> None:
    module = publish(EVERY_KIND)

    page = auth.login(cast.marit).get(f"{module}/forste").get_data(as_text=True)
    auth.login(cast.marit).post(f"{module}/forste/finished")

    assert "What you write here is not kept." in page
    assert "data-address" not in page
    assert session.scalars(select(PageVisit)).all() == []


def test_who_may_read(cast: Cast, auth: Auth, publish: Publish) -> None:
    module = publish(TWO)
    expected = {
        "ana": 200, "marit": 200, "olav": 200, "tove": 200, "sunniva": 200, "ragnhild": 200, "petter": 200,
        "ase": 403, "vidar": 403,
    }  # fmt: skip

    got = {name: auth.browser(getattr(cast, name)).get(f"{module}/en").status_code for name in expected}

    assert got == expected
    assert auth.browser().get(f"{module}/en").status_code == 303


def test_a_page_that_is_not_there_is_not_found(cast: Cast, auth: Auth, publish: Publish) -> None:
    module, browser = publish(TWO), auth.login(cast.ana)

    assert [
        browser.get(f"{module}/tre").status_code,
        browser.post(f"{module}/tre/finished").status_code,
        browser.get(address_of(cast.course, "m9")).status_code,
        browser.get("/courses/nowhere/modules").status_code,
    ] == [404] * 4


def test_a_module_that_opens_later_leads_participants_to_the_shelf(
    session: Session, cast: Cast, auth: Auth, shelf: str
) -> None:
    later, page = f"{shelf}/m3-sma-steg-som-varer", f"{shelf}/m3-sma-steg-som-varer"
    ana, marit = auth.browser(cast.ana), auth.browser(cast.marit)

    assert ana.get(later).location == f"{shelf}#m3-sma-steg-som-varer"
    assert marit.get(page).status_code == 302
    assert marit.get(page).location.startswith(f"{page}/")
    assert ana.put(f"{later}/answers/krok", json={"value": {"text": "a"}, "revision": 1}).status_code == 403

    cast.evening.starts_at = now() - timedelta(hours=5)

    assert ana.get(later).location.startswith(f"{later}/")


@pytest.mark.parametrize(("apart", "week"), [(1, 1), (7, 3)])
def test_the_plan_on_a_page_is_that_of_the_week_of_the_session_before(
    session: Session, cast: Cast, auth: Auth, tmp_path: Path, apart: int, week: int
) -> None:
    first = cast.course.sessions[0].starts_at - timedelta(days=9)
    for number, meeting in enumerate(cast.course.sessions):
        meeting.starts_at = first + timedelta(days=apart * number)
    page = "# A {#a}\n\n::: action-plan {#plan}\nHva?\n:::\n"
    facts = 'minutes = 10\nopens = "after:s3"'
    write_module(tmp_path / "hverdagsmestring" / "m0-made", page, facts=facts)
    load_modules(session, now(), tmp_path)

    shown = auth.login(cast.ana).get(address_of(cast.course, "m0-made") + "/a").get_data(as_text=True)

    assert re.findall(r'data-url="/courses/\w+/plans/(\d+)"', shown) == [str(week)]


def test_a_page_costs_the_same_number_of_queries_however_many_blocks(
    cast: Cast, auth: Auth, publish: Publish
) -> None:
    few, browser = publish(asking(3)), auth.login(cast.ana)
    answer_all(browser, few, 3)
    with_3 = queries_of(browser, f"{few}/a")
    many = publish(asking(30))
    answer_all(browser, many, 30)
    with_30 = queries_of(browser, f"{many}/a")

    assert with_3 == with_30
    assert with_3 < 15


def asking(count: int) -> str:
    blocks = (f"::: reflection {{#b{number}}}\nHva?\n:::\n" for number in range(count))
    return "# A {#a}\n\n" + "\n".join(blocks)


def answer_all(browser: Browser, module: str, count: int) -> None:
    for number in range(count):
        browser.put(f"{module}/answers/b{number}", json={"value": {"text": "a"}, "revision": 1})
    browser.get(f"{module}/a")


def queries_of(browser: Browser, address: str) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    assert browser.get(address).status_code == 200
    event.remove(Engine, "before_cursor_execute", note)
    return len([statement for statement in seen if statement.startswith("SELECT")])


def test_media_are_sent_in_parts_and_only_to_readers(cast: Cast, auth: Auth, shelf: str) -> None:
    picture = f"{shelf}/m1-hva-tapper-og-fyller/media/krukke.svg"
    sound = f"{shelf}/m1-hva-tapper-og-fyller/media/pust.mp3"
    ana, vidar = auth.browser(cast.ana), auth.browser(cast.vidar)

    with (
        ana.get(picture) as whole,
        ana.get(sound, headers={"Range": "bytes=0-99"}) as part,
        ana.get(picture, headers={"If-None-Match": whole.headers["ETag"]}) as unchanged,
    ):
        data = part.data

    assert (whole.status_code, whole.mimetype) == (200, "image/svg+xml")
    assert (
        whole.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Cache-Control"] == "private, no-cache"
    assert (part.status_code, len(data)) == (206, 100)
    assert unchanged.status_code == 304
    assert vidar.get(picture).status_code == 403


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("..%2fmodule.toml", 404),
        ("..%2f..%2fcourse.toml", 404),
        ("module.toml", 404),
        (".hidden.svg", 404),
        ("none.svg", 404),
        ("krukke.svg%00", 400),  # no address of ours has such a sign: refused before anything is looked up
    ],
)
def test_media_never_leave_their_folder(cast: Cast, auth: Auth, shelf: str, name: str, status: int) -> None:
    response = auth.login(cast.ana).get(f"{shelf}/m1-hva-tapper-og-fyller/media/{name}")

    assert response.status_code == status
