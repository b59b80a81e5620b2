"""How a person's equipment did, the times offered for a call about it, and who has booked one."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person, new_public_id
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.extensions import Model


def _one_of(choices: type[enum.Enum], name: str) -> Enum:
    """Checked words in a text column; the check is named after the column: three share their words."""
    return Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=30,
        values_callable=lambda each: [choice.value for choice in each],
    )


class EquipmentCheck(Model):
    """How the last try went on one kind of device. `course_run_id`: the course it was made for, or none."""

    __tablename__ = "equipment_check"
    __table_args__ = (UniqueConstraint("person_id", "device"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    course_run_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_run.id", ondelete="CASCADE"), index=True
    )
    device: Mapped[Device] = mapped_column(_one_of(Device, "device"))
    microphone: Mapped[Outcome] = mapped_column(_one_of(Outcome, "microphone"))
    loudspeaker: Mapped[Outcome] = mapped_column(_one_of(Outcome, "loudspeaker"))
    camera: Mapped[Outcome] = mapped_column(_one_of(Outcome, "camera"))
    line: Mapped[Line] = mapped_column(_one_of(Line, "line"))
    wants_call: Mapped[bool]
    checked_at: Mapped[datetime]


class CallTime(Model):
    """A time at which somebody who helps with equipment can call a participant."""

    __tablename__ = "call_time"
    __table_args__ = (
        UniqueConstraint("host_id", "starts_at"),
        CheckConstraint("starts_at < ends_at", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    offered_at: Mapped[datetime]

    host: Mapped[Person] = relationship()
    call: Mapped[BookedCall | None] = relationship(
        back_populates="time", cascade="all, delete-orphan", single_parent=True
    )


class BookedCall(Model):
    """A time that a participant has booked: each time once, and one for each person in a course run."""

    __tablename__ = "booked_call"
    __table_args__ = (UniqueConstraint("person_id", "course_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_time_id: Mapped[int] = mapped_column(ForeignKey("call_time.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    booked_at: Mapped[datetime]

    time: Mapped[CallTime] = relationship(back_populates="call")
    person: Mapped[Person] = relationship()
