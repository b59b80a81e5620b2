"""What somebody lets go of when they step away, are muted or are removed."""

from rooms.core.events import (
    Event,
    HandLowered,
    PenPutDown,
    SideRoomClosed,
    TurnPassed,
    TurnPostponed,
    WordEnded,
)
from rooms.core.rules import in_side_room, place_of
from rooms.core.state import Room


def stepping_away(room: Room, person: str) -> list[Event]:
    """They may be back: the word and the pen are free, a turn waits for them, the hand stays up."""
    return [*quietened_voice(room, person), *_turn_kept_for_later(room, person)]


def going_for_good(room: Room, person: str) -> list[Event]:
    """They will not be back: the turn and the hand go too, and a side room ends."""
    return [*quietened(room, person), *_turn_given_up(room, person), *leaving_side_room(room, person)]


def quietened(room: Room, person: str) -> list[Event]:
    """Hand, word and pen are free."""
    lowered: list[Event] = [HandLowered(person)] if person in room.hands else []
    return [*lowered, *quietened_voice(room, person)]


def quietened_voice(room: Room, person: str) -> list[Event]:
    """Word and pen are free."""
    freed: list[Event] = []
    if room.speaking is not None and room.speaking.person == person:
        freed.append(WordEnded(person))
    if room.note.holder == person:
        freed.append(PenPutDown(person))
    return freed


def leaving_side_room(room: Room, person: str) -> list[Event]:
    """A side room holds two; without one of them it is over."""
    return [SideRoomClosed(place_of(room, person))] if in_side_room(room, person) else []


def _turn_kept_for_later(room: Room, person: str) -> list[Event]:
    if room.round is None or room.round.current != person:
        return []
    others_wait = any(room.round.states[other] == "waiting" for other in room.round.order if other != person)
    return [TurnPostponed(person) if others_wait else TurnPassed(person)]


def _turn_given_up(room: Room, person: str) -> list[Event]:
    waits = room.round is not None and room.round.states.get(person) == "waiting"
    return [TurnPassed(person)] if waits else []
