"""Raised hands and the word."""

from rooms.core.actors import Actor
from rooms.core.decisions.finding import member_here
from rooms.core.events import Event, HandLowered, HandRaised, WordEnded, WordGiven
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_quieted, may_act_for
from rooms.core.state import Room


def raise_hand(room: Room, actor: Actor, person: str) -> list[Event]:
    """One's own; a leader's for somebody else, who sits at a telephone and has no button."""
    whose = person or actor.id
    if whose != actor.id and not may_act_for(actor, whose):
        raise Refused(Code.LEADERS_ONLY)
    if whose != actor.id and whose not in room.media.by_phone:
        raise Refused(Code.NOT_BY_PHONE)
    if is_quieted(room, whose):
        raise Refused(Code.MUTED)
    return [] if whose in room.hands else [HandRaised("" if whose == actor.id else whose)]


def lower_hand(room: Room, actor: Actor, person: str) -> list[Event]:
    whose = person or actor.id
    if not may_act_for(actor, whose):
        raise Refused(Code.LEADERS_ONLY)
    return [HandLowered(whose)] if whose in room.hands else []


def give_word(room: Room, person: str) -> list[Event]:
    member_here(room, person)
    has_it = room.speaking is not None and room.speaking.person == person
    return [] if has_it else [WordGiven(person)]


def end_word(room: Room, actor: Actor) -> list[Event]:
    if room.speaking is None:
        return []
    if not may_act_for(actor, room.speaking.person):
        raise Refused(Code.NOT_YOUR_TURN)
    return [WordEnded(room.speaking.person)]
