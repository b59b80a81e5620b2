"""Polls: one vote each, changeable while the poll is open."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.decisions.finding import found
from rooms.core.events import Event, PollClosed, PollOpened, PollReopened, VoteCast
from rooms.core.refusals import Code, Refused
from rooms.core.state import Poll, Room


def open_poll(question: str, options: tuple[str, ...]) -> list[Event]:
    asked = texts.required(question, texts.QUESTION)
    offered = tuple(texts.one_line(option) for option in options)
    short = all(0 < len(option) <= texts.TITLE and not texts.is_blank(option) for option in offered)
    if not (2 <= len(offered) <= 8 and short and len(set(offered)) == len(offered)):
        raise Refused(Code.BAD_OPTIONS)
    return [PollOpened(asked, offered)]


def vote(room: Room, actor: Actor, number: int, option: int) -> list[Event]:
    poll = _poll(room, number)
    if not poll.open:
        raise Refused(Code.POLL_CLOSED)
    if not 0 <= option < len(poll.options):
        raise Refused(Code.NO_SUCH_OPTION)
    return [] if poll.votes.get(actor.id) == option else [VoteCast(number, option)]


def close_poll(room: Room, number: int) -> list[Event]:
    return [PollClosed(number)] if _poll(room, number).open else []


def reopen_poll(room: Room, number: int) -> list[Event]:
    return [] if _poll(room, number).open else [PollReopened(number)]


def _poll(room: Room, number: int) -> Poll:
    return found(room.polls, number, Code.NO_SUCH_POLL)
