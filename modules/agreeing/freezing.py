"""A draft made into what a version says; whatever is wrong with it is told with its block."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from modules.authoring.draft import DUE, MINUTES, NO_LANGUAGE, OPENS, SUMMARY, TITLE, Draft
from modules.authoring.markdown_form import Line, file_of
from modules.blocks import Page, Text
from modules.checking import Finder, Written, check_languages, check_media
from modules.parsing import read_pages
from modules.problems import Problems
from modules.timing import is_timing

PLACED = re.compile(r"(?P<language>[a-z]{2})\.md:(?P<line>\d+): (?P<words>.+)", re.DOTALL)
LEAST_MINUTES, MOST_MINUTES = 1, 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `key` is the passage or block it is about, "" for the module as a whole."""

    key: str
    language: str
    words: str


class NotReady(Exception):
    """The draft cannot be a version yet; every reason is listed."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} findings")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a version made of the draft will say."""

    minutes: int
    opens: str
    due: str
    source: dict[str, str]
    texts: dict[str, Text]


@dataclass(slots=True)
class _File:
    """The draft in one language, as a module's file has it."""

    language: str
    text: str
    places: list[Line]
    pages: list[Page] = field(default_factory=list)

    def key_at(self, line: int) -> str:
        """The block or page title that the line belongs to."""
        place = bisect_right([each.number for each in self.places], line)
        return self.places[place - 1].key if place else ""


def frozen(draft: Draft, media: Finder) -> Frozen:
    """The draft as a version will say it. Raises `NotReady`. `media` finds its files."""
    files = {language: _File(language, *file_of(draft, language)) for language in draft.languages}
    written = {language: file for language, file in files.items() if file.places}
    findings = [*_wrong_facts(draft), *_wrong_names(draft, written), *_wrong_text(written, media)]
    if findings:
        raise NotReady(findings)
    texts = {
        language: Text(
            draft.text(TITLE, language),
            draft.text(SUMMARY, language),
            written[language].pages if language in written else [],
        )
        for language in draft.languages
        if draft.text(TITLE, language).strip()
    }
    source = {language: file.text for language, file in written.items()}
    opens, due = draft.text(OPENS, NO_LANGUAGE), draft.text(DUE, NO_LANGUAGE)
    return Frozen(int(draft.text(MINUTES, NO_LANGUAGE)), opens, due, source, texts)


def _wrong_facts(draft: Draft) -> list[Finding]:
    found = []
    minutes = draft.text(MINUTES, NO_LANGUAGE)
    if not re.fullmatch(r"[0-9]{1,3}", minutes) or not LEAST_MINUTES <= int(minutes) <= MOST_MINUTES:
        found.append(Finding(MINUTES, "", "Say how long the module takes, from 1 to 120 minutes."))
    found += [
        Finding(name, "", f'"{draft.text(name, NO_LANGUAGE)}" is not a time we know.')
        for name in (OPENS, DUE)
        if not is_timing(draft.text(name, NO_LANGUAGE))
    ]
    return found


def _wrong_names(draft: Draft, written: dict[str, _File]) -> list[Finding]:
    """Every language has a title and a summary, or nothing at all where it is not needed."""
    found = []
    for language in draft.languages:
        names = {key: draft.text(key, language).strip() for key in (TITLE, SUMMARY)}
        is_needed = language in ("nb", "nn") or language in written or any(names.values())
        words = {TITLE: "The title is missing.", SUMMARY: "The summary is missing."}
        found += [Finding(key, language, words[key]) for key, text in names.items() if is_needed and not text]
    return found


def _wrong_text(written: dict[str, _File], media: Finder) -> list[Finding]:
    problems = Problems(Path())
    for file in written.values():
        own = Problems(Path(f"{file.language}.md"))
        file.pages = read_pages(file.text, own)
        problems.lines += own.lines
    if not problems:
        whole = [Written(Path(f"{file.language}.md"), file.text, file.pages) for file in written.values()]
        check_languages(whole, problems)
        check_media(media, whole, problems)
    return [_finding(line, written) for line in problems.lines]


def _finding(line: str, written: dict[str, _File]) -> Finding:
    match = PLACED.fullmatch(line)
    if match is None or match["language"] not in written:
        return Finding("", "", line.split(": ", 1)[-1])
    file = written[match["language"]]
    return Finding(file.key_at(int(match["line"])), file.language, match["words"])
