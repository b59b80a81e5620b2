"""Who is here: people whose line drops keep their seat, and are missed only after a while."""

from __future__ import annotations

from elearn import clock
from rooms import keeping
from rooms.broadcast import Connection
from rooms.core.actors import Actor
from rooms.core.commands import LoseConnection
from rooms.core.refusals import Refused
from rooms.core.state import Member
from rooms.engine import RoomEngine, engine
from rooms.live import LiveRoom

# A reload or a change of network takes a few seconds and is nobody's business.
GRACE_MS = 10_000


def left(found: RoomEngine, connection: Connection) -> None:
    """A tab has gone; whether its person has is seen after the grace."""
    if connection.joined:
        found.broadcast.last_seen[connection.room_id, connection.actor.id] = found.rooms.clock()


def is_here(found: RoomEngine, room_id: int, person: str) -> bool:
    """True while a person is connected to this process, or was so lately that they may be back at once."""
    place = (room_id, person)
    if found.broadcast.is_connected(room_id, person) or place in found.simulated:
        return True
    left_at = found.broadcast.last_seen.get(place)
    return left_at is not None and found.rooms.clock() - left_at <= GRACE_MS


def notice_absent() -> None:
    """Write down who has been without any connection for longer than the grace."""
    found = engine()
    for live in found.rooms.live():
        for member in list(live.room.members.values()):
            by_phone = member.id in live.room.media.by_phone
            if member.here and not by_phone and _is_absent(found, live, member):
                _lose(found, live, member)


def _is_absent(found: RoomEngine, live: LiveRoom, member: Member) -> bool:
    if is_here(found, live.id, member.id):
        return False
    place = (live.id, member.id)
    if place not in found.broadcast.last_seen:
        # After a restart nobody has been seen yet: everybody gets the grace from then on.
        found.broadcast.last_seen[place] = found.rooms.clock()
        return False
    return found.neighbours is None or found.neighbours.is_missed_by_all(live.id, member.id)


def _lose(found: RoomEngine, live: LiveRoom, member: Member) -> None:
    found.broadcast.last_seen.pop((live.id, member.id), None)
    try:
        found.rooms.handle(live.id, Actor(member.id, member.part, member.name), LoseConnection())
    except Refused:
        return


def set_clock_right() -> None:
    """The rooms' clock follows the machine's again as soon as nobody is connected."""
    if not engine().broadcast.rooms():
        clock.set_right()


def forget_quiet_rooms() -> None:
    """Free the memory of rooms that everybody has left long ago, and of who was in them."""
    found = engine()
    keeping.put_away_quiet()
    here = {live.id for live in found.rooms.live()}
    for key in [key for key in found.broadcast.last_seen if key[0] not in here]:
        del found.broadcast.last_seen[key]
    found.captions.forget_rooms_but(here)
    if found.neighbours:
        found.neighbours.forget_old()
