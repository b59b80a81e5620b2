"""Who looks: people who see the same share one audience, so that an update is made once for all of them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from rooms.core.actors import LEADERS, STAFF, Actor
from rooms.core.kinds import MAIN
from rooms.core.state import Room, Standing


class Sight(StrEnum):
    """How much somebody sees."""

    DOOR = "door"  # outside, waiting or removed: the room's name and their own state
    SEAT = "seat"  # a participant at the table
    HOST = "host"  # the technical host
    LEAD = "lead"  # either leader


class Audience(NamedTuple):
    """A kind of viewer in a place of the room. A tuple: everybody's is looked up for every message."""

    sight: Sight
    place: str = MAIN

    @property
    def name(self) -> str:
        """What the client says it saw as, when it asks for what came after a number."""
        return f"{self.sight.value}:{self.place}"

    @property
    def is_outside(self) -> bool:
        return self.sight is Sight.DOOR

    def is_at(self, place: str) -> bool:
        """True for whoever sits in that place of the room."""
        return self.place == place and not self.is_outside

    @property
    def leads(self) -> bool:
        return self.sight is Sight.LEAD

    @property
    def is_staff(self) -> bool:
        return self.sight in (Sight.LEAD, Sight.HOST)


def audience_of(room: Room, actor: Actor) -> Audience:
    """The audience that `actor` is in now. Deny by default: whoever has no seat stands at the door."""
    member = room.members.get(actor.id)
    if member is None or member.standing is not Standing.SEATED:
        return Audience(Sight.DOOR)
    if actor.part in LEADERS:
        return Audience(Sight.LEAD, member.place)
    return Audience(Sight.HOST if actor.part in STAFF else Sight.SEAT, member.place)
