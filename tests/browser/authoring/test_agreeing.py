"""From a draft to a new version in four browsers, with a reader in the middle who loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from modules.authoring.edits import WriteText
from modules.authoring.service import Asked, edit_draft, open_draft
from modules.models import Answer, Module
from tests.browser.conftest import Live
from tests.serving import ROOT

SLUG = "m1-hva-tapper-og-fyller"
DESK = f"/modules/hverdagsmestring/{SLUG}/review"
QUIZ = """::: quiz {{#quiz-energi}}
Hva sparer krefter i dag?

- [x] {} :: Da er det mer igjen.
- [ ] {} :: Noen ganger, men det koster.
:::"""
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """A laptop for each of three who agree, and the reader's phone."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(chromium.new_context(locale="en-GB", viewport=size))
            for size in (WIDE, WIDE, WIDE, PHONE)
        ]


def write(live: Live, author: Person, name: str, **texts: str) -> None:
    """The author changes those blocks of the draft, in both languages."""
    live.begin_writing()
    module = live.session.scalars(select(Module).filter_by(slug=SLUG)).one()
    row = open_draft(live.session, module, now())
    for number, (key, text) in enumerate(texts.items()):
        for language in ("nb", "nn"):
            was = row.content["passages"][key.replace("_", "-")][language]["text"]
            edit = WriteText(key.replace("_", "-"), language, text, was)
            edit_draft(
                live.session, module.id, author.id, [Asked(f"{name}-{language}-{number}", edit)], now()
            )
    live.session.commit()


def axe(page: Page) -> list[str]:
    page.emulate_media(reduced_motion="reduce")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def test_a_module_is_agreed_on_published_and_taken_by_a_reader_in_the_middle(
    live: Live, contexts: list[BrowserContext]
) -> None:
    cast = live.cast
    live.begin_writing()
    cast.marit.grant(Role.PROFESSIONAL, organisation_id=cast.indre_sund.id)
    live.session.commit()
    write(live, cast.ragnhild, "first", quiz_energi=QUIZ.format("Hvile litt", "Ta alt på en gang"))

    # Ragnhild sends it.
    developer = live.sign_in(contexts[0], cast.ragnhild)
    developer.goto(f"{live.url}/modules")
    developer.get_by_role("link", name=re.compile("Review and sign-offs.*What drains you")).click()
    developer.get_by_role("button", name="Send for review").click()
    expect(
        developer.get_by_role("heading", name="In review").or_(
            developer.get_by_role("heading", name="Published")
        )
    ).to_be_visible()
    assert axe(developer) == []

    # Petter, an experienced user, sees what has changed, says something about it, and signs.
    experienced = live.sign_in(contexts[1], cast.petter)
    experienced.goto(f"{live.url}{DESK}?language=nb")
    block = experienced.locator('[data-key="quiz-energi"]')
    expect(block).to_contain_text("changed")
    expect(block.locator("ins").filter(has_text="litt")).to_be_visible()
    block.get_by_role("button", name="Comment").click()
    expect(experienced.get_by_label("Your comment")).to_be_focused()
    experienced.keyboard.type("Godt sagt. Kan det bli kortere?")
    experienced.get_by_role("button", name="Send the comment").click()
    comments = experienced.locator("block-comments .comment")
    expect(comments).to_contain_text("Godt sagt. Kan det bli kortere?")
    expect(experienced.get_by_label("Your comment")).to_have_value("")
    assert axe(experienced) == []
    experienced.get_by_role("button", name="Sign as an experienced user").click()
    expect(experienced.get_by_text("You have signed. Thank you.")).to_be_visible()
    expect(experienced.get_by_role("button", name="Sign as")).to_have_count(0)
    expect(experienced.get_by_role("button", name="Publish")).to_have_count(0)

    # Marit, a professional who writes no modules, reads it as participants will, answers, and signs.
    professional = live.sign_in(contexts[2], cast.marit)
    professional.goto(f"{live.url}{DESK}?language=nb")
    professional.get_by_role("link", name="See it as participants will: Bokmål").click()
    professional.goto(f"{live.url}{DESK}/nb/spare")
    expect(professional.get_by_label("Hvile litt")).to_be_visible()
    professional.get_by_role("link", name="To the review").click()
    professional.get_by_role("button", name=re.compile("^Answer")).click()
    professional.get_by_label("Your comment").fill("Jeg synes det er kort nok.")
    professional.get_by_role("button", name="Send the comment").click()
    expect(professional.locator(".comment .comment")).to_contain_text("Jeg synes det er kort nok.")
    professional.get_by_role("button", name=re.compile("^Dealt with")).click()
    expect(professional.get_by_text("Dealt with, says Marit Prøve.")).to_be_visible()
    expect(professional.get_by_role("button", name="Not dealt with after all")).to_be_focused()
    professional.get_by_role("button", name="Sign as a professional").click()

    # Ana is in the middle of the older version, on her phone.
    phone = live.sign_in(contexts[3], cast.ana)
    shelf = f"{live.url}/courses/{cast.course.public_id}/modules"
    phone.goto(f"{shelf}/{SLUG}/spare")
    quiz = phone.locator('saved-answer[data-block="quiz-energi"]')
    old_words = quiz.locator(".quiz__answer").nth(1).inner_text().strip()
    quiz.get_by_role("radio").nth(1).check()
    expect(quiz.locator(".save-state")).to_contain_text("Saved at")
    phone.goto(f"{shelf}/{SLUG}/krukka")
    tapper = phone.locator('saved-answer[data-block="tapper"]')
    tapper.locator("textarea").fill("Støy og hast")
    expect(tapper.locator(".save-state")).to_contain_text("Saved at")

    developer.reload()
    developer.get_by_role("button", name="Publish").click()
    expect(developer.get_by_text("Version 2 is published.")).to_be_visible()
    expect(developer.get_by_text("Petter Prøve (experienced user)")).to_be_visible()

    # She goes on with hers, is offered the new one, and everything comes along.
    phone.goto(f"{shelf}/{SLUG}/spare")
    expect(quiz.locator(".quiz__answer").nth(1)).to_contain_text(old_words)
    expect(phone.get_by_text("This module has been improved. Your answers come along.")).to_be_visible()
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.goto(shelf)
    expect(phone.get_by_text("This module has been improved.")).to_have_count(1)
    assert axe(phone) == []
    phone.get_by_role("button", name="Take the newest version").click()
    phone.goto(f"{shelf}/{SLUG}/krukka")
    expect(tapper.locator("textarea")).to_have_value("Støy og hast")
    phone.goto(f"{shelf}/{SLUG}/spare")
    expect(phone.get_by_label("Hvile litt")).not_to_be_checked()
    expect(phone.get_by_text("This module has been improved.")).to_have_count(0)
    phone.goto(f"{shelf}/{SLUG}/tre-dager")
    earlier = phone.get_by_role("region", name="Your earlier answers").or_(phone.locator("#earlier"))
    expect(earlier).to_contain_text(old_words)
    assert axe(phone) == []


def test_what_waits_on_a_device_is_brought_along_by_its_words(
    live: Live, contexts: list[BrowserContext]
) -> None:
    cast, phone = live.cast, live.sign_in(contexts[3], live.cast.bjorn)
    address = f"{live.url}/courses/{cast.course.public_id}/modules/{SLUG}"
    phone.goto(f"{address}/spare")
    quiz = phone.locator('saved-answer[data-block="quiz-energi"]')
    contexts[3].set_offline(True)
    quiz.get_by_label("Hvile litt").check()
    expect(quiz.locator(".save-state")).to_contain_text("Kept on this device")
    phone.close()

    write(live, cast.ragnhild, "second", quiz_energi=QUIZ.format("Gå en tur", "Hvile litt"))
    desks = [live.sign_in(contexts[number], who) for number, who in ((0, cast.ragnhild), (1, cast.petter))]
    for desk, act in ((0, "Send for review"), (0, "Sign as a prof"), (1, "Sign as an exp"), (0, "Publish")):
        desks[desk].goto(f"{live.url}{DESK}")
        desks[desk].get_by_role("button", name=act).click()
        expect(desks[desk].locator(".flash__message")).to_be_visible()

    contexts[3].set_offline(False)
    tablet = live.sign_in(contexts[2], cast.bjorn)
    tablet.goto(f"{address}/spare")
    tablet.get_by_role("button", name="Take the newest version").click()
    phone = contexts[3].new_page()
    phone.goto(f"{address}/spare")

    here = phone.locator('saved-answer[data-block="quiz-energi"]')
    expect(here.locator(".save-state")).to_contain_text("Saved at")
    expect(here.get_by_role("radio").nth(1)).to_be_checked()
    live.refresh()
    kept = live.session.scalars(select(Answer).filter_by(person_id=cast.bjorn.id, block="quiz-energi")).one()
    assert kept.value == {"chosen": 1}
