"""Every text of the product exists in every language it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "elearn/translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")

Texts = str | tuple[str, ...]


@cache
def texts_in_the_code() -> frozenset[Texts]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    return frozenset(
        _as_key(found[2])
        for folder in ("elearn", "modules", "rooms", "templates")
        for found in extract_from_dir(ROOT / folder, methods, options, KEYWORDS)
    )


@cache
def catalog(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalog(language) if message.id)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_a_catalog_holds_exactly_the_texts_of_the_code(language: str) -> None:
    held = {_as_key(message.id) for message in messages(language)}

    assert _sorted(texts_in_the_code() - held) == [], "missing: make translations"
    assert _sorted(held - texts_in_the_code()) == [], "left over: make translations"
    assert list(catalog(language).obsolete) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated(language: str) -> None:
    untranslated = [message.id for message in messages(language) if not all(_strings(message))]

    assert untranslated == []


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_a_translation_fills_in_the_same_things(language: str) -> None:
    different = [
        (message.id, string)
        for message in messages(language)
        for string in _strings(message)
        if string and not _fits(string, message)
    ]

    assert different == []


def test_english_says_what_the_code_says() -> None:
    # The texts in the code are English: a catalog may leave them, or repeat them.
    different = [message.id for message in messages("en") if any(_strings(message)) and not _repeats(message)]

    assert different == []


def _as_key(text: Texts | list[str]) -> Texts:
    return text if isinstance(text, str) else tuple(text[:2])


def _sorted(texts: frozenset[Texts] | set[Texts]) -> list[Texts]:
    return sorted(texts, key=str)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _fits(string: str, message: Message) -> bool:
    """A plural form may leave out the number ("one new message"), and nothing else."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    wanted = {place for each in ids for place in PLACEHOLDER.findall(each)}
    found = set(PLACEHOLDER.findall(string))
    left_out = {"%(num)d", "%(num)s"} if len(ids) > 1 else set()
    return found <= wanted and wanted - found <= left_out


def _repeats(message: Message) -> bool:
    ids = (message.id,) if isinstance(message.id, str) else message.id
    return _strings(message) == tuple(ids)
