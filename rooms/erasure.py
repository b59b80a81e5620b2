"""The end of one person's words, and of those about them, in every room. The hash chain holds afterwards."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from rooms.expiry import redact_room
from rooms.log import ENTRIES
from rooms.models import NO_TALK, Room
from rooms.queries import rooms_of

# Whose words an entry holds when somebody else wrote it: whom it is about.
ABOUT = ("person", "about")


def forget_words_of(session: Session, public_id: str) -> int:
    """Blank what one person wrote, and what was written about them, in every room. Commits.

    Before the person themselves goes: their courses tell in which rooms to look. May be called again.
    """
    rooms = session.scalars(_rooms_that_name(public_id)).all()
    which = _by_or_about(session, public_id, rooms)
    session.commit()
    return sum(redact_room(room_id, which) for room_id in rooms)


def _rooms_that_name(public_id: str) -> Select[int]:
    """Where they acted, where they were expected, and all rooms of their courses: found by indexes alone."""
    expected = exists().where(
        ENTRIES.c.by == "",
        ENTRIES.c.room_id == Room.id,
        NO_TALK,
        ENTRIES.c.kind == "room_prepared",
        cast(ENTRIES.c.payload, String).contains(public_id),
    )
    return select(Room.id).where(or_(expected, Room.id.in_(rooms_of(public_id))))


def _by_or_about(session: Session, public_id: str, rooms: Collection[int]) -> ColumnElement[bool]:
    payload = ENTRIES.c.payload
    named = [payload[field].as_string() == public_id for field in ABOUT]
    expected = and_(ENTRIES.c.kind == "room_prepared", cast(payload, String).contains(public_id))
    return or_(ENTRIES.c.by == public_id, *named, expected, *_about_what_they_made(session, public_id, rooms))


def _about_what_they_made(
    session: Session, public_id: str, rooms: Collection[int]
) -> list[ColumnElement[bool]]:
    """Answers to their reports and reasons for hiding their words name a number, not a person."""
    found: list[ColumnElement[bool]] = []
    for made, answered, field in (
        ("report_made", "report_resolved", "report"),
        ("message_sent", "message_hidden", "message"),
        ("question_asked", "question_hidden", "question"),
        ("question_asked", "question_answered", "question"),
    ):
        theirs = or_(ENTRIES.c.by == public_id, ENTRIES.c.payload["about"].as_string() == public_id)
        numbers = session.execute(
            select(ENTRIES.c.room_id, ENTRIES.c.seq).where(
                ENTRIES.c.room_id.in_(rooms), ENTRIES.c.kind == made, theirs
            )
        ).all()
        if numbers:
            # Only there: a field of the same name is a text in other kinds, and PostgreSQL stumbles on it.
            number = case((ENTRIES.c.kind == answered, ENTRIES.c.payload[field].as_integer()))
            found.append(tuple_(ENTRIES.c.room_id, number).in_([tuple(row) for row in numbers]))
    return found
