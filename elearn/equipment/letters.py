"""What is written about a call: when, and nothing of courses or health."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.calendars import Appointment, calendar_file
from elearn.equipment.models import BookedCall, CallTime
from elearn.languages import day_and_time, speaking
from elearn.notify.models import Channel
from elearn.notify.service import send


@dataclass(frozen=True, slots=True)
class Post:
    """How letters leave here: the kinds that reach people, where their link leads, the zone of calendars."""

    ways: Collection[Channel]
    address: str
    zone: ZoneInfo


def tell_called(session: Session, call: BookedCall, post: Post, now: datetime) -> bool:
    """Write to the participant who calls them and when, with a calendar file. In the caller's transaction.

    True when a letter leaves.
    """
    with speaking(call.person.language):
        words = _(
            "%(name)s calls you on the telephone %(when)s. If that does not suit you, cancel it here:",
            name=call.time.host.room_name,
            when=day_and_time(call.time.starts_at),
        )
        return _write(session, call.person, words, post, now, call.time)


def tell_caller(session: Session, call: BookedCall, post: Post, now: datetime) -> bool:
    """Write to the one who calls, who sees on the page whom."""
    host = call.time.host
    with speaking(host.language):
        words = _(
            "Somebody has booked a call with you %(when)s. See whom you call, or cancel it, here:",
            when=day_and_time(call.time.starts_at),
        )
        return _write(session, host, words, post, now, call.time)


def tell_cancelled(session: Session, person: Person, time: CallTime, post: Post, now: datetime) -> bool:
    """Write to the one who did not cancel."""
    with speaking(person.language):
        words = _(
            "The call %(when)s is cancelled. Take it out of your calendar. You find other times here:",
            when=day_and_time(time.starts_at),
        )
        return _write(session, person, words, post, now)


def _write(
    session: Session, person: Person, words: str, post: Post, now: datetime, time: CallTime | None = None
) -> bool:
    """By e-mail where that reaches the person, else by SMS, else not at all: the first page says it, too."""
    hello = _("Hello %(name)s.", name=person.given_name)
    if person.email and Channel.EMAIL in post.ways:
        body = "\n\n".join((hello, words, "{link}"))
        message = send(
            session, person, Channel.EMAIL, _("A time for a telephone call"), body, now, link=post.address
        )
        message.calendar = _calendar(time, post, now) if time else None
    elif person.mobile and Channel.SMS in post.ways:
        send(session, person, Channel.SMS, "", f"{hello} {words} {{link}}", now, link=post.address)
    else:
        return False
    return True


def _calendar(time: CallTime, post: Post, now: datetime) -> str:
    """A neutral title: a calendar is often open where others look."""
    appointment = Appointment(
        uid=f"{time.public_id}@mestringsrom",
        title=_("Telephone call"),
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        url=post.address,
    )
    return calendar_file([appointment], post.zone, now).decode()
