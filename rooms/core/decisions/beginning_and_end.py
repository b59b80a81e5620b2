"""Leading as equals: the start needs both kinds of leaders or a reason, and either may do anything."""

from rooms.core import texts
from rooms.core.actors import LEADERS, Actor
from rooms.core.decisions.finding import seated_member
from rooms.core.decisions.run_sheet import entering, leaving
from rooms.core.events import Event, LeadHandedOver, PenPutDown, SessionEnded, SessionResumed, SessionStarted
from rooms.core.refusals import Code, Refused
from rooms.core.rules import has_ended, has_started, is_debrief_signed, leaders_here
from rooms.core.run_sheet import first_phase
from rooms.core.state import Room


def start_session(room: Room, actor: Actor, reason: str) -> list[Event]:
    if has_started(room):
        return []
    why = texts.optional(reason)
    missing = sorted(LEADERS - leaders_here(room) - {actor.part})
    if missing and not why:
        raise Refused(Code.OTHER_LEADER_MISSING)
    started = SessionStarted(why, missing[0].value if missing else "")
    return [started, *entering(room, first_phase(room.run_sheet.phases))]


def end_session(room: Room) -> list[Event]:
    if not has_started(room):
        raise Refused(Code.NOT_STARTED)
    if has_ended(room):
        return []
    pen: list[Event] = [PenPutDown(room.note.holder)] if room.note.holder else []
    return [*leaving(room), *pen, SessionEnded()]


def resume_session(room: Room) -> list[Event]:
    if not has_ended(room):
        return []
    if is_debrief_signed(room):
        raise Refused(Code.DEBRIEF_SIGNED)
    return [SessionResumed()]


def hand_over(room: Room, person: str) -> list[Event]:
    if seated_member(room, person).part not in LEADERS:
        raise Refused(Code.NOT_A_LEADER)
    return [] if room.session.lead == person else [LeadHandedOver(person)]
