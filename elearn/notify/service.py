"""Putting messages into the outbox, claiming them for delivery, and forgetting their words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.errors import Conflict, Invalid, NotFound
from elearn.notify.models import Channel, OutgoingMessage

# How long to wait after the first, second … attempt that was refused; then a person has to look at it.
PATIENCE = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
WORDS_KEPT = timedelta(days=30)
LINK = "{link}"


def send(
    session: Session,
    person: Person,
    channel: Channel,
    subject: str,
    body: str,
    now: datetime,
    *,
    link: str | None = None,
) -> OutgoingMessage:
    """Put a message into the outbox, in the caller's transaction: it leaves after the commit, or not at all.

    The subject stands on locked screens: nothing of health in it, nor in the body. `{link}` in the body is
    where `link` goes; it is forgotten when the message has left. Raises `Invalid("no_address")`.
    """
    address = person.email if channel is Channel.EMAIL else person.mobile
    if not address:
        raise Invalid("no_address")
    message = OutgoingMessage(
        person=person,
        channel=channel,
        address=address,
        subject=subject,
        body=body,
        link=link,
        created_at=now,
        due_at=now,
    )
    session.add(message)
    return message


def claim(session: Session, message_id: int, now: datetime) -> bool:
    """Take the message for sending; False when somebody else was first. Commit before you send."""
    taken = session.execute(
        update(OutgoingMessage)
        .where(
            OutgoingMessage.id == message_id,
            OutgoingMessage.sent_at.is_(None),
            OutgoingMessage.claimed_at.is_(None),
        )
        .values(claimed_at=now, attempts=OutgoingMessage.attempts + 1)
    )
    return cast("CursorResult[None]", taken).rowcount == 1


def mark_sent(session: Session, message_id: int, now: datetime, *, keeps_link: bool) -> None:
    """The message has left. The link in it opens somebody's door, so only the demo keeps it."""
    message = session.get_one(OutgoingMessage, message_id)
    message.sent_at, message.failure = now, ""
    if not keeps_link:
        message.link = None


def give_back(session: Session, message_id: int, failure: str, now: datetime) -> None:
    """It was refused: try again later, and after the last attempt wait for a person."""
    message = session.get_one(OutgoingMessage, message_id)
    message.failure = failure
    if message.attempts <= len(PATIENCE):
        message.claimed_at, message.due_at = None, now + PATIENCE[message.attempts - 1]


def leave_uncertain(session: Session, message_id: int, failure: str) -> None:
    """Perhaps it left, perhaps not: it stays claimed, and a person decides."""
    session.get_one(OutgoingMessage, message_id).failure = failure


def send_again(session: Session, message_id: int, now: datetime) -> None:
    """A person wants it tried once more. Raises `Conflict` when it has left."""
    message = session.scalar(
        select(OutgoingMessage).where(OutgoingMessage.id == message_id).with_for_update()
    )
    if message is None:
        raise NotFound
    if message.sent_at is not None:
        raise Conflict
    message.claimed_at, message.due_at, message.attempts, message.failure = None, now, 0, ""


def remove_old_words(session: Session, now: datetime) -> int:
    """Empty the messages that left, or were given up, more than 30 days ago. How many there were."""
    old = now - WORDS_KEPT
    emptied = session.execute(
        update(OutgoingMessage)
        .where(
            or_(OutgoingMessage.sent_at < old, OutgoingMessage.due_at < old),
            OutgoingMessage.body != "",
        )
        .values(subject="", body="", address="", link=None, calendar=None)
    )
    return cast("CursorResult[None]", emptied).rowcount
