"""How a round changes the room: whose turn it is, who waits, and how long each has spoken."""

from rooms.core.actors import Part
from rooms.core.events import RoundOpened
from rooms.core.evolutions.hands import spoken
from rooms.core.kinds import TurnState
from rooms.core.records import replace
from rooms.core.state import Member, Room, Round


def round_opened(room: Room, event: RoundOpened) -> Room:
    opened = Round(
        kind=event.kind,
        prompt=event.prompt,
        seconds_each=event.seconds_each,
        order=event.order,
        states=dict.fromkeys(event.order, "waiting"),
        current=event.order[0],
        since=room.at,
        opened_at=room.at,
    )
    return replace(room, round=opened)


def round_closed(room: Room) -> Room:
    return replace(_counted(room), round=None)


def turn_finished(room: Room, person: str) -> Room:
    counted = _counted(room) if room.round is not None and room.round.current == person else room
    return _marked(counted, person, "done")


def turn_passed(room: Room, person: str) -> Room:
    return _marked(room, person, "passed")


def turn_waits_last(room: Room, person: str) -> Room:
    """Postponed, or back after all: last in the order."""
    if room.round is None:
        return room
    order = (*(other for other in room.round.order if other != person), person)
    current = "" if room.round.current == person else room.round.current
    return _marked(replace(room, round=replace(room.round, order=order, current=current)), person, "waiting")


def joined_round(room: Room, member: Member) -> Room:
    """Whoever comes in during a round gets a turn, last."""
    if room.round is None or member.id in room.round.states or member.part is Part.TECHNICAL_HOST:
        return room
    return turn_waits_last(room, member.id)


def _marked(room: Room, person: str, state: TurnState) -> Room:
    if room.round is None:
        return room
    marked = replace(room.round, states={**room.round.states, person: state})
    return replace(room, round=_moved_on(marked, room.at))


def _moved_on(going: Round, at: int) -> Round:
    """The turn stays where it is while that person is waiting to finish it."""
    if going.states.get(going.current) == "waiting":
        return going
    following = next((person for person in going.order if going.states[person] == "waiting"), "")
    return replace(going, current=following, since=at)


def _counted(room: Room) -> Room:
    if room.round is None or not room.round.current:
        return room
    return spoken(room, room.round.current, room.round.since)
