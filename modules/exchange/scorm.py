"""A module in one language as a SCORM 1.2 package: one page that needs nothing but a learning platform."""

from __future__ import annotations

from pathlib import Path

from flask import render_template

from elearn.languages import speaking
from modules.blocks import Text, files_of
from modules.exchange.issue import Issue
from modules.exchange.packing import zipped

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# What every package holds besides its text, its media and its manifest.
PARTS = {"module.css": STATIC / "css/authoring/scorm.css", "module.js": STATIC / "js/scorm/module.js"}


def package(issue: Issue, language: str) -> bytes:
    """The zip. Raises `NotFound` when the module has no pages in the language."""
    text = issue.text(language)
    media = {f"media/{name}": issue.media[name] for name in _shown(text) if name in issue.media}
    files = {name: path.read_bytes() for name, path in (PARTS | media).items()}
    names = sorted(["index.html", *files])
    with speaking(language):
        page = render_template(
            "modules/authoring/exchange_scorm.html", text=text, issue=issue, language=language
        )
    told = render_template(
        "modules/authoring/exchange_scorm.xml", text=text, issue=issue, language=language, files=names
    )
    return zipped(
        {"imsmanifest.xml": told.encode(), "index.html": page.encode(), **dict(sorted(files.items()))}
    )


def _shown(text: Text) -> list[str]:
    return sorted({name for page in text.pages for block in page.blocks for name in files_of(block)})
