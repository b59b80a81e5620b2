"""Which of a module's languages a reader gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from elearn.languages import NEAREST
from modules.blocks import Text
from modules.stored import from_json


@dataclass(frozen=True, slots=True)
class Spoken:
    """A module's text in the language it is written in, and its title in the reader's own."""

    language: str
    text: Text
    title: str
    summary: str


def spoken(content: Mapping[str, Any], language: str) -> Spoken:
    """The nearest language that has pages, under the title in the nearest language that has one."""
    order = [code for code in NEAREST[language] if code in content]
    titled = content[order[0]]
    written = next(code for code in order if content[code]["pages"])
    text = from_json({written: content[written]})[written]
    return Spoken(written, text, titled["title"], titled["summary"])


def page_ids(content: Mapping[str, Any]) -> list[str]:
    """The pages in order; they are the same in every language that has pages."""
    return next(([page["id"] for page in text["pages"]] for text in content.values() if text["pages"]), [])
