"""How hands and the word change the room."""

from rooms.core.records import replace
from rooms.core.state import Airtime, Room, Speaking


def hand_raised(room: Room, person: str) -> Room:
    return replace(room, hands=(*room.hands, person))


def hand_lowered(room: Room, person: str) -> Room:
    return replace(room, hands=tuple(other for other in room.hands if other != person))


def word_given(room: Room, person: str) -> Room:
    heard = hand_lowered(word_ended(room), person)
    return replace(heard, speaking=Speaking(person, room.at))


def word_ended(room: Room) -> Room:
    if room.speaking is None:
        return room
    return replace(spoken(room, room.speaking.person, room.speaking.since), speaking=None)


def spoken(room: Room, person: str, since: int) -> Room:
    """One more turn of this person is over, begun at `since`."""
    before = room.balance.get(person, Airtime())
    after = Airtime(before.ms + max(0, room.at - since), before.turns + 1)
    return replace(room, balance={**room.balance, person: after})
