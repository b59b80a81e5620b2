"""Looking after one another: the silent signal, the side room, the call the next day."""

from rooms.core import texts
from rooms.core.actors import LEADERS, Actor
from rooms.core.decisions.finding import found, member_here
from rooms.core.decisions.stepping_away import stepping_away
from rooms.core.events import (
    Event,
    SideRoomClosed,
    SideRoomOpened,
    SignalAttended,
    SignalWithdrawn,
    TaskAdded,
    TaskCompleted,
    TaskReopened,
    TurnPostponed,
    UnwellSignalled,
)
from rooms.core.kinds import SIDE
from rooms.core.refusals import Code, Refused
from rooms.core.rules import in_side_room, place_of
from rooms.core.state import Room


def signal_unwell(room: Room, actor: Actor, words: str) -> list[Event]:
    """Saying more to a signal that is open adds no second task."""
    said = texts.optional(words)
    before = room.wellbeing.signals.get(actor.id)
    if before is None or before.state != "open":
        return [UnwellSignalled(said), TaskAdded("call_next_day", actor.id, said)]
    return [UnwellSignalled(said)] if said and said != before.words else []


def withdraw_signal(room: Room, actor: Actor) -> list[Event]:
    """The task stays: the leaders decide whether to call all the same."""
    signal = room.wellbeing.signals.get(actor.id)
    return [SignalWithdrawn()] if signal is not None and signal.state == "open" else []


def attend_signal(room: Room, person: str, outcome: str) -> list[Event]:
    said = texts.optional(outcome)
    signal = room.wellbeing.signals.get(person)
    if signal is None:
        raise Refused(Code.NO_SUCH_SIGNAL)
    if (signal.state, signal.outcome) == ("attended", said):
        return []
    return [SignalAttended(person, said)]


def open_side_room(room: Room, actor: Actor, person: str) -> list[Event]:
    if person == actor.id:
        raise Refused(Code.NOT_YOURSELF)
    member_here(room, person)
    if in_side_room(room, person) and place_of(room, person) == place_of(room, actor.id):
        return []
    if in_side_room(room, person) or in_side_room(room, actor.id):
        raise Refused(Code.IN_SIDE_ROOM)
    place = f"{SIDE}{len(room.wellbeing.side_rooms) + 1}"
    return [
        *stepping_away(room, person),
        *_turn_comes_later(room, person),
        *stepping_away(room, actor.id),
        *_turn_comes_later(room, actor.id),
        SideRoomOpened(place, actor.id, person),
    ]


def _turn_comes_later(room: Room, person: str) -> list[Event]:
    """The round does not stand and wait for somebody who talks in another room."""
    if room.round is None or room.round.current == person:
        return []
    waiting = [other for other in room.round.order if room.round.states[other] == "waiting"]
    return [TurnPostponed(person)] if person in waiting[:-1] else []


def close_side_room(room: Room, actor: Actor, place: str) -> list[Event]:
    side_room = room.wellbeing.side_rooms.get(place)
    if side_room is None:
        raise Refused(Code.NO_SUCH_PLACE)
    if actor.part not in LEADERS and actor.id != side_room.person:
        raise Refused(Code.LEADERS_ONLY)
    return [SideRoomClosed(place)] if side_room.closed_at is None else []


def add_task(room: Room, text: str, person: str) -> list[Event]:
    if person and person not in room.members:
        raise Refused(Code.NO_SUCH_MEMBER)
    return [TaskAdded("other", person, texts.required(text))]


def complete_task(room: Room, number: int) -> list[Event]:
    task = found(room.wellbeing.tasks, number, Code.NO_SUCH_TASK)
    return [] if task.done_by else [TaskCompleted(number)]


def reopen_task(room: Room, number: int) -> list[Event]:
    task = found(room.wellbeing.tasks, number, Code.NO_SUCH_TASK)
    return [TaskReopened(number)] if task.done_by else []
