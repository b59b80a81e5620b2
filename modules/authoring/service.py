"""Drafts: opening one, doing what authors ask, and noting who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from elearn.errors import NotFound
from modules.authoring import stored
from modules.authoring.draft import DUE, MINUTES, NO_LANGUAGE, OPENS, SUMMARY, TITLE, Draft, Passage
from modules.authoring.editing import Parted, Refused, edited
from modules.authoring.edits import Edit, edit_to_json
from modules.authoring.markdown_form import draft_of
from modules.authoring.models import DraftEdit, DraftReader, ModuleDraft
from modules.models import Module, ModuleVersion

# Whoever has not been heard of for so long has put the draft away.
READS_FOR = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Asked:
    """An edit as a browser sends it; the same `client_id` is done once, however often it arrives."""

    client_id: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: "done", "merged", "parted" or "refused".

    `code` says why one is refused, `theirs` what stands where the author wanted to write.
    """

    client_id: str
    outcome: str
    code: str = ""
    theirs: str = ""


def open_draft(session: Session, module: Module, now: datetime) -> ModuleDraft:
    """The module's draft, begun from its newest version when there is none yet."""
    draft = session.get(ModuleDraft, module.id)
    if draft is None:
        version = module.versions[-1] if module.versions else None
        content = stored.to_json(begun_from(version) if version else Draft())
        number = version.number if version else 0
        draft = ModuleDraft(module_id=module.id, began_from=number, content=content, changed_at=now)
        session.add(draft)
        session.flush()
    return draft


def begun_from(version: ModuleVersion) -> Draft:
    """The draft that says what the version says."""
    draft = draft_of(version.source or {})
    facts = {MINUTES: str(version.minutes), OPENS: version.opens, DUE: version.due}
    passages = {
        **draft.passages,
        TITLE: {language: Passage(text["title"]) for language, text in version.content.items()},
        SUMMARY: {language: Passage(text["summary"]) for language, text in version.content.items()},
        **{key: {NO_LANGUAGE: Passage(value)} for key, value in facts.items()},
    }
    others = (language for language in version.content if language not in draft.languages)
    return Draft((*draft.languages, *others), draft.main, draft.pages, passages)


def edit_draft(
    session: Session, module_id: int, person_id: int, asked: Sequence[Asked], now: datetime
) -> list[Outcome]:
    """Do what is asked in that order. Each is kept in the history, also what could not be done."""
    # Locked, so that of two authors in the same moment the second is done on what the first has made.
    row = session.scalar(select(ModuleDraft).filter_by(module_id=module_id).with_for_update())
    if row is None:
        raise NotFound
    outcomes = [_do(session, row, person_id, each, now) for each in asked]
    session.flush()
    return outcomes


def _do(session: Session, row: ModuleDraft, person_id: int, asked: Asked, now: datetime) -> Outcome:
    before = session.scalar(select(DraftEdit).filter_by(module_id=row.module_id, client_id=asked.client_id))
    if before is not None:
        return Outcome(asked.client_id, before.outcome, before.code)
    number = row.seq + 1
    draft = stored.from_json(row.content)
    try:
        done = edited(draft, asked.edit, number)
    except Refused as refused:
        outcome = Outcome(asked.client_id, "refused", refused.code)
    except Parted as parted:
        outcome = Outcome(asked.client_id, "parted", "parted", parted.theirs)
    else:
        row.content, row.changed_at = stored.to_json(done.draft), now
        outcome = Outcome(asked.client_id, "merged" if done.was_merged else "done")
    row.seq = number
    session.add(_kept(row.module_id, number, person_id, asked, outcome, now))
    session.flush()
    return outcome


def _kept(
    module_id: int, number: int, person_id: int, asked: Asked, outcome: Outcome, now: datetime
) -> DraftEdit:
    edit: dict[str, Any] = edit_to_json(asked.edit)
    return DraftEdit(
        module_id=module_id,
        seq=number,
        client_id=asked.client_id,
        person_id=person_id,
        made_at=now,
        edit=edit,
        outcome=outcome.outcome,
        code=outcome.code,
    )


def note_reader(
    session: Session, module_id: int, person_id: int, device: str, place: tuple[str, str], now: datetime
) -> None:
    """That the person has the draft open on that device, at (key, language). Forgets who has left."""
    session.execute(delete(DraftReader).where(DraftReader.seen_at < now - READS_FOR))
    reader = session.scalar(select(DraftReader).filter_by(module_id=module_id, device=device))
    if reader is None:
        reader = DraftReader(module_id=module_id, device=device, person_id=person_id)
        session.add(reader)
    reader.person_id, reader.seen_at = person_id, now
    reader.key, reader.language = place
    session.flush()
