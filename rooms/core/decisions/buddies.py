"""Buddy pairs: private wishes that become a pair when they are mutual."""

from rooms.core.actors import Actor, Part
from rooms.core.decisions.finding import seated_member
from rooms.core.events import BuddiesPaired, BuddiesParted, BuddyChosen, BuddyUnchosen, Event
from rooms.core.refusals import Code, Refused
from rooms.core.state import Room


def choose_buddy(room: Room, actor: Actor, person: str) -> list[Event]:
    if person == actor.id:
        raise Refused(Code.NOT_YOURSELF)
    if seated_member(room, person).part is not Part.PARTICIPANT:
        raise Refused(Code.PARTICIPANTS_ONLY)
    if room.buddies.pairs.get(actor.id) == person or room.buddies.chosen.get(actor.id) == person:
        return []
    if actor.id in room.buddies.pairs or person in room.buddies.pairs:
        raise Refused(Code.HAS_BUDDY)
    chosen: list[Event] = [BuddyChosen(person)]
    mutual = room.buddies.chosen.get(person) == actor.id
    return [*chosen, BuddiesPaired(actor.id, person)] if mutual else chosen


def unchoose_buddy(room: Room, actor: Actor) -> list[Event]:
    return [BuddyUnchosen()] if actor.id in room.buddies.chosen else []


def leave_buddy(room: Room, actor: Actor) -> list[Event]:
    other = room.buddies.pairs.get(actor.id)
    return [] if other is None else [BuddiesParted(actor.id, other)]
