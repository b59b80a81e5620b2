"""A draft to JSON and back: how it is kept in the database, and how a browser gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import msgspec

from modules.authoring.draft import Draft


def to_json(draft: Draft) -> dict[str, Any]:
    """Languages, pages of blocks, and `"passages": {key: {language: {"text", "revision", "of"}}}`."""
    return asdict(draft)


def from_json(content: Mapping[str, Any]) -> Draft:
    """The draft, typed again."""
    draft: Draft = msgspec.convert(content, Draft)
    return draft
