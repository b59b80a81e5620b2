"""Texts of a module to JSON and back: how a version keeps them in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import msgspec

from modules.blocks import KINDS, Block, Page, Text


def to_json(texts: Mapping[str, Text]) -> dict[str, Any]:
    """`{language: {"title", "summary", "pages": [{"id", "title", "blocks": [{"kind", …}]}]}}`."""
    return {language: _text(text) for language, text in texts.items()}


def from_json(content: Mapping[str, Any]) -> dict[str, Text]:
    """The texts by language, typed again."""
    return {language: _read(text) for language, text in content.items()}


def _text(text: Text) -> dict[str, Any]:
    pages = [
        {
            "id": page.id,
            "title": page.title,
            "blocks": [{"kind": block.kind, **asdict(block)} for block in page.blocks],
        }
        for page in text.pages
    ]
    return {"title": text.title, "summary": text.summary, "pages": pages}


def _read(text: Mapping[str, Any]) -> Text:
    pages = [
        Page(page["id"], page["title"], [_block(block) for block in page["blocks"]]) for page in text["pages"]
    ]
    return Text(text["title"], text["summary"], pages)


def _block(fields: Mapping[str, Any]) -> Block:
    kind: type[Block] = KINDS[fields["kind"]]
    return msgspec.convert({name: value for name, value in fields.items() if name != "kind"}, kind)
