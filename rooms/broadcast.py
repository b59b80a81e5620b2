"""Who is connected to which room in this process, and sending each of them what a commit changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rooms.core import events as e
from rooms.core.actors import Actor
from rooms.core.events import Event
from rooms.limits import PER_SECOND, ROOM_PER_SECOND, SIGNALS_PER_SECOND, Bucket
from rooms.live import Commit, LiveRoom
from rooms.wire.audience import Audience, audience_of
from rooms.wire.for_oneself import me
from rooms.wire.view import changes, told, view

# Events that leave everybody's own state as it was: the many, so nobody's is computed for them.
LEAVES_ME: frozenset[type[Event]] = frozenset(
    {e.MessageSent, e.ReactionAdded, e.ReactionRemoved, e.NoteWritten, e.BackchannelSent}
)


@dataclass(slots=True)
class Connection:
    """One browser tab in a room. `audience` and `me` are what it was last sent."""

    sid: str
    room_id: int
    course_run_id: int
    sign_in_id: int
    actor: Actor
    bucket: Bucket
    room_bucket: Bucket
    signals: Bucket = field(default_factory=lambda: Bucket(SIGNALS_PER_SECOND))
    joined: bool = False
    audience: Audience | None = None
    me: dict[str, Any] = field(default_factory=dict)


# Sends the same event to several connections.
Tell = Callable[[list[str], str, dict[str, Any]], None]


class Broadcast:
    """The connections of this process. `tell(sids, event, data)` sends the same to each of them."""

    def __init__(
        self,
        tell: Tell,
        clock: Callable[[], int],
        per_second: float = PER_SECOND,
        room_per_second: float = ROOM_PER_SECOND,
    ) -> None:
        self.tell = tell
        self._clock = clock
        self._per_second, self._room_per_second = per_second, room_per_second
        self.last_seen: dict[tuple[int, str], int] = {}
        self._by_sid: dict[str, Connection] = {}
        self._by_room: dict[int, dict[str, Connection]] = {}

    def add(self, connection: Connection) -> None:
        self._by_sid[connection.sid] = connection
        self._by_room.setdefault(connection.room_id, {})[connection.sid] = connection

    def drop(self, sid: str) -> Connection | None:
        connection = self._by_sid.pop(sid, None)
        if connection is not None:
            in_room = self._by_room[connection.room_id]
            in_room.pop(sid, None)
            if not in_room:
                del self._by_room[connection.room_id]
        return connection

    def of(self, sid: str) -> Connection | None:
        return self._by_sid.get(sid)

    def in_room(self, room_id: int) -> list[Connection]:
        return list(self._by_room.get(room_id, {}).values())

    def bucket(self, room_id: int, person: str) -> Bucket:
        """The person's bucket in that room, one for all their tabs and devices."""
        beside = (c.bucket for c in self.in_room(room_id) if c.actor.id == person)
        return next(beside, Bucket(self._per_second))

    def room_bucket(self, room_id: int) -> Bucket:
        """One for all who are connected to that room."""
        beside = (c.room_bucket for c in self._by_room.get(room_id, {}).values())
        return next(beside, Bucket(self._room_per_second))

    def rooms(self) -> set[int]:
        """The rooms somebody is connected to."""
        return set(self._by_room)

    def everyone(self) -> Iterator[Connection]:
        yield from list(self._by_sid.values())

    def is_connected(self, room_id: int, person: str) -> bool:
        """True while the person has any tab or device in that room."""
        return any(c.joined and c.actor.id == person for c in self.in_room(room_id))

    def tell_beside(self, room_id: int, place: str, signal: dict[str, Any]) -> None:
        """Tell a passing signal to everybody in a place of the room but the one it comes from."""
        beside = [
            other.sid
            for other in self.in_room(room_id)
            if other.actor.id != signal["by"] and other.audience and other.audience.is_at(place)
        ]
        self.tell(beside, "signal", signal)

    def publish(self, live: LiveRoom, commit: Commit) -> None:
        """Tell everybody in the room what a commit changed, each one what they may see, in one message.

        Those who see the same get the same message, which is made once. Whoever is about to get the answer to
        their `join` gets it all with that, and nothing twice.
        """
        stamp = {"from": commit.before.seq, "seq": commit.after.seq, "now": self._clock()}
        quiet = all(type(entry.event) in LEAVES_ME for entry in commit.entries)
        made: dict[Audience, dict[str, Any]] = {}
        alike: dict[Audience, list[str]] = {}
        for connection in self.in_room(live.id):
            if connection.audience is None:
                continue
            own = None if quiet else self._own_news(connection, commit, made)
            if own is not None:
                self.tell([connection.sid], "update", stamp | own)
            else:
                alike.setdefault(connection.audience, []).append(connection.sid)
        for audience, sids in alike.items():
            self.tell(sids, "update", stamp | _made(made, audience, commit))

    def _own_news(
        self, connection: Connection, commit: Commit, made: dict[Audience, dict[str, Any]]
    ) -> dict[str, Any] | None:
        """What this viewer alone is told; None when it is what all of their audience are told."""
        audience = audience_of(commit.after, connection.actor)
        if audience != connection.audience:
            seen = self.look(connection, commit)
            return {"view": seen, "events": told(commit.after, commit.entries, audience)}
        mine = me(commit.after, connection.actor)
        if mine == connection.me:
            return None
        connection.me = mine
        news = _made(made, audience, commit)
        return news | {"set": news["set"] | {"me": mine}}

    def look(self, connection: Connection, commit: Commit) -> dict[str, Any]:
        """The whole view, when the viewer's sight has changed: admitted, moved to a group, removed."""
        connection.audience = audience_of(commit.after, connection.actor)
        seen = view(commit.after, connection.actor, connection.audience)
        connection.me = seen["me"]
        return seen


def _made(made: dict[Audience, dict[str, Any]], audience: Audience, commit: Commit) -> dict[str, Any]:
    if audience not in made:
        made[audience] = changes(commit.after, commit.entries, audience)
    return made[audience]
