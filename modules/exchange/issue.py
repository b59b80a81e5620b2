"""A module as it is read outside of here: its text in each language, whole and rendered, and its media."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.errors import NotFound
from modules import stored
from modules.authoring import stored as drafts
from modules.authoring.draft import SUMMARY, TITLE, Draft
from modules.authoring.markdown_form import file_of
from modules.authoring.models import ModuleDraft
from modules.blocks import Text, files_of
from modules.kept_media import media_of
from modules.models import Module
from modules.parsing import read_pages
from modules.problems import Problems


@dataclass(frozen=True, slots=True)
class Issue:
    """`edition` is another one whenever a text is: "v3" for version 3, "d40" for a draft after 40 edits."""

    programme: str
    slug: str
    edition: str
    texts: Mapping[str, Text]
    media: Mapping[str, Path]

    def text(self, language: str) -> Text:
        """Raises `NotFound`."""
        if language not in self.texts:
            raise NotFound
        return self.texts[language]


def issue_of(session: Session, data: Path, programme: Programme, module: Module) -> Issue:
    """The newest version; the draft of what was never published, in languages in which nothing is wrong."""
    if module.versions:
        version = module.versions[-1]
        texts = {code: text for code, text in stored.from_json(version.content).items() if text.pages}
        media = media_of(session, data, module, _shown(texts))
        return Issue(programme.slug, module.slug, f"v{version.number}", texts, media)
    row = session.get(ModuleDraft, module.id)
    draft, seq = (drafts.from_json(row.content), row.seq) if row else (Draft(), 0)
    read = {language: _read(draft, language) for language in draft.languages}
    texts = {language: text for language, text in read.items() if text}
    media = media_of(session, data, module, _shown(texts))
    return Issue(programme.slug, module.slug, f"d{seq}", texts, media)


def _shown(texts: Mapping[str, Text]) -> set[str]:
    blocks = (block for text in texts.values() for page in text.pages for block in page.blocks)
    return {name for block in blocks for name in files_of(block)}


def _read(draft: Draft, language: str) -> Text | None:
    problems = Problems(Path(f"{language}.md"))
    pages = read_pages(file_of(draft, language)[0], problems)
    if problems or not pages:
        return None
    title = draft.text(TITLE, language) or draft.text(TITLE, draft.main)
    return Text(title, draft.text(SUMMARY, language), pages)
