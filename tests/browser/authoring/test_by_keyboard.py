"""Writing a module with the keyboard alone: a page with every kind of block, moved, removed, taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from modules.authoring.markdown_form import file_of
from modules.parsing import read_pages
from modules.problems import Problems
from tests.browser.authoring.conftest import Author, Writes
from tests.browser.conftest import Live
from tests.serving import ROOT

# What is typed into each kind, from its first field on; "⇥" goes to the next field.
TYPED = {
    "prose": "Dette er viktig.",
    "picture": "krukke.svg⇥En krukke⇥Vann.",
    "sound": "pust.mp3⇥pust.vtt⇥En pause⇥Pust inn.",
    "video": "pust.mp4⇥pust.vtt⇥En film⇥pust.webp⇥Pust ut.",
    "experience": "Randi, 58 år⇥Før vasket jeg hele huset.",
    "talk": "Hva fyller på?",
    "links": "- [Helsenorge](https://www.helsenorge.no)",
    "reflection": "Hva tapper deg?",
    "scale": "Hvor sikker er du?⇥0⇥Ikke sikker⇥10⇥Helt sikker",
    "agreement": "Det som blir sagt her, blir her.",
    "energy-log": "3⇥Skriv kort.",
    "action-plan": "Planen din.",
    "network-map": "Hvem er på laget?",
    "buddy": "Send makkeren en melding.",
    "file": "ukeplan.pdf⇥Ukeplan til kjøleskapet",
    "training-log": "6⇥3⇥Skriv kort.",
}


# The same from the list of a quiz of each kind on, in the order of choice; "⏎" presses Enter, "␣" ticks.
TYPED_IN_QUIZ = {
    "many": "⏎Ro⇥␣⇥Ja.⏎Støy⇥⇥Nei.⇥⇥⇥⇥⇥Til alle.",
    "true-false": "⏎De virker⇥␣⇥Ja.⇥⇥⇥⇥⇥Til alle.",
    "order": "⏎Ønsket⏎Planen⇥⇥⇥⇥⇥Til alle.",
    "match": "⏎Ro⇥Fyller⏎Støy⇥Tapper⇥⇥⇥⇥⇥Til alle.",
    "text": "⏎krukke⇥␣⇥Ja.⏎krukka⇥␣⇥⇥⇥⇥⇥⇥Til alle.",
    "number": "minutter⇥⏎25 ± 5⇥␣⇥Ja.⇥⇥⇥⇥⇥Til alle.",
}
WRITTEN_IN_QUIZ = {
    "many": "- [x] Ro :: Ja.\n- [ ] Støy :: Nei.",
    "true-false": "- [x] De virker :: Ja.",
    "order": "1. Ønsket\n2. Planen",
    "match": "- Ro :: Fyller\n- Støy :: Tapper",
    "text": "- [x] krukke :: Ja.\n- [x] krukka",
    "number": "- [x] 25 ± 5 :: Ja.",
}
KEYS = {"⇥": "Tab", "⏎": "Enter", "␣": "Space"}


@pytest.fixture
def author(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.ragnhild, "m2-nar-tankene-tar-over")
    author.open()
    return author


def add_block(author: Author, kind: str) -> None:
    """From inside the last block of the page, or from the title of an empty one."""
    author.go_to("Add a block here")
    author.press("Enter")
    words = author.page.locator(f'kind-menu [data-kind="{kind}"]').text_content() or ""
    author.go_to(words, key="ArrowDown")
    author.press("Enter")
    expect(author.said).to_have_text(f"Added: {words}")


def type_in(author: Author, words: str) -> None:
    for place, part in enumerate(words.split("⇥")):
        if place:
            author.press("Tab")
        author.page.keyboard.type(part)


def test_a_page_with_every_kind_of_block_is_written_by_keyboard(author: Author) -> None:
    author.go_to("Add a page")
    author.press("Enter")
    assert author.focused() == "Title of the page"
    author.page.keyboard.type("Alt vi har")

    for kind, words in TYPED.items():
        add_block(author, kind)
        type_in(author, words)
    add_block(author, "quiz")
    author.page.keyboard.type("Hva er lurt?")
    author.press("Tab", "Tab", "Enter")
    assert author.focused().startswith("Answer 1")
    author.page.keyboard.type("Alt på en gang")
    author.press("Tab", "Tab")
    author.page.keyboard.type("Det kan gå bra.")
    author.press("Enter")
    author.page.keyboard.type("Litt om gangen")
    author.press("Tab", "Space", "Tab")
    author.page.keyboard.type("Ja.")
    add_block(author, "checklist")
    author.page.keyboard.type("Før vi møtes:")
    author.press("Tab", "Enter")
    author.page.keyboard.type("Lyden virker")
    author.press("Enter")
    author.page.keyboard.type("Noe å drikke")
    author.saves()

    page = author.draft().pages[1]
    assert [block.kind for block in page.blocks] == [*TYPED, "quiz", "checklist"]
    assert author.text(page.title_key) == "Alt vi har"
    problems = Problems(ROOT)
    written = read_pages(file_of(author.draft(), "nb")[0], problems)
    assert problems.lines == []
    quiz, checklist = written[1].blocks[-2:]
    assert [choice.is_right for choice in quiz.choices] == [False, True]  # type: ignore[union-attr]
    assert checklist.things == ["Lyden virker", "Noe å drikke"]  # type: ignore[union-attr]
    assert author.text(page.blocks[8].key) == (
        f'::: scale {{#{page.blocks[8].key} min=0 low="Ikke sikker" max=10 high="Helt sikker"}}\n'
        "Hvor sikker er du?\n:::"
    )


def test_a_quiz_of_each_kind_is_written_by_keyboard(author: Author) -> None:
    author.go_to("Add a page")
    author.press("Enter")

    for place, (kind, keys) in enumerate(TYPED_IN_QUIZ.items(), 1):
        add_block(author, "quiz")
        author.page.keyboard.type("Hva er lurt?")
        author.press("Tab", *["ArrowDown"] * place)
        assert author.focused() == "How it is answered", kind
        author.press("Tab")
        for sign in keys:
            author.press(KEYS[sign]) if sign in KEYS else author.page.keyboard.type(sign)
    author.saves()

    page = author.draft().pages[1]
    for block, (kind, listed) in zip(page.blocks, WRITTEN_IN_QUIZ.items(), strict=True):
        unit = ' unit="minutter"' if kind == "number" else ""
        opening = f'::: quiz {{#{block.key} kind="{kind}"{unit}}}'
        assert author.text(block.key) == f"{opening}\nHva er lurt?\n\n{listed}\n\nTil alle.\n:::"
    problems = Problems(ROOT)
    read_pages(file_of(author.draft(), "nb")[0], problems)
    assert [line for line in problems.lines if "title" not in line] == []


def test_looking_at_other_kinds_of_quiz_loses_nothing(live: Live, writes: Writes) -> None:
    author = writes(live.cast.petter, "m1-hva-tapper-og-fyller")
    author.open()
    draft = author.draft()
    page, key = next((page.id, b.key) for page in draft.pages for b in page.blocks if b.kind == "quiz")
    author.open(page)
    before = author.text(key)

    author.box(key, "How it is answered").focus()
    author.press(*["ArrowDown"] * 6, *["ArrowUp"] * 6)
    author.saves()

    assert author.text(key) == before
    assert author.text(key, "nn") == draft.text(key, "nn")


def test_the_focus_goes_where_one_expects(author: Author) -> None:
    author.open(author.draft().pages[0].id)
    keys = [block.key for block in author.draft().pages[0].blocks]
    first = author.block(keys[0])

    first.locator("[data-do=down]").focus()
    author.press("Enter")
    expect(author.said).to_have_text(f"Now number 2 of {len(keys)} on the page.")
    expect(first.locator("[data-do=down]")).to_be_focused()
    author.press("Shift+Tab", "Enter")
    expect(first.locator("[data-do=up]")).to_be_focused()
    author.press("Enter")
    expect(author.said).to_have_text("It is there already.")
    author.go_to("Remove: Text")
    author.press("Enter")
    expect(author.block(keys[1])).to_be_focused()
    author.saves()
    assert [block.key for block in author.draft().pages[0].blocks] == keys[1:]

    author.press("Control+z")
    expect(author.said).to_have_text("Undone.")
    expect(first).to_be_visible()
    author.press("Control+Shift+z")
    expect(first).to_have_count(0)
    author.press("Control+z")
    author.saves()
    assert [block.key for block in author.draft().pages[0].blocks] == keys


def test_pages_are_moved_removed_and_taken_back(author: Author) -> None:
    before = author.draft()
    second = before.pages[1]
    author.open(second.id)

    author.page.locator(f'draft-pages [data-key="{second.id}"] [data-do=up]').focus()
    author.press("Enter")
    expect(author.said).to_contain_text("The page is now number 1 of")
    author.go_to(f"Remove: {before.text(second.title_key, 'nb')}")
    author.press("Enter")
    author.go_to("Remove it")
    author.press("Enter")
    expect(author.said).to_have_text("The page is removed. Undo brings it back.")
    author.saves()
    assert author.draft().page(second.id) is None

    author.press("Control+z")
    author.press("Control+z")
    author.saves()
    after = author.draft()
    assert after.pages == before.pages
    keys = [second.title_key, *(block.key for block in second.blocks)]
    texts = [[draft.text(key, code) for key in keys for code in ("nb", "nn")] for draft in (before, after)]
    assert texts[0] == texts[1]


def test_what_was_written_in_a_passage_is_taken_back_whole(author: Author) -> None:
    page = author.draft().pages[0]
    key = next(block.key for block in page.blocks if block.kind == "prose")
    author.open(page.id)
    before = author.text(key)

    author.box(key, "Text").focus()
    author.press("Control+End")
    author.page.keyboard.type(" Og litt til.")
    author.saves()
    assert author.text(key) == f"{before} Og litt til."
    author.page.get_by_role("button", name="Undo").click()
    author.saves()

    assert author.text(key) == before
    expect(author.box(key, "Text")).to_have_value(before)


def test_the_toolbar_is_used_by_arrows(author: Author) -> None:
    author.go_to("Add a page")
    author.press("Enter")
    add_block(author, "prose")
    author.page.keyboard.type("viktig")
    author.press("Control+a", "Shift+Tab")
    author.go_to("Bold", key="ArrowRight")
    author.press("Enter")
    box = author.page.locator("draft-block textarea")

    expect(box).to_be_focused()
    expect(box).to_have_value("**viktig**")
    author.press("Control+End", "Shift+Tab")
    author.go_to("Table", key="ArrowRight")
    author.press("Enter")
    expect(box).to_have_value("**viktig**\n\n| Heading | Heading |\n| --- | --- |\n| Text | Text |\n\n")
    author.saves()
    key = author.page.locator("draft-block").get_attribute("data-key") or ""
    assert author.text(key).startswith("**viktig**\n\n| Heading")


def test_a_setting_that_is_the_same_in_all_languages_changes_in_all(live: Live, writes: Writes) -> None:
    author = writes(live.cast.petter, "m3-sma-steg-som-varer")
    author.open()
    page, key = scale_of(author)
    author.open(page, language="nn")

    author.box(key, "Highest number").fill("5")
    author.saves()

    assert "max=5" in author.text(key, "nb")
    assert "max=5" in author.text(key, "nn")
    assert "Hvor" in author.text(key, "nb")


def scale_of(author: Author) -> tuple[str, str]:
    draft = author.draft()
    found = ((page.id, block.key) for page in draft.pages for block in page.blocks if block.kind == "scale")
    return next(found)
