"""Which of a module's languages a reader gets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from elearn.languages import NEAREST
from modules.blocks import Text
from modules.stored import from_json


@dataclass(frozen=True, slots=True)
class Spoken:
    """A module's title and summary in the language nearest to the reader, and which language that is."""

    title: str
    summary: str
    title_language: str


def spoken(content: Mapping[str, Any], language: str) -> Spoken:
    """What the module is called."""
    code = next(code for code in NEAREST[language] if code in content)
    return Spoken(content[code]["title"], content[code]["summary"], code)


def written(
    content: Mapping[str, Any], language: str, pages: Collection[str] | None = None
) -> tuple[str, Text]:
    """The nearest language that has pages, and its text; only `pages` where they are named."""
    code = next(code for code in NEAREST[language] if content.get(code, {}).get("pages"))
    text = content[code]
    shown = [page for page in text["pages"] if pages is None or page["id"] in pages]
    return code, from_json({code: {**text, "pages": shown}})[code]


def written_in_both(one: Mapping[str, Any], other: Mapping[str, Any], language: str) -> tuple[Text, Text]:
    """Two versions in the nearest language in which both have pages, so that their words can be compared."""
    code = next(
        code
        for code in NEAREST[language]
        if one.get(code, {}).get("pages") and other.get(code, {}).get("pages")
    )
    return from_json({code: one[code]})[code], from_json({code: other[code]})[code]


def page_ids(content: Mapping[str, Any], pages: Collection[str] | None = None) -> list[str]:
    """The pages in order; they are the same in every language that has pages."""
    ids = next(([page["id"] for page in text["pages"]] for text in content.values() if text["pages"]), [])
    return [id for id in ids if pages is None or id in pages]
