"""Keeps what was brought in: new modules with drafts, never anything published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules import kept_media
from modules.authoring import stored
from modules.authoring.models import ModuleDraft
from modules.composing.shelving import add_own
from modules.exchange.brought import Brought, BroughtModule
from modules.models import Module

# As long as their columns.
LONGEST_MODULE_SLUG, LONGEST_PROGRAMME_SLUG = 60, 40


def bring_in(session: Session, brought: Brought, programme: Programme | None, at: datetime) -> list[Module]:
    """New modules at the end of the programme, or of a new one when there is none."""
    into = programme or _new_programme(session, brought)
    return [_bring_in(session, module, into, at) for module in brought.modules]


def keep_media(data: Path, modules: Sequence[Module], brought: Brought) -> None:
    """Move the media to where they are kept. Comes after the commit: what is not stored has none."""
    for module, arrived in zip(modules, brought.modules, strict=True):
        for name, path in arrived.media.items():
            kept_media.keep(data, module, name, path)


def _new_programme(session: Session, brought: Brought) -> Programme:
    taken = set(session.scalars(select(Programme.slug)))
    slug = free_name(brought.programme, taken, LONGEST_PROGRAMME_SLUG)
    programme = Programme(
        slug=slug, title=brought.title, summary=brought.summary, sessions=[], ground_rules=[]
    )
    session.add(programme)
    session.flush()
    return programme


def _bring_in(session: Session, brought: BroughtModule, programme: Programme, at: datetime) -> Module:
    taken = set(session.scalars(select(Module.slug).filter_by(programme_id=programme.id)))
    module = Module(programme_id=programme.id, slug=free_name(brought.slug, taken, LONGEST_MODULE_SLUG))
    session.add(module)
    session.flush()
    add_own(session, module)
    session.add(ModuleDraft(module_id=module.id, content=stored.to_json(brought.draft), changed_at=at))
    session.flush()
    return module


def free_name(wanted: str, taken: Collection[str], longest: int) -> str:
    """The name itself, or with `-2`, `-3` and so on, whichever nobody has yet."""
    name, number = wanted[:longest], 1
    while name in taken:
        number += 1
        name = f"{wanted[: longest - len(str(number)) - 1]}-{number}"
    return name
