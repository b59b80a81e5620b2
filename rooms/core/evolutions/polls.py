"""How polls change the room."""

from rooms.core.events import PollOpened, VoteCast
from rooms.core.records import replace
from rooms.core.state import Poll, Room


def poll_opened(room: Room, by: str, event: PollOpened) -> Room:
    return _with_poll(room, room.seq, Poll(by, room.at, event.question, event.options))


def vote_cast(room: Room, by: str, event: VoteCast) -> Room:
    poll = room.polls[event.poll]
    return _with_poll(room, event.poll, replace(poll, votes={**poll.votes, by: event.option}))


def poll_open(room: Room, number: int, is_open: bool) -> Room:
    return _with_poll(room, number, replace(room.polls[number], open=is_open))


def _with_poll(room: Room, number: int, poll: Poll) -> Room:
    return replace(room, polls={**room.polls, number: poll})
