"""Whatever is written in a draft comes back from its files as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.authoring.draft import (
    DUE,
    MINUTES,
    NO_LANGUAGE,
    OPENS,
    SUMMARY,
    TITLE,
    Draft,
    DraftBlock,
    DraftPage,
    Passage,
    title_key,
)
from modules.exchange.folder_form import draft_from, files_of
from modules.exchange.toml import to_toml

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)


def draft(title: str, summary: str, minutes: str = "15") -> Draft:
    passages = {
        TITLE: {"nb": Passage(title)},
        SUMMARY: {"nb": Passage(summary)},
        MINUTES: {NO_LANGUAGE: Passage(minutes)},
        OPENS: {NO_LANGUAGE: Passage("after:s1")},
        DUE: {NO_LANGUAGE: Passage("")},
        title_key("ro"): {"nb": Passage("Ro")},
        "hva": {"nb": Passage("::: reflection {#hva}\nHva gir ro?\n:::")},
    }
    return Draft(("en", "nb", "nn"), "nb", (DraftPage("ro", (DraftBlock("hva", "reflection"),)),), passages)


@given(WORDS, WORDS)
def test_titles_hold_any_sign(title: str, summary: str) -> None:
    written = files_of(draft(title, summary))

    again = draft_from(written, "nb", ["en", "nb", "nn"])

    assert (again.text(TITLE, "nb"), again.text(SUMMARY, "nb")) == (title, summary)
    assert files_of(again) == written
    assert again.languages == ("en", "nb", "nn")


@given(st.dictionaries(st.sampled_from(["nb", "nn", "en"]), WORDS))
def test_what_is_written_as_toml_is_read_as_such(texts: dict[str, str]) -> None:
    assert tomllib.loads(to_toml({"minutes": 15, "title": texts})) == {"minutes": 15, "title": texts}


@pytest.mark.parametrize("minutes", ["", "15", "015", "femten", "²"])
def test_minutes_come_back_as_they_were_written(minutes: str) -> None:
    written = files_of(draft("Ro", "Om ro.", minutes))

    assert draft_from(written, "nb", ["nb"]).text(MINUTES, NO_LANGUAGE) == minutes


def test_a_language_in_which_nothing_is_written_has_no_file() -> None:
    assert sorted(files_of(draft("Ro", "Om ro."))) == ["module.toml", "nb.md"]
