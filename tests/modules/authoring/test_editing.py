"""Edits of a draft: draft, edit, draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.authoring.draft import Draft, DraftBlock, DraftPage, Passage
from modules.authoring.editing import Parted, Refused, edited
from modules.authoring.edits import (
    AddBlock,
    AddLanguage,
    AddPage,
    ConfirmText,
    Edit,
    MoveBlock,
    MovePage,
    RemoveBlock,
    RemoveLanguage,
    RemovePage,
    WriteText,
)
from modules.authoring.merging import merged

DRAFT = Draft(
    pages=(
        DraftPage("jar", (DraftBlock("a", "prose"), DraftBlock("b", "reflection"))),
        DraftPage("sleep", (DraftBlock("c", "prose"),)),
    ),
    passages={
        "page:jar": {"nb": Passage("Krukka", 1), "nn": Passage("Krukka", 2, 1)},
        "a": {"nb": Passage("Vi drikker kaffe. Sola skinner.", 1), "nn": Passage("Vi drikk kaffi.", 2, 1)},
        "minutes": {"": Passage("15", 1)},
    },
)


def after(*edits: Edit, draft: Draft = DRAFT) -> Draft:
    for number, edit in enumerate(edits, 10):
        draft = edited(draft, edit, number).draft
    return draft


def keys(draft: Draft) -> list[tuple[str, list[str]]]:
    return [(page.id, [block.key for block in page.blocks]) for page in draft.pages]


def test_a_passage_is_written_and_its_translation_is_then_behind() -> None:
    assert not DRAFT.is_behind("a", "nn")

    draft = after(WriteText("a", "nb", "Vi drikker te.", "Vi drikker kaffe. Sola skinner."))

    assert draft.passages["a"]["nb"] == Passage("Vi drikker te.", 10)
    assert draft.is_behind("a", "nn")


def test_a_translation_is_up_to_date_when_it_is_written_or_confirmed() -> None:
    changed = WriteText("a", "nb", "Vi drikker te.", "Vi drikker kaffe. Sola skinner.")

    written = after(changed, WriteText("a", "nn", "Vi drikk te.", "Vi drikk kaffi."))
    confirmed = after(changed, ConfirmText("a", "nn"))

    assert not written.is_behind("a", "nn")
    assert not confirmed.is_behind("a", "nn")
    assert confirmed.text("a", "nn") == "Vi drikk kaffi."


def test_two_who_write_in_different_sentences_both_keep_their_words() -> None:
    was = "Vi drikker kaffe. Sola skinner."

    first = edited(DRAFT, WriteText("a", "nb", "Vi drikker te. Sola skinner.", was), 10)
    second = edited(first.draft, WriteText("a", "nb", "Vi drikker kaffe. Månen skinner.", was), 11)

    assert not first.was_merged
    assert second.was_merged
    assert second.draft.text("a", "nb") == "Vi drikker te. Månen skinner."


def test_two_who_write_the_same_words_are_told_and_nothing_is_overwritten() -> None:
    was = "Vi drikker kaffe. Sola skinner."
    draft = after(WriteText("a", "nb", "Vi drikker te. Sola skinner.", was))

    with pytest.raises(Parted) as parted:
        edited(draft, WriteText("a", "nb", "Vi drikker saft. Sola skinner.", was), 11)

    assert parted.value.theirs == "Vi drikker te. Sola skinner."


def test_a_fact_is_never_put_together_from_two() -> None:
    draft = after(WriteText("minutes", "", "20", "15"))

    with pytest.raises(Parted):
        edited(draft, WriteText("minutes", "", "12", "15"), 11)


def test_pages_and_blocks_are_added_moved_and_removed() -> None:
    draft = after(
        AddPage("rest", "jar", {"nb": "Hvile"}),
        AddBlock("d", "scale", "rest", "", {"nb": "::: scale"}),
        MoveBlock("a", "rest", "d"),
        MovePage("sleep", ""),
        RemoveBlock("b", seen=9),
    )

    assert keys(draft) == [("sleep", ["c"]), ("jar", []), ("rest", ["d", "a"])]
    assert draft.text("page:rest", "nb") == "Hvile"
    assert draft.text("a", "nb") == "Vi drikker kaffe. Sola skinner."


def test_what_stands_after_something_that_is_gone_comes_last() -> None:
    draft = after(RemoveBlock("a", seen=9), AddBlock("d", "talk", "jar", "a"))

    assert keys(draft)[0] == ("jar", ["b", "d"])


def test_a_block_that_was_removed_can_be_put_back() -> None:
    draft = after(RemoveBlock("a", seen=9), AddBlock("a", "prose", "jar", "", {"nb": "Igjen."}))

    assert keys(draft)[0] == ("jar", ["a", "b"])
    assert draft.text("a", "nb") == "Igjen."


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (WriteText("nothing", "nb", "Hei", ""), "is_gone"),
        (WriteText("a", "xx", "Hei", ""), "no_such_language"),
        (WriteText("a", "nb", "x" * 20_001, ""), "too_long"),
        (WriteText("minutes", "nb", "15", ""), "no_such_language"),
        (ConfirmText("a", "nb"), "nothing_to_confirm"),
        (AddPage("jar"), "name_is_taken"),
        (AddPage("a"), "name_is_taken"),
        (AddPage("Jar/../x"), "not_a_name"),
        (MovePage("none"), "is_gone"),
        (RemovePage("jar", seen=1), "changed_meanwhile"),
        (AddBlock("d", "script", "jar"), "no_such_block"),
        (AddBlock("d", "prose", "none"), "is_gone"),
        (AddBlock("title", "prose", "jar", "", {}), "name_is_taken"),
        (MoveBlock("a", "none"), "is_gone"),
        (RemoveBlock("a", seen=1), "changed_meanwhile"),
        (AddLanguage("nb"), "no_such_language"),
        (AddLanguage("fr"), "no_such_language"),
        (RemoveLanguage("nn"), "language_is_needed"),
    ],
)
def test_what_cannot_be_done_is_refused(edit: Edit, code: str) -> None:
    with pytest.raises(Refused) as refused:
        edited(DRAFT, edit, 10)

    assert refused.value.code == code


def test_a_language_comes_and_goes_with_its_passages() -> None:
    draft = after(AddLanguage("se"), WriteText("a", "se", "Mii juhkat gáfe.", ""))

    assert draft.text("a", "se") == "Mii juhkat gáfe."
    assert after(RemoveLanguage("se"), draft=draft).passages["a"] == DRAFT.passages["a"]


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_merging_loses_no_word_that_only_one_has_written(was: str, mine: str, theirs: str) -> None:
    both = merged(was, mine, theirs)

    assert merged(was, mine, was) == mine
    assert merged(was, was, theirs) == theirs
    if both is not None and was == "":
        assert both in (mine, theirs)
