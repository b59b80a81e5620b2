"""What has changed between what is published and what is reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.agreeing.difference import Piece, differences, pieces_of
from modules.agreeing.rules import Standing, State, standing
from modules.authoring.draft import Draft, Passage
from modules.authoring.markdown_form import draft_of

BEFORE = draft_of({"nb": "# En {#en}\n\nHei på deg.\n\n::: talk\nSnakk\n:::\n\n# To {#to}\n\nSlutt.\n"})


def changes(after: Draft) -> dict[str, str]:
    return {each.key: each.change for each in differences(BEFORE, after, "nb") if each.is_changed}


def test_a_draft_that_says_the_same_has_no_difference() -> None:
    assert changes(BEFORE) == {}


def test_each_block_tells_what_became_of_it() -> None:
    text = {"nb": Passage("Hei på dere.")}
    without = replace(BEFORE.pages[0], blocks=BEFORE.pages[0].blocks[:1])
    after = replace(
        BEFORE,
        pages=(without,),
        passages={**BEFORE.passages, "en-1": text, "en-2": {}, "page:to": {}, "to-1": {}},
    )

    assert changes(after) == {"en-1": "changed", "en-2": "gone", "page:to": "gone", "to-1": "gone"}
    found = next(each for each in differences(BEFORE, after, "nb") if each.key == "en-1")
    assert found.pieces == (
        Piece("kept", "Hei på "),
        Piece("gone", "deg"),
        Piece("new", "dere"),
        Piece("kept", "."),
    )


def test_facts_are_told_in_every_language() -> None:
    after = replace(BEFORE, passages={**BEFORE.passages, "minutes": {"": Passage("20")}})

    assert changes(after) == {"minutes": "new"}
    assert [each.key for each in differences(BEFORE, after, "nn")] == ["minutes"]


@given(st.text(), st.text())
def test_nothing_of_either_text_is_lost(before: str, after: str) -> None:
    pieces = pieces_of(before, after)

    assert "".join(each.text for each in pieces if each.what != "new") == before
    assert "".join(each.text for each in pieces if each.what != "gone") == after


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((False, False, False, False), Standing(State.DRAFT)),
        ((False, False, True, False), Standing(State.DRAFT)),
        ((False, True, True, False), Standing(State.IN_REVIEW)),
        ((True, False, False, False), Standing(State.PUBLISHED)),
        ((True, False, True, False), Standing(State.PUBLISHED, State.DRAFT)),
        ((True, True, True, False), Standing(State.PUBLISHED, State.IN_REVIEW)),
        ((True, True, True, True), Standing(State.RETIRED)),
    ],
)
def test_a_module_is_in_one_state(facts: tuple[bool, ...], expected: Standing) -> None:
    names = ("is_published", "is_reviewed", "is_written_on", "is_retired")

    assert standing(**dict(zip(names, facts, strict=True))) == expected
