"""How small groups change the room: where everybody is, and where they go back to."""

from rooms.core.events import BreakoutAssigned, BreakoutsPrepared
from rooms.core.evolutions.people import placed
from rooms.core.kinds import GROUP, MAIN
from rooms.core.records import replace
from rooms.core.rules import group_place, home_place, in_side_room
from rooms.core.state import Breakouts, Call, Line, Room


def breakouts_prepared(room: Room, event: BreakoutsPrepared) -> Room:
    prepared = Breakouts(
        state="prepared",
        method=event.method,
        groups=event.groups,
        size=event.size,
        minutes=event.minutes,
        last_groups=room.breakouts.last_groups,
    )
    return replace(room, breakouts=prepared)


def breakout_assigned(room: Room, event: BreakoutAssigned) -> Room:
    groups = [[other for other in group if other != event.person] for group in room.breakouts.groups]
    if event.group:
        groups[event.group - 1].append(event.person)
    return _at_home(_with_groups(room, tuple(tuple(group) for group in groups)), (event.person,))


def breakouts_opened(room: Room, ends_at: int) -> Room:
    opened = replace(room.breakouts, state="open", opened=room.seq, ends_at=ends_at)
    people = tuple(person for group in opened.groups for person in group)
    return _at_home(replace(room, breakouts=opened), people)


def breakouts_extended(room: Room, ends_at: int) -> Room:
    return replace(room, breakouts=replace(room.breakouts, ends_at=ends_at, closing=False))


def breakouts_closing(room: Room, ends_at: int) -> Room:
    return replace(room, breakouts=replace(room.breakouts, ends_at=ends_at, closing=True))


def breakouts_closed(room: Room) -> Room:
    """Everybody is back, visiting leaders too; who sat together is remembered."""
    closed = replace(
        room.breakouts,
        state="closed",
        ends_at=None,
        closing=False,
        calls={},
        last_groups=room.breakouts.groups,
    )
    away = [member.id for member in room.members.values() if member.place.startswith(GROUP)]
    return placed(replace(room, breakouts=closed), dict.fromkeys(away, MAIN))


def broadcast_sent(room: Room, by: str, text: str) -> Room:
    broadcasts = {**room.breakouts.broadcasts, room.seq: Line(by, room.at, text)}
    return replace(room, breakouts=replace(room.breakouts, broadcasts=broadcasts))


def leader_called(room: Room, by: str, place: str) -> Room:
    calls = {**room.breakouts.calls, place: Call(by, room.at)}
    return replace(room, breakouts=replace(room.breakouts, calls=calls))


def leader_entered(room: Room, by: str, place: str) -> Room:
    calls = {called: call for called, call in room.breakouts.calls.items() if called != place}
    return placed(replace(room, breakouts=replace(room.breakouts, calls=calls)), {by: place})


def leader_returned(room: Room, by: str) -> Room:
    return placed(room, {by: MAIN})


def dropped_from_groups(room: Room, person: str) -> Room:
    """A group that nobody is left in calls nobody."""
    groups = tuple(tuple(other for other in group if other != person) for group in room.breakouts.groups)
    dropped = _with_groups(room, groups)
    peopled = {group_place(number) for number, group in enumerate(groups, start=1) if group}
    calls = {place: call for place, call in room.breakouts.calls.items() if place in peopled}
    return replace(dropped, breakouts=replace(dropped.breakouts, calls=calls))


def _with_groups(room: Room, groups: tuple[tuple[str, ...], ...]) -> Room:
    return replace(room, breakouts=replace(room.breakouts, groups=groups))


def _at_home(room: Room, people: tuple[str, ...]) -> Room:
    """Each in the place that is theirs now; whoever is in a side room stays there until it closes."""
    movable = [person for person in people if not in_side_room(room, person)]
    return placed(room, {person: home_place(room, person) for person in movable})
