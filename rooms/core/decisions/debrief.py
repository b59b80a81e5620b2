"""The joint debrief: one text that both leaders have read and signed."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.commands import ReviseDebrief
from rooms.core.events import DebriefRevised, DebriefSigned, Event
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_ended, signatures_needed
from rooms.core.state import Debrief, Room

BLANK = DebriefRevised("", "", "", "")


def revise_debrief(room: Room, actor: Actor, command: ReviseDebrief) -> list[Event]:
    """Nobody overwrites what the other leader wrote unseen; one's own last text is always seen."""
    _check_ended(room)
    written = DebriefRevised(
        went_well=texts.optional(command.went_well),
        hard=texts.optional(command.hard),
        differently=texts.optional(command.differently),
        follow_up=texts.optional(command.follow_up),
    )
    if _as_written(room.debrief) == written:
        return []
    if command.revision != room.debrief.revision and room.debrief.revised_by != actor.id:
        raise Refused(Code.DEBRIEF_CHANGED)
    return [written]


def sign_debrief(room: Room, actor: Actor, revision: int) -> list[Event]:
    """A signature stands for the text its owner has read, and no other."""
    _check_ended(room)
    if actor.part not in signatures_needed(room):
        raise Refused(Code.NOT_YOUR_SIGNATURE)
    if _as_written(room.debrief) == BLANK:
        raise Refused(Code.EMPTY)
    if revision != room.debrief.revision:
        raise Refused(Code.DEBRIEF_CHANGED)
    return [] if actor.part in room.debrief.signatures else [DebriefSigned(actor.part)]


def _check_ended(room: Room) -> None:
    if not has_ended(room):
        raise Refused(Code.NOT_ENDED)


def _as_written(debrief: Debrief) -> DebriefRevised:
    return DebriefRevised(debrief.went_well, debrief.hard, debrief.differently, debrief.follow_up)
