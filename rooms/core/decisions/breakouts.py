"""Small groups: made, opened, visited, called from, and back by themselves."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.decisions.finding import member_off_staff, seated_member, within
from rooms.core.decisions.grouping import groups_for
from rooms.core.events import (
    BreakoutAssigned,
    BreakoutsClosed,
    BreakoutsClosing,
    BreakoutsExtended,
    BreakoutsOpened,
    BreakoutsPrepared,
    BroadcastSent,
    Event,
    LeaderCalled,
    LeaderEntered,
    LeaderReturned,
    WordEnded,
)
from rooms.core.kinds import BreakoutMethod
from rooms.core.refusals import Code, Refused
from rooms.core.rules import group_of, group_place, in_group, in_side_room, place_of
from rooms.core.state import Breakouts, Room


def prepare_breakouts(room: Room, method: BreakoutMethod, size: int, minutes: int) -> list[Event]:
    if room.breakouts.state == "open":
        raise Refused(Code.BREAKOUTS_OPEN)
    within(size, 2, 6)
    within(minutes, 1, 120)
    return [BreakoutsPrepared(method, groups_for(room, method, size), size, minutes)]


def assign_to_breakout(room: Room, person: str, group: int) -> list[Event]:
    """Also while the groups are open: they move at once."""
    member_off_staff(room, person)
    seated_member(room, person)
    return _assigned(room, person, _checked_group(room, group))


def choose_breakout(room: Room, actor: Actor, group: int) -> list[Event]:
    groups = _standing_groups(room)
    if groups.method != "choice":
        raise Refused(Code.NOT_BY_CHOICE)
    chosen = _checked_group(room, group)
    others = [person for person in groups.groups[chosen - 1] if person != actor.id] if chosen else []
    if len(others) >= groups.size + 1:
        raise Refused(Code.GROUP_FULL)
    return _assigned(room, actor.id, chosen)


def open_breakouts(room: Room, at: int) -> list[Event]:
    groups = _standing_groups(room)
    if groups.state == "open":
        return []
    if not any(groups.groups):
        raise Refused(Code.TOO_FEW_PEOPLE)
    ended: list[Event] = [WordEnded(room.speaking.person)] if room.speaking else []
    return [*ended, BreakoutsOpened(at + groups.minutes * 60_000)]


def extend_breakouts(room: Room, minutes: int, at: int) -> list[Event]:
    """More minutes also call off a countdown."""
    ends_at = _open_until(room)
    within(minutes, -30, 60)
    return [BreakoutsExtended(max(at, ends_at + minutes * 60_000))] if minutes else []


def broadcast_to_breakouts(room: Room, text: str) -> list[Event]:
    _open_until(room)
    return [BroadcastSent(texts.required(text, texts.MESSAGE))]


def call_leader(room: Room, actor: Actor) -> list[Event]:
    if not in_group(room, actor.id):
        raise Refused(Code.NOT_IN_GROUP)
    place = place_of(room, actor.id)
    return [] if place in room.breakouts.calls else [LeaderCalled(place)]


def visit_breakout(room: Room, actor: Actor, place: str) -> list[Event]:
    """Visiting answers the group's call."""
    _open_until(room)
    if place not in map(group_place, range(1, len(room.breakouts.groups) + 1)):
        raise Refused(Code.NO_SUCH_GROUP)
    if in_side_room(room, actor.id):
        raise Refused(Code.IN_SIDE_ROOM)
    is_there = place_of(room, actor.id) == place
    return [] if is_there and place not in room.breakouts.calls else [LeaderEntered(place)]


def leave_breakout(room: Room, actor: Actor) -> list[Event]:
    return [LeaderReturned(place_of(room, actor.id))] if in_group(room, actor.id) else []


def close_breakouts(room: Room, seconds: int, at: int) -> list[Event]:
    """The second leader to press the button does not stretch the countdown."""
    within(seconds, 0, 300)
    if room.breakouts.state != "open":
        return []
    if seconds == 0:
        return [BreakoutsClosed()]
    ends_at, wished = _open_until(room), at + seconds * 1000
    if room.breakouts.closing and ends_at <= wished:
        return []
    return [BreakoutsClosing(min(ends_at, wished))]


def _assigned(room: Room, person: str, group: int) -> list[Event]:
    return [] if group_of(room, person) == group else [BreakoutAssigned(person, group)]


def _standing_groups(room: Room) -> Breakouts:
    if room.breakouts.state not in ("prepared", "open"):
        raise Refused(Code.NO_BREAKOUTS)
    return room.breakouts


def _checked_group(room: Room, group: int) -> int:
    if not 0 <= group <= len(_standing_groups(room).groups):
        raise Refused(Code.NO_SUCH_GROUP)
    return group


def _open_until(room: Room) -> int:
    if room.breakouts.state != "open" or room.breakouts.ends_at is None:
        raise Refused(Code.NO_BREAKOUTS)
    return room.breakouts.ends_at
