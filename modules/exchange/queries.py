"""What leaves: a module as it was published, as it is being written, and everything of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules.authoring import stored
from modules.authoring.markdown_form import files_in
from modules.authoring.models import ModuleDraft
from modules.authoring.service import draft_saying
from modules.composing.models import ProgrammePart
from modules.exchange.packing import DRAFTS, Leaving
from modules.kept_media import media_of
from modules.models import Module
from modules.queries import OWN_PART


def programmes(session: Session) -> Sequence[Programme]:
    """Every programme that modules can be brought into."""
    return session.scalars(select(Programme).order_by(Programme.slug)).all()


def leaving(
    session: Session, data: Path, url: str, programme: Programme, module: Module, with_draft: bool = False
) -> list[Leaving]:
    """The newest published version, and the draft when asked for or when there is nothing else.

    A draft that was brought in and not touched since still says where it came from.
    """
    here = f"{url}/modules/{programme.slug}/{module.slug}"
    version = module.versions[-1] if module.versions else None
    row = session.get(ModuleDraft, module.id)
    found: list[Leaving] = []
    if version:
        draft = draft_saying(version)
        media = media_of(session, data, module, files_in(draft))
        found.append(Leaving(module.slug, module.slug, draft, version.number, here, media))
    if row and (with_draft or not version):
        draft, folder = stored.from_json(row.content), f"{DRAFTS}/{module.slug}" if version else module.slug
        came = draft.came_from if row.seq == 0 else None
        number, origin = (came.version, came.origin) if came else (0, here)
        media = media_of(session, data, module, files_in(draft))
        found.append(Leaving(folder, module.slug, draft, number, origin, media))
    return found


def leaving_programme(session: Session, data: Path, url: str, programme: Programme) -> list[Leaving]:
    """All modules of the programme in order, each as it was published last or as its draft."""
    modules = session.scalars(
        select(Module)
        .filter_by(programme_id=programme.id)
        .outerjoin(ProgrammePart, OWN_PART)
        .order_by(ProgrammePart.position, Module.id)
    )
    return [each for module in modules for each in leaving(session, data, url, programme, module)]
