"""Finding what a command speaks of, or refusing because it is not there."""

from collections.abc import Mapping
from typing import TypeVar

from rooms.core.actors import Actor
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_on_staff, may_read
from rooms.core.state import Member, Message, Room, Standing

T = TypeVar("T")


def found(kept: Mapping[int, T], number: int, otherwise: Code) -> T:
    """What was made by entry `number`, or the given refusal."""
    thing = kept.get(number)
    if thing is None:
        raise Refused(otherwise)
    return thing


def seated_member(room: Room, person: str) -> Member:
    """Somebody with a seat; refused when there is no such person."""
    member = room.members.get(person)
    if member is None or member.standing is not Standing.SEATED:
        raise Refused(Code.NO_SUCH_MEMBER)
    return member


def member_here(room: Room, person: str) -> Member:
    """Somebody with a seat whose line is up."""
    member = seated_member(room, person)
    if not member.here:
        raise Refused(Code.NOT_HERE)
    return member


def member_off_staff(room: Room, person: str) -> Member:
    """Anybody who has come to this room, except the staff: moderation is never turned on them."""
    member = room.members.get(person)
    if member is None:
        raise Refused(Code.NO_SUCH_MEMBER)
    if is_on_staff(member):
        raise Refused(Code.NOT_ON_STAFF)
    return member


def readable_message(room: Room, actor: Actor, number: int) -> Message:
    """A message the actor can see. One they may not see is answered as if it did not exist."""
    message = found(room.chat.messages, number, Code.NO_SUCH_MESSAGE)
    if not may_read(room, actor.id, number, message):
        raise Refused(Code.NO_SUCH_MESSAGE)
    return message


def within(value: int, least: int, most: int) -> int:
    """The number itself, refused when it is outside the two bounds."""
    if not least <= value <= most:
        raise Refused(Code.OUT_OF_RANGE)
    return value
