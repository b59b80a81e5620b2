"""A draft and the files of a module say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.authoring.draft import DraftBlock
from modules.authoring.markdown_form import draft_of, file_of
from modules.files import CONTENT
from modules.parsing import read_pages
from modules.problems import Problems

MODULES = sorted(path.parent for path in CONTENT.glob("*/*/module.toml"))


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: folder.name)
def test_a_shipped_module_becomes_a_draft_and_the_same_files_again(folder: Path) -> None:
    files = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}

    draft = draft_of(files)

    for language, text in files.items():
        assert _pages(file_of(draft, language)[0]) == _pages(text)
    assert draft_of({language: file_of(draft, language)[0] for language in files}) == draft


def test_blocks_are_named_after_their_answers_and_texts_after_their_place() -> None:
    draft = draft_of({"nb": "# A {#a}\n\nTekst.\n\n::: talk\nHva?\n:::\n\n::: reflection {#r}\nHva?\n:::\n"})

    assert draft.pages[0].blocks == (
        DraftBlock("a-1", "prose"),
        DraftBlock("a-2", "talk"),
        DraftBlock("r", "reflection"),
    )


def test_what_only_one_language_has_is_kept() -> None:
    nb = "# A {#a}\n\nTekst.\n\n::: reflection {#r}\nHva?\n:::\n"
    nn = "# A {#a}\n\n::: talk\nBerre her.\n:::\n\n::: reflection {#r}\nKva?\n:::\n"

    draft = draft_of({"nb": nb, "nn": nn})

    assert [(block.key, sorted(draft.passages[block.key])) for block in draft.pages[0].blocks] == [
        ("a-1", ["nb"]),
        ("r", ["nb", "nn"]),
        ("a-3", ["nn"]),
    ]


def test_a_line_of_the_file_leads_back_to_the_block() -> None:
    text, places = file_of(draft_of({"nb": "# A {#a}\n\nTekst.\n\nMer.\n\n::: talk\nHva?\n:::\n"}), "nb")

    assert [(place.number, place.key) for place in places] == [(1, "page:a"), (3, "a-1"), (7, "a-2")]
    assert text.splitlines()[6] == "::: talk"


def _pages(text: str) -> object:
    problems = Problems(Path("nb.md"))
    pages = read_pages(text, problems)
    assert not problems.lines
    return pages


def test_a_language_in_which_nothing_is_written_is_an_empty_file() -> None:
    draft = draft_of({"nb": "# En {#en}\n\nHei\n"})

    text, places = file_of(draft, "en")

    assert (text.strip(), places) == ("", [])
