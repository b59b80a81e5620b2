"""Messages on their way to people."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import Person
from elearn.extensions import Model


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class OutgoingMessage(Model):
    """An e-mail or SMS. Says nothing of health; the words are removed 30 days after sending.

    `body` has `{link}` where a personal link stands; `link` is the link itself, forgotten once it has left.
    `calendar` is a calendar file that goes along with an e-mail.
    A process that sends claims the message first (`claimed_at`), so that it leaves once. A message that was
    claimed and neither sent nor given back is uncertain and is not sent again by itself.
    """

    __tablename__ = "outgoing_message"
    __table_args__ = (
        # What the delivery worker looks for every few seconds: small, however many were sent.
        Index(
            "ix_outgoing_message_waiting",
            "due_at",
            sqlite_where=text("sent_at IS NULL AND claimed_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND claimed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    channel: Mapped[Channel]
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(120), default="")
    body: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(300))
    calendar: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(60), default="")

    person: Mapped[Person] = relationship()
