"""Who may see which page of a room. Pure; what happens inside the room is decided in `rooms/core`."""

from __future__ import annotations

from collections.abc import Set

from rooms.core.actors import LEADERS, STAFF, Actor, Part


def may_enter(actor: Actor | None) -> bool:
    """Those the session concerns: enrolled participants, its leaders, its technical host."""
    return actor is not None


def may_show_files(actor: Actor | None) -> bool:
    return actor is not None and actor.part in STAFF


def may_read_log(actor: Actor | None) -> bool:
    """The session log, the debrief and the tasks are for the two leaders."""
    return actor is not None and actor.part in LEADERS


def may_read_debrief(actor: Actor | None, signatures_needed: Set[Part]) -> bool:
    """The leaders; the coordinator where they sign in place of a leader who did not come."""
    return actor is not None and (actor.part in LEADERS or actor.part in signatures_needed)


def may_read_own_log(actor: Actor | None, is_in_log: bool) -> bool:
    """Whoever the room concerns, and whoever was in it once and has left the course since."""
    return actor is not None or is_in_log


def may_handle_report(actor: Actor, about: str) -> bool:
    """Nobody looks into what is told about themselves, whatever else they are."""
    return actor.part is Part.COORDINATOR and actor.id != about
