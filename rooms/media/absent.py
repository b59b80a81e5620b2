"""Whose devices are all gone takes part no more, and the log says so: not at once, for pages are reloaded."""

from __future__ import annotations

from collections.abc import Iterator

import structlog

from rooms.broadcast import Connection
from rooms.core.commands import LeaveMedia
from rooms.core.refusals import Refused
from rooms.engine import RoomEngine
from rooms.presence import GRACE_MS
from rooms.turns import Outcome

log = structlog.get_logger()


class Absent:
    """Since when each person who is still connected here has been without a device that takes part.

    Who is not connected is missed by `presence`, and takes part in nothing then.
    """

    def __init__(self, found: RoomEngine) -> None:
        self._found = found
        self._since: dict[tuple[int, str], int] = {}

    def look(self) -> None:
        """Write down who has been without one for longer than the grace."""
        neighbours = self._found.neighbours
        if neighbours and neighbours.is_away:
            return  # they may take part on a device that is connected elsewhere
        now, before = self._found.rooms.clock(), self._since
        self._since = {}
        for connection in self._without_device():
            key = (connection.room_id, connection.actor.id)
            since = before.get(key, now)
            if now - since > GRACE_MS:
                self._found.rooms.submit(
                    connection.room_id, connection.actor, LeaveMedia(), None, _log_failure
                )
            else:
                self._since[key] = since

    def _without_device(self) -> Iterator[Connection]:
        broadcast, media = self._found.broadcast, self._found.media
        for room_id in broadcast.rooms():
            live = self._found.rooms.at_hand(room_id)
            joined = live.room.media.joined if live else ()
            away = set(joined) - {party.person for party in media.parties.in_room(room_id)}
            here = broadcast.in_room(room_id) if away else []
            away -= {connection.actor.id for connection in here if connection.sid in media.expected}
            for connection in here:
                if connection.actor.id in away:
                    away.discard(connection.actor.id)
                    yield connection


def _log_failure(outcome: Outcome) -> None:
    if isinstance(outcome, Exception) and not isinstance(outcome, Refused):
        log.error("leave_media_failed", exc_info=outcome)
