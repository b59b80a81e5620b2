"""How signals, side rooms and tasks change the room."""

from rooms.core.events import SideRoomOpened, SignalAttended, TaskAdded
from rooms.core.evolutions.people import placed
from rooms.core.records import replace
from rooms.core.rules import call_to, home_place
from rooms.core.state import Room, SideRoom, Signal, Task


def unwell_signalled(room: Room, by: str, words: str) -> Room:
    return _with_signal(room, by, Signal(words, room.at))


def signal_withdrawn(room: Room, by: str) -> Room:
    return _with_signal(room, by, replace(room.wellbeing.signals[by], state="withdrawn"))


def signal_attended(room: Room, by: str, event: SignalAttended) -> Room:
    signal = room.wellbeing.signals[event.person]
    attended = replace(signal, state="attended", attended_by=by, outcome=event.outcome)
    told = _with_signal(room, event.person, attended)
    number = call_to(room, event.person)
    if number is None:
        return told
    return _with_task(told, number, replace(room.wellbeing.tasks[number], agreed=event.outcome))


def side_room_opened(room: Room, event: SideRoomOpened) -> Room:
    side_room = SideRoom(event.leader, event.person, room.at)
    opened = _with_side_room(room, event.place, side_room)
    return placed(opened, {event.leader: event.place, event.person: event.place})


def side_room_closed(room: Room, place: str) -> Room:
    """Each goes back to where the others are now: an open group, or the whole room."""
    side_room = room.wellbeing.side_rooms[place]
    closed = _with_side_room(room, place, replace(side_room, closed_at=room.at))
    both = (side_room.leader, side_room.person)
    return placed(closed, {person: home_place(closed, person) for person in both})


def task_added(room: Room, by: str, event: TaskAdded) -> Room:
    return _with_task(room, room.seq, Task(event.kind, event.person, event.words, by, room.at))


def task_completed(room: Room, by: str, number: int) -> Room:
    task = room.wellbeing.tasks[number]
    return _with_task(room, number, replace(task, done_by=by, done_at=room.at))


def task_reopened(room: Room, number: int) -> Room:
    return _with_task(room, number, replace(room.wellbeing.tasks[number], done_by="", done_at=None))


def _with_signal(room: Room, person: str, signal: Signal) -> Room:
    signals = {**room.wellbeing.signals, person: signal}
    return replace(room, wellbeing=replace(room.wellbeing, signals=signals))


def _with_side_room(room: Room, place: str, side_room: SideRoom) -> Room:
    side_rooms = {**room.wellbeing.side_rooms, place: side_room}
    return replace(room, wellbeing=replace(room.wellbeing, side_rooms=side_rooms))


def _with_task(room: Room, number: int, task: Task) -> Room:
    tasks = {**room.wellbeing.tasks, number: task}
    return replace(room, wellbeing=replace(room.wellbeing, tasks=tasks))
