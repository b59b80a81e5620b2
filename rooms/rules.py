"""Who may see which page of a room. Pure; what happens inside the room is decided in `rooms/core`."""

from __future__ import annotations

from rooms.core.actors import LEADERS, STAFF, Actor


def may_enter(actor: Actor | None) -> bool:
    """Those the session concerns: enrolled participants, its leaders, its technical host."""
    return actor is not None


def may_show_files(actor: Actor | None) -> bool:
    return actor is not None and actor.part in STAFF


def may_read_log(actor: Actor | None) -> bool:
    """The session log, the debrief and the tasks are for the two leaders."""
    return actor is not None and actor.part in LEADERS
