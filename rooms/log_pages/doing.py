"""Asking the room for something from a page: the one door, and a refusal in a kind sentence."""

from __future__ import annotations

from flask import flash

from elearn.extensions import db
from rooms.core.actors import LEADERS, Actor
from rooms.core.commands import Command, Enter
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_ended
from rooms.engine import engine
from rooms.models import Room
from rooms.refusal_words import refusal_sentences


def ask(room: Room, actor: Actor, command: Command, command_id: str | None = None) -> None:
    """Have the room do it. Raises `Refused`.

    A leader who did not come that evening has no seat, and may still see to what is left of it.
    """
    room_id = room.id
    db.session.commit()  # the log writes on a connection of its own, and SQLite has one writer at a time
    rooms = engine().rooms
    now = rooms.fresh(room_id).room
    if actor.part in LEADERS and has_ended(now) and actor.id not in now.members:
        rooms.handle(room_id, actor, Enter())
    rooms.handle(room_id, actor, command, command_id)


def try_to(room: Room, actor: Actor, command: Command, done: str, command_id: str | None = None) -> bool:
    """The same, telling the person on the next page that it is done, or why not."""
    try:
        ask(room, actor, command, command_id)
    except Refused as refused:
        tell(refused.code)
        return False
    flash(done, "success")
    return True


def tell(code: Code) -> None:
    """Say on the next page why something was not done."""
    flash(refusal_sentences()[code.value], "warning")
