"""Who may try equipment, see how it went, and offer or book a call about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from elearn.accounts.roles import Actor, Role
from elearn.courses.rules import Scope, coordinates, leads, takes_part

# A form that offers many times at once offers an evening's worth of them.
MOST_AT_ONCE = 12
FARTHEST = timedelta(days=180)

Span = tuple[datetime, datetime]


def may_try(actor: Actor) -> bool:
    """Anybody who is signed in, at any time."""
    return actor.is_signed_in


def may_see_equipment(actor: Actor, course: Scope) -> bool:
    """Those who carry the evening: both leaders, the technical host and the host's coordinator."""
    return leads(actor, course) or may_offer_times(actor, course)


def may_offer_times(actor: Actor, course: Scope) -> bool:
    """Those who help with equipment by telephone."""
    return coordinates(actor, course) or actor.holds_in_course(course.course_run_id, Role.TECHNICAL_HOST)


def may_book_call(actor: Actor, course: Scope) -> bool:
    return takes_part(actor, course)


def slots(start: datetime, end: datetime, minutes: int) -> list[Span]:
    """The whole calls of so many minutes between two moments; none when the end comes first."""
    length = timedelta(minutes=minutes)
    count = max(0, (end - start) // length)
    return [(start + length * each, start + length * (each + 1)) for each in range(count)]


def is_to_come(span: Span, now: datetime) -> bool:
    """It begins later than now, and not in a year that nobody can have meant."""
    return now < span[0] <= now + FARTHEST


def has_begun(starts_at: datetime, now: datetime) -> bool:
    """From then on nobody cancels a call: whoever calls is calling, or has called."""
    return starts_at <= now


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """True when one would have to be in two calls at a time."""
    return any(span[0] < end and start < span[1] for start, end in others)
