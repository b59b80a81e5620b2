"""What the clock does by itself, and when it is next needed."""

from rooms.core.events import BreakoutsClosed, Event, PenPutDown
from rooms.core.state import Room

PEN_RESTS_AFTER_MS = 2 * 60 * 1000


def tick(room: Room, at: int) -> list[Event]:
    """Everything that is due at `at`."""
    events: list[Event] = []
    if _is_due(_breakouts_end(room), at):
        events.append(BreakoutsClosed())
    if _is_due(_pen_rests(room), at):
        events.append(PenPutDown(room.note.holder))
    return events


def next_deadline(room: Room) -> int | None:
    """When the clock is next needed, in milliseconds since 1970; None when nothing is waiting."""
    deadlines = [moment for moment in (_breakouts_end(room), _pen_rests(room)) if moment is not None]
    return min(deadlines, default=None)


def _breakouts_end(room: Room) -> int | None:
    return room.breakouts.ends_at if room.breakouts.state == "open" else None


def _pen_rests(room: Room) -> int | None:
    return room.note.pen_used_at + PEN_RESTS_AFTER_MS if room.note.holder else None


def _is_due(moment: int | None, at: int) -> bool:
    return moment is not None and at >= moment
