"""What the room lets through of a device, and whether its person may take part at all. Pure."""

from __future__ import annotations

from enum import StrEnum

from rooms.core.rules import circle_of, is_seated, is_wider, may_be_heard, may_be_seen, may_talk
from rooms.core.state import Room, Standing
from rooms.media.carrier import Passed
from rooms.media.company import Party


class Off(StrEnum):
    """Why a device takes part no more."""

    OTHER_DEVICE = "other_device"  # the person takes part on another one now
    REMOVED = "removed"  # a leader has asked them to leave
    ENDED = "ended"  # the session is over
    LEFT = "left"  # they have left, or take part in writing or by telephone


def why_off(room: Room, person: str) -> Off | None:
    """Why this person's devices may not take part; None when they may. Deny by default."""
    member = room.members.get(person)
    if member is not None and member.standing is Standing.REMOVED:
        return Off.REMOVED
    if may_talk(room, person):
        return None if person in room.media.joined else Off.LEFT
    # Whoever sits here still and may not talk, sits on when the session is over.
    return Off.ENDED if is_seated(room, person) and room.members[person].here else Off.LEFT


def is_among_more(room: Room, party: Party) -> bool:
    """May more people hear and see the person than when the device said what is on?

    Then that is held back until the device has said it anew: it may not know yet.
    """
    return is_wider(circle_of(room, party.person), party.among)


def passed(room: Room, party: Party) -> Passed:
    """What others get of the device."""
    if why_off(room, party.person):
        return Passed()
    is_believed = not is_among_more(room, party)
    return Passed(
        voice=party.voice and is_believed and may_be_heard(room, party.person),
        picture=party.picture and is_believed and may_be_seen(room, party.person),
        # Whoever rests or has gone elsewhere shows no screen: the room sees to that itself.
        screen=party.screen and room.media.sharing == party.person,
    )
