"""What a process does with the hints of others: look into the log, pass signals on, say who is here."""

from __future__ import annotations

from functools import partial
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError

from rooms import presence
from rooms.engine import RoomEngine

log = structlog.get_logger()


def begin(found: RoomEngine) -> None:
    """Hear the neighbours from now on; after a time without them, find out what was missed."""
    if found.neighbours:
        found.neighbours.listen(partial(_hear, found), partial(_back, found))


def look_when_alone(found: RoomEngine) -> None:
    """While Redis is away nobody gives hints."""
    if found.neighbours and found.neighbours.is_away:
        look(found)


def look(found: RoomEngine) -> None:
    """Find out from the log itself what other processes wrote: hints can be lost without anybody noticing."""
    try:
        found.rooms.look_for_news()
    except OperationalError:
        log.warning("log_away")


def _back(found: RoomEngine) -> None:
    look(found)
    if found.elsewhere:
        found.elsewhere.back()


def _hear(found: RoomEngine, hint: dict[str, Any]) -> None:
    match hint:
        case {"news": news}:
            try:
                found.rooms.catch_up({int(room_id): int(seq) for room_id, seq in news})
            except OperationalError:
                log.warning("log_away")
        case {"signal": signal, "room": room_id, "place": place}:
            found.broadcast.tell_beside(room_id, place, signal)
        case {"media": told, "by": by}:
            if found.elsewhere:
                found.elsewhere.hear(by, told)
        case {"captions": told, "by": by}:
            if found.captions_elsewhere:
                found.captions_elsewhere.hear(by, told)
        case {"asked": (room_id, person)}:
            if found.neighbours and presence.is_here(found, room_id, person):
                found.neighbours.tell(connected=(room_id, person))
        case {"connected": (room_id, person)}:
            if found.neighbours:
                found.neighbours.note_connected(room_id, person)
