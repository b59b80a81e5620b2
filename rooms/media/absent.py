"""Whose devices are all gone takes part no more, and the log says so: not at once, for pages are reloaded."""

from __future__ import annotations

from collections.abc import Iterator

import structlog

from rooms.core.actors import Actor
from rooms.core.commands import LeaveMedia
from rooms.core.refusals import Refused
from rooms.engine import RoomEngine
from rooms.live import LiveRoom
from rooms.presence import GRACE_MS
from rooms.turns import Outcome

log = structlog.get_logger()


class Absent:
    """Since when each person who counts as here has been without a device that takes part.

    Who is not connected is missed by `presence`, and takes part in nothing then: all but those whom a
    simulation plays, who are here without a connection.
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
        for room_id, actor in self._without_device():
            key = (room_id, actor.id)
            since = before.get(key, now)
            if now - since > GRACE_MS:
                self._found.rooms.submit(room_id, actor, LeaveMedia(), None, _log_failure)
            else:
                self._since[key] = since

    def _without_device(self) -> Iterator[tuple[int, Actor]]:
        media = self._found.media
        for live in list(self._found.rooms.live()):
            joined = live.room.media.joined
            away = set(joined) - {party.person for party in media.parties.in_room(live.id)} if joined else ()
            for person in away:
                actor = self._here(live, person)
                if actor is not None:
                    yield live.id, actor

    def _here(self, live: LiveRoom, person: str) -> Actor | None:
        """As whom they leave; None for whoever is not here, or about to bring a device."""
        found, member = self._found, live.room.members.get(person)
        lines = [each for each in found.broadcast.in_room(live.id) if each.actor.id == person]
        if any(each.sid in found.media.expected for each in lines):
            return None
        if lines:
            return lines[0].actor
        is_played = member is not None and (live.id, person) in found.simulated
        return Actor(member.id, member.part, member.name) if member and is_played else None


def _log_failure(outcome: Outcome) -> None:
    if isinstance(outcome, Exception) and not isinstance(outcome, Refused):
        log.error("leave_media_failed", exc_info=outcome)
