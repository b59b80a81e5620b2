"""Modules in a real browser: nothing that is written gets lost, and every page is light."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.clock import now
from modules.models import Answer, Module
from tests.browser.conftest import Live
from tests.cast import Cast
from tests.serving import ROOT

SAVED, WAITING = "Saved at", "Kept on this device. It is sent when the line is back."


@pytest.fixture
def cast(live: Live) -> Cast:
    """The module-wide cast, with all modules open: the third session is over."""
    live.begin_writing()
    live.cast.evening.starts_at = now() - timedelta(hours=4)
    live.session.commit()
    return live.cast


@pytest.fixture
def other(context: BrowserContext) -> Iterator[BrowserContext]:
    """A second device."""
    assert context.browser is not None
    with context.browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}) as second:
        yield second


def address(live: Live, page: str) -> str:
    return f"{live.url}/courses/{live.cast.course.public_id}/modules/{page}"


def box(page: Page, block: str) -> Locator:
    return page.locator(f'saved-answer[data-block="{block}"] textarea')


def state(page: Page, block: str) -> Locator:
    return page.locator(f'saved-answer[data-block="{block}"] .save-state')


def answers(live: Live, person: Person, block: str) -> list[Answer]:
    live.refresh()
    return list(live.session.scalars(select(Answer).filter_by(person_id=person.id, block=block)))


def test_an_answer_saves_itself_as_one_writes(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.ana)
    page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))

    box(page, "tapper").press_sequentially("Støy og hast")

    expect(state(page, "tapper")).to_contain_text(SAVED)
    (answer,) = answers(live, cast.ana, "tapper")
    assert (answer.value, answer.shared_with) == ({"text": "Støy og hast"}, "nobody")


def test_what_is_written_without_a_line_survives_a_reload_and_is_saved_once(
    live: Live, cast: Cast, context: BrowserContext
) -> None:
    page = live.sign_in(context, cast.bjorn)
    here = address(live, "m1-hva-tapper-og-fyller/krukka")
    page.goto(here)
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)

    context.set_offline(True)
    box(page, "tapper").fill("Skrevet i tunnelen")
    expect(state(page, "tapper")).to_have_text(WAITING)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    assert answers(live, cast.bjorn, "tapper") == []
    sent.clear()
    # Chromium's page about a missing line loads again by itself: close it, so that only the next visit sends.
    page.close()
    page = context.new_page()
    context.set_offline(False)
    page.goto(here)

    expect(box(page, "tapper")).to_have_value("Skrevet i tunnelen")
    expect(state(page, "tapper")).to_contain_text(SAVED)
    page.reload()
    expect(box(page, "tapper")).to_have_value("Skrevet i tunnelen")
    (answer,) = answers(live, cast.bjorn, "tapper")
    assert (answer.value, answer.revision, len(sent)) == ({"text": "Skrevet i tunnelen"}, 1, 1)


def test_a_server_that_dies_and_comes_back_gets_the_latest_text(
    live: Live, cast: Cast, context: BrowserContext
) -> None:
    page = live.sign_in(context, cast.cecilie)
    page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))
    box(page, "tapper").fill("først")
    expect(state(page, "tapper")).to_contain_text(SAVED)

    live.server.kill()
    box(page, "tapper").fill("så")
    expect(state(page, "tapper")).to_have_text(WAITING)
    box(page, "tapper").fill("til slutt")
    live.server.start()

    expect(state(page, "tapper")).to_contain_text(SAVED, timeout=20_000)
    (answer,) = answers(live, cast.cecilie, "tapper")
    assert answer.value == {"text": "til slutt"}
    expect(page.locator(".answer__other").first).to_be_hidden()


def test_two_devices_that_wrote_apart_offer_a_choice(
    live: Live, cast: Cast, context: BrowserContext, other: BrowserContext
) -> None:
    tablet, phone = live.sign_in(context, cast.dag), live.sign_in(other, cast.dag)
    for page in (tablet, phone):
        page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))
    context.set_offline(True)
    box(tablet, "tapper").fill("på nettbrettet")
    expect(state(tablet, "tapper")).to_have_text(WAITING)
    box(phone, "tapper").fill("på telefonen")
    expect(state(phone, "tapper")).to_contain_text(SAVED)

    context.set_offline(False)

    choice = tablet.locator('saved-answer[data-block="tapper"] .answer__other')
    expect(choice).to_contain_text("på telefonen")
    assert answers(live, cast.dag, "tapper")[0].value == {"text": "på telefonen"}

    choice.get_by_role("button", name="Keep what is here").click()
    expect(state(tablet, "tapper")).to_contain_text(SAVED)
    assert answers(live, cast.dag, "tapper")[0].value == {"text": "på nettbrettet"}


def test_sharing_is_chosen_beside_the_answer(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.elin)
    page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))
    answer = page.locator('saved-answer[data-block="tapper"]')
    expect(answer.get_by_label("Only me")).to_be_checked()

    box(page, "tapper").fill("Musikk fyller på")
    answer.get_by_label("The group").check()

    expect(state(page, "tapper")).to_contain_text(SAVED)
    assert answers(live, cast.elin, "tapper")[0].shared_with == "group"
    page.goto(address(live, "shared"))
    expect(page.locator("main")).to_contain_text("Musikk fyller på")


def test_a_quiz_can_be_taken_with_the_keyboard(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.farid)
    page.goto(address(live, "m1-hva-tapper-og-fyller/spare"))
    quiz = page.locator('saved-answer[data-block="quiz-energi"]')
    feedback = quiz.locator(".quiz__feedback")

    quiz.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(feedback.nth(0)).to_be_visible()
    page.keyboard.press("ArrowDown")

    expect(feedback.nth(0)).to_be_hidden()
    expect(feedback.nth(1)).to_be_visible()
    expect(quiz.locator("quiz-block [role=status]")).to_contain_text("Du får gjort noe")
    expect(state(page, "quiz-energi")).to_contain_text(SAVED)
    page.reload()
    expect(quiz.get_by_role("radio").nth(1)).to_be_checked()


def test_the_energy_log_the_map_and_the_promise_are_kept(
    live: Live, cast: Cast, context: BrowserContext
) -> None:
    page = live.sign_in(context, cast.gerd)
    page.goto(address(live, "m1-hva-tapper-og-fyller/tre-dager"))
    day = page.locator(".energy-log__day").nth(1)
    day.get_by_label("What drained me").fill("Butikken")
    day.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(day.locator("output")).to_have_text("4")
    expect(state(page, "energi")).to_contain_text(SAVED)
    page.goto(address(live, "m0-for-vi-motes/blir-her"))
    page.get_by_label("I agree").check()
    expect(state(page, "taushet")).to_contain_text(SAVED)

    day_kept = answers(live, cast.gerd, "energi")[0].value["days"][1]
    assert day_kept == {"drains": "Butikken", "fills": "", "level": 4}
    promise = answers(live, cast.gerd, "taushet")[0]
    assert (promise.value["agreed"], promise.shared_with) == (True, "leaders")
    page.reload()
    expect(page.get_by_text("You agreed on")).to_be_visible()


def test_people_are_put_on_the_map(live: Live, cast: Cast, context: BrowserContext) -> None:
    live.begin_writing()
    live.cast.evening.number = 5  # the module opens after the fifth session
    live.session.commit()
    page = live.sign_in(context, cast.harald)
    page.goto(address(live, "m5-hvem-er-pa-laget"))
    page.goto(page.url.rsplit("/", 1)[0] + "/" + page_with_map(live))

    page.get_by_role("button", name="Add a person or a place").click()
    page.keyboard.type("Naboen")
    page.get_by_label("How near").select_option("middle")
    page.get_by_label("What it gives me").fill("En prat")

    expect(state(page, "kart")).to_contain_text(SAVED)
    expect(page.locator(".network-map__name")).to_have_text(["Naboen"])
    assert answers(live, cast.harald, "kart")[0].value == {
        "people": [{"name": "Naboen", "ring": "middle", "gives": "En prat"}]
    }
    page.reload()
    expect(page.get_by_label("Person or place")).to_have_value("Naboen")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".network-map__row")).to_have_count(0)
    expect(page.get_by_role("button", name="Add a person or a place")).to_be_focused()


def page_with_map(live: Live) -> str:
    module = live.session.scalars(select(Module).filter_by(slug="m5-hvem-er-pa-laget")).one()
    pages = module.versions[-1].content["nb"]["pages"]
    return next(
        str(page["id"]) for page in pages if any(block["kind"] == "network-map" for block in page["blocks"])
    )


def test_leaving_quickly_forgets_what_waited(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.inger)
    page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))
    context.set_offline(True)
    box(page, "tapper").fill("ikke for andre")
    expect(state(page, "tapper")).to_have_text(WAITING)
    kept = "Object.keys(localStorage).filter(key => key.startsWith('outbox:')).length"
    assert page.evaluate(kept) == 1
    context.set_offline(False)

    page.route("**/*.yr.no/**", lambda route: route.fulfill(body="Været"))
    page.locator("quick-exit a").click()
    page.wait_for_url("**/*.yr.no/**")
    page.goto(f"{live.url}/")

    assert page.evaluate(kept) == 0


def test_going_on_without_a_line_stays_and_says_so(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.jonas)
    page.goto(address(live, "m1-hva-tapper-og-fyller/krukka"))
    here = page.url

    context.set_offline(True)
    page.get_by_role("button", name="Next:").click()
    expect(page.get_by_text("The line is away just now.")).to_be_visible()
    assert page.url == here
    context.set_offline(False)
    page.get_by_role("button", name="Next:").click()

    page.wait_for_url("**/bolger")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_module_pages(
    live: Live, cast: Cast, context: BrowserContext, scheme: str
) -> None:
    page = live.sign_in(context, cast.lars)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
    found = {}
    names = ["", "shared", "m0-for-vi-motes/blir-her", "m0-for-vi-motes/utstyret", "m0-for-vi-motes/rommet"]
    names += [f"m1-hva-tapper-og-fyller/{name}" for name in ("krukka", "spare", "pause", "tre-dager")]
    for name in [*names, f"m5-hvem-er-pa-laget/{page_with_map(live)}"]:
        page.goto(address(live, name).rstrip("/"))
        page.evaluate(axe)
        found[name] = page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
        )

    assert {name: violations for name, violations in found.items() if violations} == {}


def test_the_largest_page_is_light(live: Live, cast: Cast, context: BrowserContext) -> None:
    page = live.sign_in(context, cast.kari)
    weights = {}
    for module in live.session.scalars(select(Module)):
        for found in module.versions[-1].content["nb"]["pages"]:
            here = address(live, f"{module.slug}/{found['id']}")
            weights[f"{module.slug}/{found['id']}"] = weight(context, page, here)

    heaviest = max(weights, key=lambda name: weights[name])
    assert weights[heaviest] < 250_000, (heaviest, weights[heaviest])


def weight(context: BrowserContext, page: Page, here: str) -> int:
    """Bytes over the line for a first visit: nothing from the cache, and media not counted."""
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    loaded: list[tuple[str, int]] = []
    client.on(
        "Network.responseReceived", lambda seen: kinds.update({seen["requestId"]: seen["response"]["url"]})
    )
    client.on(
        "Network.loadingFinished",
        lambda seen: loaded.append((kinds.get(seen["requestId"], ""), int(seen["encodedDataLength"]))),
    )
    page.goto(here, wait_until="load")
    client.detach()
    return sum(size for url, size in loaded if "/media/" not in url)
