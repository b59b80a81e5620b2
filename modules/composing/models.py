"""What a course is made of, and the certificates of those who have completed one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model
from modules.models import Module


class ProgrammePart(Model):
    """A step on the shelf of a programme: a module, some of its pages, or being there in a session.

    `slug` names it within the programme, also in addresses. `module_id` or `session` (a number) is set.
    `pages` None: all of them. `opens`, `due`: words of `modules.timing`; None leaves them to the module.
    `needs`: slugs of the parts that one has finished before. `is_required` matters where the programme
    is completed by chosen modules. `removed_at`: only course runs in the middle of it still show it.
    """

    __tablename__ = "programme_part"
    __table_args__ = (
        UniqueConstraint("programme_id", "slug"),
        UniqueConstraint("programme_id", "module_id"),
        CheckConstraint("(module_id IS NULL) != (session IS NULL)", name="one_thing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"), index=True)
    session: Mapped[int | None]
    slug: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    pages: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    opens: Mapped[str | None] = mapped_column(String(20))
    due: Mapped[str | None] = mapped_column(String(20))
    needs: Mapped[list[str]] = mapped_column(default=list)
    is_required: Mapped[bool] = mapped_column(default=True, server_default=true())
    removed_at: Mapped[datetime | None]

    module: Mapped[Module | None] = relationship()


class Certificate(Model):
    """That somebody has completed a course. Who it was is forgotten with the person; that it is true stays.

    `course`: {language: title}, as the course was called. `minutes`: sessions attended and modules read.
    `code` is what anybody can check it by.
    """

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"))
    course: Mapped[dict[str, str]]
    issuer: Mapped[str] = mapped_column(String(120))
    began_on: Mapped[date]
    ended_on: Mapped[date]
    minutes: Mapped[int]
    issued_on: Mapped[date]

    person: Mapped[Person | None] = relationship()
