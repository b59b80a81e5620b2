"""Modules, their published versions, and what participants answered and have read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model


class Module(Model):
    """A course module, as something that has versions.

    `retired_at`: it is not offered to course runs that start after that day; those in the middle keep it.
    `programme_id` is where it is written; which courses show it is told by their parts (`composing.models`).
    A copy has an `origin`, and the number of the version it was made from.
    """

    __tablename__ = "module"
    __table_args__ = (UniqueConstraint("programme_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    retired_at: Mapped[datetime | None]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    origin_version: Mapped[int | None]

    origin: Mapped[Module | None] = relationship(remote_side=[id])
    versions: Mapped[list[ModuleVersion]] = relationship(
        back_populates="module", order_by="ModuleVersion.number"
    )


class ModuleVersion(Model):
    """What a module said at one time. A published version never changes.

    `content`: {language: {"title", "summary", "pages": [{"id", "title", "blocks": [...]}]}} with text already
    rendered and sanitised, so that reading costs nothing. `source`: {language: Markdown}, as it was written.
    `source_hash` tells whether the files have changed; it is empty for what was written here.
    """

    __tablename__ = "module_version"
    __table_args__ = (UniqueConstraint("module_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    number: Mapped[int]
    minutes: Mapped[int]
    opens: Mapped[str] = mapped_column(String(20), default="")
    due: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[dict[str, Any]]
    source: Mapped[dict[str, str] | None]
    source_hash: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]

    module: Mapped[Module] = relationship(back_populates="versions")


class Answer(Model):
    """A participant's answer to one block. Private unless the person shares it.

    `revision` is counted by the client per block: an older one that arrives late changes nothing.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("person_id", "course_run_id", "module_id", "block"),
        CheckConstraint("shared_with IN ('nobody', 'leaders', 'group')", name="shared_with"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    block: Mapped[str] = mapped_column(String(60))
    value: Mapped[dict[str, Any]]
    shared_with: Mapped[str] = mapped_column(String(10), default="nobody")
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class PageVisit(Model):
    """That a participant has opened and perhaps finished a page: for resuming, shown to nobody else."""

    __tablename__ = "page_visit"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id", "module_id", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    page: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ReadingVersion(Model):
    """Which version of a module is a participant's, from the first page on until they take a newer one."""

    __tablename__ = "reading_version"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id", "module_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id", ondelete="CASCADE"))
    since: Mapped[datetime]

    version: Mapped[ModuleVersion] = relationship()


class EarlierAnswer(Model):
    """An answer that a newer version has no place for, or not for all of it. Only its writer sees it.

    `version_id` is the version in which it was asked.
    """

    __tablename__ = "earlier_answer"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id", "version_id", "block"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id", ondelete="CASCADE"))
    block: Mapped[str] = mapped_column(String(60))
    value: Mapped[dict[str, Any]]
    revision: Mapped[int]
    changed_at: Mapped[datetime]

    version: Mapped[ModuleVersion] = relationship()
