"""Drafts, every edit of them, and who has one open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model
from modules.models import Module


class ModuleDraft(Model):
    """What a module says while it is written. `content` is a fold of its edits, as `authoring.stored` has it.

    `seq` is the number of the newest edit. `began_from` is the version the draft was opened on, 0 for none.
    """

    __tablename__ = "module_draft"

    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    began_from: Mapped[int] = mapped_column(default=0)
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]

    module: Mapped[Module] = relationship()


class DraftEdit(Model):
    """One edit as it was sent. `outcome` "parted" and "refused" changed nothing: their words are kept here.

    `client_id` is given by the browser, so that an edit that is sent twice is done once.
    """

    __tablename__ = "draft_edit"
    __table_args__ = (
        UniqueConstraint("module_id", "client_id"),
        UniqueConstraint("module_id", "seq"),
        CheckConstraint("outcome IN ('done', 'merged', 'parted', 'refused')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    seq: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    edit: Mapped[dict[str, Any]]
    outcome: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(30), default="")

    person: Mapped[Person | None] = relationship()


class DraftReader(Model):
    """Who has a draft open on one device, and where in it: for the others who write, for a minute."""

    __tablename__ = "draft_reader"
    __table_args__ = (UniqueConstraint("module_id", "device"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    seen_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
