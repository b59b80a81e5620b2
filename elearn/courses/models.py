"""Programmes, their runs, the sessions of a run, and the participant's own weekly plans."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person, new_public_id
from elearn.courses.rules import Scope
from elearn.extensions import Model
from elearn.organisations.models import Partnership


class Programme(Model):
    """What a course is made from: its sessions with their run-sheets, and its ground rules.

    `sessions`: [{"id", "week", "day", "minutes", "title": {language: text}, "run_sheet": [phase, …]}] and
    `ground_rules`: [{language: sentence}], as `elearn.courses.programmes` reads them from files.
    `ships`: it is one of those, and follows its file. `origin`: what it was cloned from.
    `comes_after`: slugs of the programmes that one has completed before. `pace`: the order of reading.
    `completion`: which modules complete it; `least_sessions`: and in how many sessions one was.
    `is_template`: whoever clones it can change what is not in `locked` ("title", "session:s1", "part:m1").
    """

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("pace IN ('free', 'in_order')", name="pace"),
        CheckConstraint("completion IN ('all', 'chosen', 'none')", name="completion"),
        CheckConstraint("least_sessions >= 0", name="least_sessions"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[dict[str, str]]
    summary: Mapped[dict[str, str]]
    sessions: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    ground_rules: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    min_people: Mapped[int] = mapped_column(default=8)
    max_people: Mapped[int] = mapped_column(default=12)
    ships: Mapped[bool] = mapped_column(default=False, server_default=false())
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    comes_after: Mapped[list[str]] = mapped_column(default=list, nullable=True)
    pace: Mapped[str] = mapped_column(String(10), default="free", server_default="free")
    completion: Mapped[str] = mapped_column(String(10), default="all", server_default="all")
    least_sessions: Mapped[int] = mapped_column(default=0, server_default="0")
    is_template: Mapped[bool] = mapped_column(default=False, server_default=false())
    locked: Mapped[list[str]] = mapped_column(default=list, nullable=True)

    origin: Mapped[Programme | None] = relationship(remote_side=[id])


class CourseRun(Model):
    """A programme held once, by a partnership of municipalities."""

    __tablename__ = "course_run"
    __table_args__ = (CheckConstraint("min_people <= max_people", name="people"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    starts_on: Mapped[date]
    min_people: Mapped[int] = mapped_column(default=8)
    max_people: Mapped[int] = mapped_column(default=12)
    ground_rules: Mapped[list[dict[str, Any]]]

    programme: Mapped[Programme] = relationship()
    partnership: Mapped[Partnership] = relationship()
    sessions: Mapped[list[CourseSession]] = relationship(
        back_populates="course_run", order_by="CourseSession.number", cascade="all, delete-orphan"
    )

    @property
    def scope(self) -> Scope:
        """The course run as the rules see it."""
        return Scope(self.id, self.partnership.host_id)


class CourseSession(Model):
    """A session (`samling`) of a course run, with the run-sheet that carries it.

    `run_sheet` is a list of phases as `elearn.courses.run_sheets.Phase` writes them. The columns after it
    repeat what the log of its room says (`rooms.aftermath`); `open_reports` are the coordinator's alone.
    """

    __tablename__ = "course_session"
    __table_args__ = (UniqueConstraint("course_run_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[dict[str, str]]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int] = mapped_column(default=120)
    run_sheet: Mapped[list[dict[str, Any]]]
    ended_at: Mapped[datetime | None]
    debriefed_at: Mapped[datetime | None]
    open_tasks: Mapped[int] = mapped_column(default=0, server_default="0")
    open_reports: Mapped[int] = mapped_column(default=0, server_default="0")

    course_run: Mapped[CourseRun] = relationship(back_populates="sessions")

    @property
    def has_loose_ends(self) -> bool:
        """It has ended, and its leaders have not signed what they thought of it or done what they noted."""
        return self.ended_at is not None and (self.debriefed_at is None or self.open_tasks > 0)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class ActionPlan(Model):
    """A participant's plan for one week of a course: private unless the person shares it.

    `confidence` 0-10; under 7 asks to make the step smaller (self-management practice, Lorig). `outcome` and
    `how_it_went` are filled in the week after. `revision` is counted by the client: an older one that arrives
    late changes nothing.
    """

    __tablename__ = "action_plan"
    __table_args__ = (
        UniqueConstraint("person_id", "course_run_id", "week"),
        CheckConstraint("confidence BETWEEN 0 AND 10", name="confidence"),
        CheckConstraint("shared_with IN ('nobody', 'leaders', 'group')", name="shared_with"),
        CheckConstraint("outcome IN ('', 'done', 'partly', 'not_yet', 'changed')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    week: Mapped[int]
    what: Mapped[str] = mapped_column(Text, default="")
    how_much: Mapped[str] = mapped_column(Text, default="")
    when: Mapped[str] = mapped_column(Text, default="")
    how_often: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(10), default="")
    how_it_went: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=0)
    shared_with: Mapped[str] = mapped_column(String(10), default="nobody")
    changed_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class BuddyNumber(Model):
    """A phone number that a participant chose to show to one buddy; it shows while the two are buddies."""

    __tablename__ = "buddy_number"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    buddy_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime]
