"""Who takes part in which course run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model
from elearn.organisations.models import Organisation


class Enrolment(Model):
    """A person's place in a course run, from one home municipality.

    `let_in_because`: why a coordinator let in somebody who has not completed the course that comes before.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    home_municipality_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    enrolled_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    let_in_because: Mapped[str | None] = mapped_column(String(200))

    person: Mapped[Person] = relationship()
    home_municipality: Mapped[Organisation] = relationship()
