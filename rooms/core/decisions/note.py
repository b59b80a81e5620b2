"""The shared note: one pen that goes round."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.events import Event, NoteWritten, PenPutDown, PenTaken
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_quieted, may_take_pen
from rooms.core.state import Room


def take_pen(room: Room, actor: Actor) -> list[Event]:
    """A leader may take it out of somebody's hand."""
    if room.note.holder == actor.id:
        return []
    if is_quieted(room, actor.id):
        raise Refused(Code.MUTED)
    if not may_take_pen(room, actor):
        raise Refused(Code.PEN_TAKEN)
    return [PenTaken()]


def write_note(room: Room, actor: Actor, text: str) -> list[Event]:
    if room.note.holder != actor.id:
        raise Refused(Code.PEN_NEEDED)
    written = texts.optional(text, texts.NOTE)
    return [] if written == room.note.text else [NoteWritten(written)]


def put_down_pen(room: Room, actor: Actor) -> list[Event]:
    return [PenPutDown(actor.id)] if room.note.holder == actor.id else []
