"""What a passage or block of a module is called when one talks about it."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from modules.authoring.draft import DUE, MINUTES, OPENS, SUMMARY, TITLE, Draft

FENCE = re.compile(r"^:::.*$", re.MULTILINE)
NAMED = re.compile(r'(?:title|alt|name)="([^"]+)"')
SIGNS = re.compile(r"[#*_`>\[\]()-]+")
LONGEST = 50


def called(draft: Draft, key: str, language: str) -> str:
    """`Krukka di: Hva tapper deg?`: the page's title and how the block begins."""
    own = _own_names().get(key)
    if own:
        return own
    page = next((page for page in draft.pages if page.title_key == key), None)
    if page:
        return _("Heading: %(title)s", title=_title(draft, key, language))
    on = draft.page_of(key)
    if on is None:
        return _("Something that is no longer there")
    return f"{_title(draft, on.title_key, language)}: {beginning(_text(draft, key, language))}"


def places(draft: Draft, language: str) -> list[tuple[str, str]]:
    """Everything one can speak of, in order: keys and what they are called."""
    keys = [TITLE, SUMMARY]
    for page in draft.pages:
        keys += [page.title_key, *(block.key for block in page.blocks)]
    return [(key, called(draft, key, language)) for key in keys]


def beginning(text: str) -> str:
    """The first line of a block, without its signs; what names it where it holds none."""
    lines = (" ".join(SIGNS.sub(" ", line).split()) for line in FENCE.sub("", text).splitlines())
    inside = next((line for line in lines if line), "")
    named = NAMED.search(text)
    words = inside or (named[1] if named else "")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _own_names() -> dict[str, str]:
    return {
        TITLE: _("The title"),
        SUMMARY: _("The summary"),
        MINUTES: _("How many minutes it takes"),
        OPENS: _("When it opens"),
        DUE: _("When it is best read"),
        "": _("The module"),
    }


def _title(draft: Draft, key: str, language: str) -> str:
    return _text(draft, key, language) or key.removeprefix("page:")


def _text(draft: Draft, key: str, language: str) -> str:
    return draft.text(key, language) or draft.text(key, draft.main)
