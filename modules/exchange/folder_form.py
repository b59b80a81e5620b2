"""A draft as the files of a module's folder, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from elearn.languages import LANGUAGES
from modules.authoring.draft import (
    DUE,
    FACTS,
    MINUTES,
    NO_LANGUAGE,
    OPENS,
    SUMMARY,
    TITLE,
    Draft,
    Passage,
    Passages,
)
from modules.authoring.editing import LONGEST_PASSAGE, MOST_BLOCKS, MOST_PAGES
from modules.authoring.markdown_form import draft_of, file_of
from modules.exchange.refused import NotBroughtIn
from modules.exchange.toml import Value, from_toml, texts_of, to_toml
from modules.parsing import ID

FACTS_FILE = "module.toml"
# Names of passages that no page and no block may take.
OUR_OWN = (TITLE, SUMMARY, *FACTS)


def files_of(draft: Draft) -> dict[str, str]:
    """`module.toml`, and `nb.md` and its like for every language in which something is written."""
    facts: dict[str, Value] = {name: _fact(draft.text(name, NO_LANGUAGE)) for name in FACTS}
    facts |= {name: _by_language(draft, name) for name in (TITLE, SUMMARY)}
    written = {
        language: file_of(draft, language)[0] for language in draft.languages if _has_pages(draft, language)
    }
    return {
        FACTS_FILE: to_toml(facts),
        **{f"{language}.md": text for language, text in sorted(written.items())},
    }


def draft_from(files: Mapping[str, str], main: str, languages: list[str]) -> Draft:
    """The draft of a folder's files, {name: text}. Raises `NotBroughtIn` when it cannot be one."""
    facts = from_toml(files.get(FACTS_FILE, ""), FACTS_FILE)
    known = [language for language in languages if language in LANGUAGES]
    written = {language: files[f"{language}.md"] for language in known if f"{language}.md" in files}
    draft = draft_of(written, main)
    _check(draft)
    passages: Passages = {
        **draft.passages,
        TITLE: {
            language: Passage(text) for language, text in texts_of(facts, TITLE).items() if language in known
        },
        SUMMARY: {
            language: Passage(text)
            for language, text in texts_of(facts, SUMMARY).items()
            if language in known
        },
        **{name: {NO_LANGUAGE: Passage(_text(facts.get(name, "")))} for name in (MINUTES, OPENS, DUE)},
    }
    return replace(draft, languages=tuple(known), passages=passages)


def _fact(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdigit() and str(int(text)) == text else text


def _text(value: object) -> str:
    return str(value)[:60] if isinstance(value, (str, int)) else ""


def _by_language(draft: Draft, key: str) -> dict[str, str]:
    return {
        language: draft.text(key, language)
        for language in sorted(draft.languages)
        if draft.text(key, language)
    }


def _has_pages(draft: Draft, language: str) -> bool:
    keys = [key for page in draft.pages for key in (page.title_key, *(block.key for block in page.blocks))]
    return any(draft.text(key, language).strip() for key in keys)


def _check(draft: Draft) -> None:
    """A draft as an author could have written it: names in their form and once, and no giant."""
    names = [name for page in draft.pages for name in (page.id, *(block.key for block in page.blocks))]
    wrong = next((name for name in names if not ID.fullmatch(name) or name in OUR_OWN), None)
    if wrong is not None or len({page.id for page in draft.pages}) < len(draft.pages):
        raise NotBroughtIn("unfit_names", wrong or "")
    is_giant = len(draft.pages) > MOST_PAGES or any(len(page.blocks) > MOST_BLOCKS for page in draft.pages)
    longest = max((len(each.text) for texts in draft.passages.values() for each in texts.values()), default=0)
    if is_giant or longest > LONGEST_PASSAGE:
        raise NotBroughtIn("module_too_large")
