"""The newer kinds of block on a telephone, by keyboard alone: answered, kept, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import select

from elearn.clock import now
from elearn.courses.models import Programme
from modules.loading import load_modules
from modules.models import Answer
from tests.browser.conftest import Live
from tests.cast import Cast
from tests.modules.conftest import EVERY_KIND, write_module
from tests.serving import ROOT

SLUG = "m0-made"


@pytest.fixture(scope="module")
def cast(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """The cast, whose course has one more module: the one with every kind of block."""
    live.begin_writing()
    folder = tmp_path_factory.mktemp("made")
    programme = live.session.get_one(Programme, live.cast.course.programme_id)
    write_module(folder / programme.slug / SLUG, EVERY_KIND)
    load_modules(live.session, now(), folder)
    live.session.commit()
    return live.cast


@pytest.fixture
def phone(context: BrowserContext) -> Iterator[BrowserContext]:
    """As narrow as pages must still work, and as tall as a small telephone."""
    assert context.browser is not None
    size = {"width": 320, "height": 640}
    with context.browser.new_context(locale="en-GB", viewport=size, reduced_motion="reduce") as phone:  # type: ignore[arg-type]
        yield phone


def address(live: Live, page: str) -> str:
    return f"{live.url}/courses/{live.cast.course.public_id}/modules/{SLUG}/{page}"


def answer(page: Page, block: str) -> Locator:
    return page.locator(f'saved-answer[data-block="{block}"]')


def expect_saved(page: Page, block: str) -> None:
    expect(answer(page, block).locator(".save-state")).to_contain_text("Saved at")


def kept(live: Live, block: str) -> Any:
    live.refresh()
    return (
        live.session.scalars(select(Answer).filter_by(block=block).order_by(Answer.id.desc())).first().value
    )  # type: ignore[union-attr]


def press_check(page: Page, block: str) -> None:
    answer(page, block).get_by_role("button", name="See what fits").focus()
    page.keyboard.press("Enter")


def test_several_answers(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.ana)
    page.goto(address(live, "forste"))
    quiz = answer(page, "flere")

    press_check(page, "flere")
    expect(quiz.locator(".quiz__result")).to_have_text("Answer first, in your own time.")
    quiz.get_by_role("checkbox").nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(quiz.get_by_text("Not quite: Det tapper de fleste.")).to_be_hidden()
    press_check(page, "flere")

    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: something else fits better.")
    expect(quiz.get_by_text("Not quite: Det tapper de fleste.")).to_be_visible()
    expect(quiz.get_by_text("Det er ikke likt for alle.")).to_be_visible()
    expect_saved(page, "flere")
    page.reload()
    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: something else fits better.")
    quiz.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Space")
    expect(quiz.locator(".quiz__result")).to_be_empty()
    press_check(page, "flere")
    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: there is more that fits.")
    quiz.get_by_role("checkbox").nth(2).check()
    press_check(page, "flere")
    expect(quiz.locator(".quiz__result")).to_have_text("Yes, that is all of it.")
    expect_saved(page, "flere")
    assert kept(live, "flere") == {"chosen": [0, 2], "checked": True}


def test_true_or_not(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.bjorn)
    page.goto(address(live, "forste"))
    quiz = answer(page, "sant")
    first = quiz.get_by_role("group", name="De virker best før man er tom")

    first.get_by_role("radio", name="True", exact=True).focus()
    page.keyboard.press("Space")
    expect(quiz.get_by_text("Yes, it is true. Mange merker det.").first).to_be_visible()
    quiz.get_by_role("group", name="De må vare en time").get_by_role("radio", name="True", exact=True).focus()
    page.keyboard.press("Space")

    expect(quiz.locator("true-false-quiz [role=status]")).to_have_text(
        "Not quite: it is not true. Fem minutter er ofte nok."
    )
    expect_saved(page, "sant")
    assert kept(live, "sant") == {"said": ["true", "true"]}
    page.reload()
    expect(quiz.locator(".quiz__feedback").nth(1)).to_contain_text("Not quite: it is not true.")
    expect(first.get_by_role("radio", name="True", exact=True)).to_be_checked()


def test_putting_in_order(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.cecilie)
    page.goto(address(live, "forste"))
    quiz = answer(page, "rekke")
    shown = quiz.locator(".quiz__thing > span:first-child")
    wanted = ["Ønsket", "Planen", "Det første steget"]

    quiz.get_by_role("button", name=f"Up {shown.first.inner_text()}").focus()
    page.keyboard.press("Enter")  # the first one stays, and keeps the focus
    expect(page.locator(":focus")).to_have_attribute("aria-disabled", "true")
    for place, words in enumerate(wanted):
        up = quiz.get_by_role("button", name=f"Up {words}")
        up.focus()
        for _ in range(shown.all_inner_texts().index(words) - place):
            page.keyboard.press("Enter")
            expect(up).to_be_focused()
            expect(quiz.locator("[data-moved]")).to_contain_text(f"{words}: number")
    expect(shown).to_have_text(wanted)
    press_check(page, "rekke")

    expect(quiz.locator(".quiz__result")).to_have_text("Yes, in that order.")
    expect_saved(page, "rekke")
    assert kept(live, "rekke") == {"order": [0, 1, 2], "checked": True}
    page.reload()
    expect(shown).to_have_text(wanted)
    expect(quiz.locator(".quiz__mark:visible")).to_have_count(3)
    quiz.get_by_role("button", name="Down Ønsket").focus()
    page.keyboard.press("Enter")
    press_check(page, "rekke")
    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: 1 of 3 are in their place.")


def test_finding_pairs(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.dag)
    page.goto(address(live, "forste"))
    quiz = answer(page, "par")

    for left, right in (("Kort hvile", "Fyller på"), ("Støy", "Fyller på"), ("Musikk", "Fyller på")):
        quiz.get_by_role("combobox", name=left).focus()
        page.keyboard.type(right[0])
    press_check(page, "par")

    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: 2 of 3 belong together.")
    expect_saved(page, "par")
    page.reload()
    expect(quiz.locator(".quiz__mark:visible")).to_have_count(2)
    quiz.get_by_role("combobox", name="Støy").focus()
    page.keyboard.type("T")
    press_check(page, "par")
    expect(quiz.locator(".quiz__result")).to_have_text("Yes, that is what belongs together.")
    expect_saved(page, "par")
    assert kept(live, "par") == {"matched": [0, 1, 0], "checked": True}


@pytest.mark.parametrize("written", ["krukke", " KRUKKA. ", "Krúkke"])
def test_own_words_are_read_forgivingly(live: Live, cast: Cast, phone: BrowserContext, written: str) -> None:
    page = live.sign_in(phone, cast.elin)
    page.goto(address(live, "forste"))
    quiz = answer(page, "ord")

    quiz.get_by_role("textbox").fill("batteri")
    page.keyboard.press("Enter")
    expect(quiz.locator(".quiz__result")).to_have_text("Not quite: we thought of other words.")
    expect(quiz.get_by_text("Det brukes også.")).to_be_visible()
    quiz.get_by_role("textbox").fill(written)
    expect(quiz.get_by_text("Det brukes også.")).to_be_hidden()
    page.keyboard.press("Enter")

    expect(quiz.locator(".quiz__result")).to_have_text("Yes, that fits.")
    expect(quiz.get_by_text("Du finner bildet på første side.")).to_be_visible()
    expect_saved(page, "ord")
    page.reload()
    expect(quiz.get_by_role("textbox")).to_have_value(written)
    expect(quiz.locator(".quiz__result")).to_have_text("Yes, that fits.")


def test_a_number_give_or_take(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.farid)
    page.goto(address(live, "forste"))
    quiz = answer(page, "tall")
    said = {
        "mange": "Write a number, as in 7 or 2.5.",
        "10": "Not quite: it is more.",
        "60": "Not quite: it is less.",
        "30,1": "Not quite: it is less.",
        "20": "Yes, that fits.",
        "29,5 minutter": "Yes, that fits.",
    }

    for written, words in said.items():
        quiz.get_by_role("textbox").fill(written)
        page.keyboard.press("Enter")
        expect(quiz.locator(".quiz__result")).to_have_text(words)
        if written == "60":
            expect(quiz.get_by_text("Da kan natta bli urolig.")).to_be_visible()

    expect_saved(page, "tall")
    assert kept(live, "tall") == {"text": "29,5 minutter", "checked": True}
    page.reload()
    expect(quiz.get_by_text("Ja, omtrent så lenge.")).to_be_visible()


def test_a_training_log_with_its_weeks(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.gerd)
    page.goto(address(live, "andre"))
    log = answer(page, "trening")
    expect(log.get_by_text("Each day you trained appears here.")).to_be_visible()

    for day, what in (
        ("2026-11-23", "Gikk til vannet"),
        ("2026-11-23", "Strakk meg"),
        ("2026-12-01", "Svømte"),
    ):
        log.get_by_role("button", name="Add a training").focus()
        page.keyboard.press("Enter")
        row = log.locator(".training-log__row").last
        expect(row.get_by_label("Day trained")).to_be_focused()
        row.get_by_label("Day trained").fill(day)
        row.get_by_label("Minutes").fill("20")
        row.get_by_label("What I did").fill(what)
        row.get_by_label("How hard it was").focus()
        page.keyboard.type("3")

    expect_saved(page, "trening")
    expect(log.locator("figcaption")).to_have_text("Week 2: days trained 1, aim 3.")
    log.get_by_text("As a table").focus()
    page.keyboard.press("Enter")
    expect(log.locator("tbody tr").nth(0)).to_have_text("113403")
    expect(log.locator("tbody tr")).to_have_count(6)
    expect(log.locator(".training-chart__bar")).to_have_count(2)
    page.reload()
    expect(log.get_by_label("What I did").nth(2)).to_have_value("Svømte")
    expect(log.locator("figcaption")).to_have_text("Week 2: days trained 1, aim 3.")
    log.get_by_role("button", name="Remove").nth(2).focus()
    page.keyboard.press("Enter")
    expect(log.get_by_role("button", name="Add a training")).to_be_focused()
    expect(log.locator("figcaption")).to_have_text("Week 1: days trained 1, aim 3.")
    expect_saved(page, "trening")
    assert [each["did"] for each in kept(live, "trening")["trainings"]] == ["Gikk til vannet", "Strakk meg"]


def test_a_shared_training_log_is_drawn_for_those_who_see_it(
    live: Live, cast: Cast, phone: BrowserContext
) -> None:
    page = live.sign_in(phone, cast.harald)
    page.goto(address(live, "andre"))
    log = answer(page, "trening")
    log.get_by_role("button", name="Add a training").click()
    log.get_by_label("What I did").fill("Danset")
    log.get_by_label("The group").check()
    expect_saved(page, "trening")

    page.goto(f"{live.url}/courses/{cast.course.public_id}/modules/shared")

    expect(page.locator("main")).to_contain_text("Danset")
    expect(page.locator("training-chart figcaption").first).to_have_text("Week 1: days trained 1, aim 3.")


def test_a_table_scrolls_within_itself(live: Live, cast: Cast, phone: BrowserContext) -> None:
    page = live.sign_in(phone, cast.inger)
    page.goto(address(live, "forste"))
    frame = page.get_by_role("region", name="Tid, Hva, Minutter")

    frame.focus()
    expect(frame).to_be_focused()
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["forste", "andre"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(live: Live, cast: Cast, phone: BrowserContext, scheme: str, name: str) -> None:
    page = live.sign_in(phone, cast.jonas)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address(live, name))
    if name == "andre":
        answer(page, "trening").get_by_role("button", name="Add a training").click()
    else:
        answer(page, "flere").get_by_role("checkbox").first.check()
        for block in ("flere", "rekke"):
            press_check(page, block)

    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_shows_what_was_answered_and_nothing_to_press(
    live: Live, cast: Cast, phone: BrowserContext, tmp_path: Path
) -> None:
    page = live.sign_in(phone, cast.kari)
    page.goto(address(live, "andre"))
    log = answer(page, "trening")
    log.get_by_role("button", name="Add a training").click()
    log.get_by_label("What I did").fill("Gikk")
    expect_saved(page, "trening")

    page.emulate_media(media="print")

    expect(log.get_by_label("What I did")).to_be_visible()
    expect(log.get_by_role("button")).to_have_count(0)
    expect(log.locator("tbody tr").first).to_be_visible()
    page.goto(address(live, "forste"))
    frame = page.get_by_role("region", name="Tid, Hva, Minutter")
    assert frame.evaluate("frame => getComputedStyle(frame).overflowX") == "visible"
